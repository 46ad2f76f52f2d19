package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cordon.analysis.availability.Availability;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;

/**
 * Finds blocked prefixes in a sequence of observations. A pure fold: the same observations in the same order give the same
 * blocks, byte for byte; there is no clock but the observations' own time.
 *
 * <p>Each attempt becomes a log-likelihood ratio, blocked against open:
 *
 * <pre>
 *   failure: ln( (1 − λ·a) / (1 − a·(1 − q)) )      success: ln( λ / (1 − q) )
 * </pre>
 *
 * where a is the target's availability to somebody whom nobody blocks, λ the leak of a block and q the ordinary loss. A dead
 * target (a → 0) says nothing. The ratios add up per address and site between bounds ({@link LeafEvidence}), which is a
 * CUSUM (Page, 1954) that finds a change in both directions within a few attempts; {@link Shape} finds the prefixes that
 * explain the beliefs of all addresses in the fewest words.
 */
public final class Detector {
    /** First and last word of a saved state, format 1. */
    private static final long FORMAT = 0x434f52444f4e_0001L;

    private static final long END = 0x454e444f46_0001L;

    private final DetectorSettings settings;
    private final TargetTrie trie;
    private final BlockWriter writer;
    private final Map<Channel, Availability> availability = new LinkedHashMap<>();
    private final Map<Long, NetworkEvidence> networks = new TreeMap<>();
    private final Map<Long, BlockBook> books = new TreeMap<>();
    private final Map<String, Block> changes = new LinkedHashMap<>();

    /** What answers or does not: one port of one address under one test. */
    private record Channel(int leaf, int port, String test) {}

    public Detector(DetectorSettings settings) {
        this(settings, new TargetTrie());
    }

    private Detector(DetectorSettings settings, TargetTrie trie) {
        this.settings = settings;
        this.trie = trie;
        this.writer = new BlockWriter(settings, trie);
    }

    /** Takes the next observation, in fold order ({@link Observation#foldTime}). */
    public void accept(Observation o) {
        Address ip = o.ip();
        boolean ordinary = o.mode() == null || o.mode() == LinkMode.NORMAL;
        if (ip == null || !ordinary) {
            return;
        }
        int leaf = trie.leaf(ip);
        Availability target =
                availability.computeIfAbsent(new Channel(leaf, o.port(), o.test()), c -> new Availability());
        boolean success = reached(o);
        if (o.role() == Role.CONTROL) {
            target.fromOutside(success);
            return;
        }
        NetworkEvidence network = networks.computeIfAbsent(o.asn(), asn -> new NetworkEvidence(o.cc(), asn, settings));
        if (success) {
            target.answeredInside();
        }
        if (target.everAnswered()) {
            network.add(leaf, o, nats(target, o, success));
        }
        if (network.takeLook(o.foldTime())) {
            look(network, o.foldTime());
        }
    }

    /** Whether the address could be reached: a failure after the connection stood is not the address's. */
    private static boolean reached(Observation o) {
        return o.failure() == null
                || (o.operation() != null
                        && !o.operation().equals(Operation.CONNECT)
                        && !o.operation().equals(Operation.RESOLVE));
    }

    private double nats(Availability target, Observation o, boolean success) {
        if (success) {
            return Math.log(settings.leak() / (1 - settings.loss()));
        }
        double a = target.probability();
        double nats = Math.log((1 - settings.leak() * a) / (1 - a * (1 - settings.loss())));
        // whoever refuses has a machine there that answers: half as telling as silence
        return Failure.CONNECTION_REFUSED.equals(o.failure()) ? nats / 2 : nats;
    }

    private void look(NetworkEvidence network, Instant now) {
        BlockBook book = books.computeIfAbsent(network.asn(), asn -> new BlockBook());
        List<String> continued = new ArrayList<>();
        for (Shape.Piece piece : network.shape(trie)) {
            Optional<Block> before = book.continued(trie.prefix(piece.node()), continued);
            if (before.isPresent() || piece.gain() >= settings.alarm()) {
                Block block = writer.write(network, piece, before, now);
                continued.add(block.id());
                if (before.isEmpty() || !BlockWriter.sameNews(before.get(), block)) {
                    publish(book, block);
                }
            }
        }
        for (Block orphan : book.orphans(continued)) {
            publish(book, closed(orphan, book, continued, now));
        }
    }

    private static Block closed(Block orphan, BlockBook book, List<String> continued, Instant now) {
        Optional<Block> heir = book.active().stream()
                .filter(block -> continued.contains(block.id()) && block.cidr().contains(orphan.cidr()))
                .findFirst();
        if (heir.isPresent()) {
            return BlockWriter.close(orphan, BlockState.ENDED, null, heir.get().id(), now);
        }
        return orphan.confirmed() != null
                ? BlockWriter.close(orphan, BlockState.ENDED, null, null, now)
                : BlockWriter.close(
                        orphan, BlockState.RETRACTED, "the targets answered before it was confirmed", null, now);
    }

    private void publish(BlockBook book, Block block) {
        if (book.put(block)) {
            changes.put(block.id(), block);
        }
    }

    /** All blocks found so far, ended and retracted ones included, in {@link Block#ORDER}. */
    public List<Block> blocks() {
        return books.values().stream()
                .flatMap(book -> book.blocks().stream())
                .sorted(Block.ORDER)
                .toList();
    }

    /** Blocks that are new or changed since the last call, each once in its newest revision. */
    public List<Block> drainChanges() {
        List<Block> drained = List.copyOf(changes.values());
        changes.clear();
        return drained;
    }

    /** Confirmed blocks of the same or nested prefixes across the networks of one country, by country and prefix. */
    public List<Incident> incidents() {
        return Incidents.group(blocks(), networks.values());
    }

    /**
     * Writes the whole state. A detector that is restored from it behaves from then on as this one does, byte for byte.
     *
     * @throws IOException if {@code out} does
     */
    public void save(DataOutput out) throws IOException {
        out.writeLong(FORMAT);
        trie.save(out);
        out.writeInt(availability.size());
        for (Map.Entry<Channel, Availability> entry : availability.entrySet()) {
            out.writeInt(entry.getKey().leaf());
            out.writeInt(entry.getKey().port());
            out.writeUTF(entry.getKey().test());
            entry.getValue().save(out);
        }
        out.writeInt(networks.size());
        for (NetworkEvidence network : networks.values()) {
            network.save(out);
        }
        out.writeInt(books.size());
        for (Map.Entry<Long, BlockBook> book : books.entrySet()) {
            out.writeLong(book.getKey());
            book.getValue().save(out);
        }
        BlockCodec.list(out, List.copyOf(changes.values()), block -> BlockCodec.write(out, block));
        out.writeLong(END);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param settings those of the detector that was saved; they are not part of the state
     * @throws IOException if the state breaks off, is of another format, or is no state at all
     */
    public static Detector restore(DataInput in, DetectorSettings settings) throws IOException {
        if (in.readLong() != FORMAT) {
            throw new IOException("this is no detector's state of format 1");
        }
        try {
            return read(in, settings);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("the detector's state is damaged: " + e.getMessage(), e);
        }
    }

    private static Detector read(DataInput in, DetectorSettings settings) throws IOException {
        Detector detector = new Detector(settings, TargetTrie.restore(in));
        int channels = BlockCodec.count(in, Integer.MAX_VALUE);
        for (int i = 0; i < channels; i++) {
            Channel channel = new Channel(in.readInt(), in.readInt(), in.readUTF());
            detector.availability.put(channel, Availability.restore(in));
        }
        int networks = BlockCodec.count(in, Integer.MAX_VALUE);
        for (int i = 0; i < networks; i++) {
            NetworkEvidence network = NetworkEvidence.restore(in, settings);
            detector.networks.put(network.asn(), network);
        }
        int books = BlockCodec.count(in, Integer.MAX_VALUE);
        for (int i = 0; i < books; i++) {
            detector.books.put(in.readLong(), BlockBook.restore(in));
        }
        for (Block block : BlockCodec.list(in, () -> BlockCodec.read(in))) {
            detector.changes.put(block.id(), block);
        }
        if (in.readLong() != END) {
            throw new IOException("the detector's state does not end where it should");
        }
        return detector;
    }
}
