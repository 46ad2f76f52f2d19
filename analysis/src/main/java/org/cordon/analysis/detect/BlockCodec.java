package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.targets.ProviderShare;
import org.jspecify.annotations.Nullable;

/** Published records inside the detector's saved state. Whatever cannot be one is refused with an {@link IOException}. */
final class BlockCodec {
    /** More elements in one list of one record than the detector ever writes. */
    private static final int MOST = 1 << 20;

    interface Item<T> {
        void write(T item) throws IOException;
    }

    interface Source<T> {
        T read() throws IOException;
    }

    private BlockCodec() {}

    static void write(DataOutput out, Block b) throws IOException {
        out.writeUTF(b.id());
        out.writeInt(b.revision());
        text(out, b.mergedInto());
        prefix(out, b.cidr());
        out.writeDouble(b.cidrConfidence());
        prefix(out, b.cidrAtLeast());
        prefix(out, b.cidrAtMost());
        list(out, b.except(), item -> prefix(out, item));
        out.writeLong(b.asn());
        out.writeUTF(b.cc());
        text(out, b.scope().access());
        text(out, b.scope().region());
        out.writeInt(b.scope().sitesBlocked());
        out.writeInt(b.scope().sitesMeasured());
        list(out, List.copyOf(b.mechanisms()), item -> out.writeByte(item.ordinal()));
        list(out, b.ports(), out::writeInt);
        list(out, b.hosts(), out::writeUTF);
        out.writeByte(b.cause().ordinal());
        list(out, b.causeEvidence(), out::writeUTF);
        out.writeByte(b.state().ordinal());
        text(out, b.reason());
        for (Instant time : new Instant[] {b.started(), b.startedEarliest(), b.startedLatest(), b.detected()}) {
            time(out, time);
        }
        time(out, b.confirmed());
        time(out, b.ended());
        out.writeDouble(b.confidence());
        out.writeDouble(b.hitRate());
        out.writeDouble(b.baseline());
        out.writeUTF(b.rule());
        out.writeLong(b.observations());
        out.writeInt(b.probes());
        out.writeInt(b.sites());
        out.writeInt(b.targets());
        number(out, b.addresses());
        number(out, b.addressesMin());
        number(out, b.addressesMax());
        list(out, b.providers(), item -> share(out, item));
    }

    /** Reads what {@link #write} wrote; the detector itself never fills {@code collateral}. */
    static Block read(DataInput in) throws IOException {
        String id = in.readUTF();
        int revision = in.readInt();
        String mergedInto = text(in);
        Prefix cidr = prefix(in);
        double cidrConfidence = in.readDouble();
        Prefix atLeast = prefix(in);
        Prefix atMost = prefix(in);
        List<Prefix> except = list(in, () -> prefix(in));
        long asn = in.readLong();
        String cc = in.readUTF();
        Block.Scope scope = new Block.Scope(text(in), text(in), in.readInt(), in.readInt());
        Set<Mechanism> mechanisms = EnumSet.noneOf(Mechanism.class);
        mechanisms.addAll(list(in, () -> constant(in, Mechanism.values())));
        List<Integer> ports = list(in, in::readInt);
        List<String> hosts = list(in, in::readUTF);
        Cause cause = constant(in, Cause.values());
        List<String> grounds = list(in, in::readUTF);
        BlockState state = constant(in, BlockState.values());
        String reason = text(in);
        Instant started = required(in);
        Instant earliest = required(in);
        Instant latest = required(in);
        Instant detected = required(in);
        Instant confirmed = time(in);
        Instant ended = time(in);
        double confidence = in.readDouble();
        double hitRate = in.readDouble();
        double baseline = in.readDouble();
        String rule = in.readUTF();
        long observations = in.readLong();
        int probes = in.readInt();
        int sites = in.readInt();
        int targets = in.readInt();
        BigInteger addresses = number(in);
        BigInteger least = number(in);
        BigInteger most = number(in);
        List<ProviderShare> providers = list(in, () -> share(in));
        return new Block(
                1,
                id,
                revision,
                mergedInto,
                cidr,
                cidrConfidence,
                atLeast,
                atMost,
                least,
                most,
                except,
                asn,
                cc,
                scope,
                mechanisms,
                ports,
                hosts,
                cause,
                grounds,
                state,
                reason,
                started,
                earliest,
                latest,
                detected,
                confirmed,
                ended,
                confidence,
                hitRate,
                baseline,
                rule,
                observations,
                probes,
                sites,
                targets,
                addresses,
                providers,
                null);
    }

    static void text(DataOutput out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    static @Nullable String text(DataInput in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    static void prefix(DataOutput out, Prefix prefix) throws IOException {
        byte[] bytes = prefix.network().bytes();
        out.writeByte(bytes.length);
        out.write(bytes);
        out.writeByte(prefix.length());
    }

    static Prefix prefix(DataInput in) throws IOException {
        int size = in.readByte();
        if (size != 4 && size != 16) {
            throw new IOException("an address has 4 or 16 bytes, not " + size);
        }
        byte[] bytes = new byte[size];
        in.readFully(bytes);
        Address network = Address.ofBytes(bytes);
        int length = in.readUnsignedByte();
        if (length > network.family().bits()) {
            throw new IOException("a prefix of " + network + " cannot have " + length + " bits");
        }
        return new Prefix(network, length);
    }

    static void time(DataOutput out, @Nullable Instant time) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
        }
    }

    static @Nullable Instant time(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        long seconds = in.readLong();
        int nanos = in.readInt();
        if (seconds < Instant.MIN.getEpochSecond()
                || seconds > Instant.MAX.getEpochSecond()
                || nanos < 0
                || nanos > 999_999_999) {
            throw new IOException("no instant has " + seconds + " seconds and " + nanos + " nanoseconds");
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    static Instant required(DataInput in) throws IOException {
        Instant time = time(in);
        if (time == null) {
            throw new IOException("a time is missing");
        }
        return time;
    }

    private static void number(DataOutput out, BigInteger number) throws IOException {
        byte[] bytes = number.toByteArray();
        out.writeByte(bytes.length);
        out.write(bytes);
    }

    private static BigInteger number(DataInput in) throws IOException {
        int size = in.readUnsignedByte();
        if (size == 0 || size > 17) {
            throw new IOException("a count of addresses has 1 to 17 bytes, not " + size);
        }
        byte[] bytes = new byte[size];
        in.readFully(bytes);
        return new BigInteger(bytes);
    }

    private static void share(DataOutput out, ProviderShare share) throws IOException {
        out.writeUTF(share.provider());
        text(out, share.region());
        number(out, share.addresses());
    }

    private static ProviderShare share(DataInput in) throws IOException {
        return new ProviderShare(in.readUTF(), text(in), number(in));
    }

    static <T> void list(DataOutput out, List<T> list, Item<? super T> item) throws IOException {
        out.writeInt(list.size());
        for (T element : list) {
            item.write(element);
        }
    }

    static <T> List<T> list(DataInput in, Source<? extends T> source) throws IOException {
        int size = count(in, MOST);
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(source.read());
        }
        return List.copyOf(list);
    }

    /** A count between 0 and {@code most}. */
    static int count(DataInput in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new IOException("a count between 0 and " + most + " was expected, not " + count);
        }
        return count;
    }

    private static <T> T constant(DataInput in, T[] constants) throws IOException {
        int ordinal = in.readUnsignedByte();
        if (ordinal >= constants.length) {
            throw new IOException("no constant has the number " + ordinal);
        }
        return constants[ordinal];
    }
}
