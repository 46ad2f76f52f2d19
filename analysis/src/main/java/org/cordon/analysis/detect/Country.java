package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.cordon.analysis.availability.Availability;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** One country under test: its networks, the probes in them, and what the rest of the world sees of the targets. */
final class Country {
    private final String cc;
    private final TargetTrie trie;
    private final DetectorSettings settings;
    private final OutsideView outside;
    private final BlockWriter writer;
    private final CauseRule causes;
    private final Consumer<Block> published;
    private final Map<NetworkKey, NetworkFold> networks = new TreeMap<>();
    private final Map<Layer, Enforced> enforced = new EnumMap<>(Layer.class);
    private final Map<Long, ActiveSites> sites = new HashMap<>();
    private final Map<Integer, ProbeHealth> probes = new HashMap<>();

    private record NetworkKey(long asn, Layer layer) implements Comparable<NetworkKey> {
        @Override
        public int compareTo(NetworkKey other) {
            int byNumber = Long.compare(asn, other.asn);
            return byNumber != 0 ? byNumber : layer.compareTo(other.layer);
        }
    }

    Country(String cc, TargetTrie trie, DetectorSettings settings, OutsideView outside, Consumer<Block> published) {
        this.cc = cc;
        this.trie = trie;
        this.settings = settings;
        this.outside = outside;
        this.writer = new BlockWriter(settings);
        this.causes = new CauseRule(outside);
        this.published = published;
    }

    String cc() {
        return cc;
    }

    Collection<NetworkFold> networks() {
        return networks.values();
    }

    /** An attempt from outside. */
    void outside(Observation o, int leaf, int site, int probe) {
        long since = o.foldTime().toEpochMilli() - settings.recovery().toMillis();
        int out = outside(outside, o, leaf, site, probe);
        if (out != TargetTrie.NONE) {
            networks.values()
                    .forEach(network -> network.voidUnder(out, o.foldTime().toEpochMilli(), since));
        }
    }

    /** Adds an attempt from outside to {@code view}; returns the prefix that was found to fail, or NONE. */
    static int outside(OutsideView view, Observation o, int leaf, int site, int probe) {
        boolean connected = Layer.connected(o);
        Layer beyond = Layer.of(o);
        view.availability(leaf, o.port(), Layer.CONNECT).fromOutside(connected);
        if (connected && beyond != Layer.CONNECT) {
            view.availability(leaf, o.port(), beyond).fromOutside(Reading.worked(o));
        }
        Boolean slow = Reading.slow(o);
        if (slow != null) {
            view.availability(leaf, o.port(), Layer.SPEED).fromOutside(!slow);
        }
        double nats = connected ? Evidence.ofSuccess(view.leak(), view.loss()) : Evidence.ORDINARY_FAILURE;
        return view.add(sample(o, Layer.CONNECT, leaf, site, probe, connected, nats));
    }

    private static Sample sample(
            Observation o, Layer layer, int leaf, int site, int probe, boolean success, double nats) {
        long seen = o.foldTime().toEpochMilli();
        int port = o.port() + (layer == Layer.TRANSFER && Reading.underOtherName(o) ? Reading.OTHER_NAME : 0);
        return new Sample(seen, seen, o.at().toEpochMilli(), leaf, port, site, probe, kind(o, success), nats);
    }

    /** What was answered in another's name has no failure string. */
    private static Sample.@Nullable Kind kind(Observation o, boolean success) {
        Failure failure = o.failure();
        return success ? null : failure == null ? Sample.Kind.RESET : Sample.Kind.of(failure);
    }

    /** An attempt from one of the country's own networks. */
    void inside(Observation o, int leaf, int site, int probe) {
        boolean connected = Layer.connected(o);
        Layer beyond = Layer.of(o);
        if (beyond != Layer.QUIC && beyond != Layer.DNS) {
            judge(o, Layer.CONNECT, leaf, site, probe, connected);
        }
        // a handshake under another name tells whether it is the name, and nothing of it
        boolean forComparison = beyond == Layer.TLS && Reading.underOtherName(o);
        if (beyond != Layer.CONNECT && !forComparison && (connected || beyond == Layer.QUIC || beyond == Layer.DNS)) {
            judge(o, beyond, leaf, site, probe, Reading.worked(o));
        }
        Boolean slow = Reading.slow(o);
        if (slow != null) {
            judge(o, Layer.SPEED, leaf, site, probe, !slow);
        }
    }

    private void judge(Observation o, Layer layer, int leaf, int site, int probe, boolean success) {
        Availability target = outside.availability(leaf, o.port(), layer);
        if (success) {
            target.answeredInside();
        }
        long at = o.foldTime().toEpochMilli();
        ActiveSites active = sites.computeIfAbsent(
                o.asn(), asn -> new ActiveSites(settings.siteMemory().toMillis()));
        active.spoke(site, at);
        boolean counts = target.everAnswered() && !outside.isOut(leaf, at) && !isResidual(o, layer);
        if (!success && !counts) {
            return;
        }
        NetworkFold network = networks.computeIfAbsent(new NetworkKey(o.asn(), layer), key -> fold(key, active));
        ProbeHealth health = probes.computeIfAbsent(probe, p -> new ProbeHealth(settings.loss()));
        double nats = success
                ? Evidence.ofSuccess(settings.leak(), health.loss())
                : Evidence.ofFailure(settings.leak(), health.loss(), target.probability(), o.failure());
        Sample s = sample(o, layer, leaf, site, probe, success, nats);
        if (layer != Layer.CONNECT) {
            network.add(s, health.loss());
            return;
        }
        for (Sample one : health.take(s, network.around(leaf) != null)) {
            network.add(one.countedAt(at), health.loss());
        }
    }

    private ActiveSites active(long asn) {
        return sites.computeIfAbsent(
                asn, n -> new ActiveSites(settings.siteMemory().toMillis()));
    }

    private NetworkFold fold(NetworkKey key, ActiveSites active) {
        Verdicts verdicts = new Verdicts(
                key.asn(), key.layer(), trie, settings, outside, active, new Neighbours(networks.values()));
        Enforced held = enforced.computeIfAbsent(key.layer(), layer -> new Enforced());
        return new NetworkFold(cc, key.asn(), key.layer(), trie, settings, verdicts, held, writer, this::changed);
    }

    /** A middlebox that has just cut a conversation may cut the next one whatever it is about. */
    private boolean isResidual(Observation o, Layer layer) {
        Long sinceLast = o.sinceLastMs();
        boolean repeats = o.attempt() != null && o.attempt() > 1;
        return layer != Layer.CONNECT
                && !repeats
                && sinceLast != null
                && sinceLast < settings.residual().toMillis();
    }

    /** What is known of {@code prefix} in each network of the country. */
    List<Coverage> coverage(Prefix prefix) {
        int node = trie.find(prefix);
        return networks.values().stream()
                .filter(network -> network.layer() == Layer.CONNECT)
                .map(network -> Coverage.of(network, prefix, node, outside))
                .toList();
    }

    private void changed(NetworkFold network, Block block) {
        published.accept(block);
        for (CauseRule.Finding finding : causes.review(block, networks.values())) {
            Block judged = finding.network().records().judge(finding.block(), finding.cause(), finding.evidence());
            published.accept(judged);
        }
    }

    void save(DataOutput out) throws IOException {
        out.writeUTF(cc);
        outside.save(out);
        out.writeInt(sites.size());
        for (Map.Entry<Long, ActiveSites> network : sites.entrySet()) {
            out.writeLong(network.getKey());
            network.getValue().save(out);
        }
        out.writeInt(probes.size());
        for (Map.Entry<Integer, ProbeHealth> probe : probes.entrySet()) {
            out.writeInt(probe.getKey());
            probe.getValue().save(out);
        }
        out.writeInt(networks.size());
        for (Map.Entry<NetworkKey, NetworkFold> network : networks.entrySet()) {
            out.writeLong(network.getKey().asn());
            out.writeByte(network.getKey().layer().ordinal());
            network.getValue().save(out);
        }
    }

    static Country restore(DataInput in, TargetTrie trie, DetectorSettings settings, Consumer<Block> published)
            throws IOException {
        String cc = in.readUTF();
        Country country = new Country(cc, trie, settings, OutsideView.restore(in, trie, settings), published);
        int siteCount = Saved.count(in);
        for (int i = 0; i < siteCount; i++) {
            country.sites.put(
                    in.readLong(), ActiveSites.restore(in, settings.siteMemory().toMillis()));
        }
        int probeCount = Saved.count(in);
        for (int i = 0; i < probeCount; i++) {
            country.probes.put(in.readInt(), ProbeHealth.restore(in, settings.loss()));
        }
        int networkCount = Saved.count(in);
        for (int i = 0; i < networkCount; i++) {
            NetworkKey key = new NetworkKey(in.readLong(), Layer.numbered(in.readByte()));
            NetworkFold network = country.fold(key, country.active(key.asn()));
            network.restore(in);
            country.networks.put(key, network);
        }
        return country;
    }
}
