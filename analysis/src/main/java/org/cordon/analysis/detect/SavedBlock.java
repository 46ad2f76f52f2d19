package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.targets.ProviderShare;
import org.jspecify.annotations.Nullable;

/** A block's record as part of the detector's saved state. What is inside it in services is not the detector's. */
final class SavedBlock {
    private SavedBlock() {}

    static void write(DataOutput out, Block b) throws IOException {
        out.writeUTF(b.id());
        out.writeInt(b.revision());
        text(out, b.mergedInto());
        out.writeUTF(b.cidr().toString());
        out.writeDouble(b.cidrConfidence());
        out.writeUTF(b.cidrAtLeast().toString());
        out.writeUTF(b.cidrAtMost().toString());
        out.writeUTF(b.addressesMin().toString());
        out.writeUTF(b.addressesMax().toString());
        texts(out, b.except().stream().map(Prefix::toString).toList());
        out.writeLong(b.asn());
        out.writeUTF(b.cc());
        text(out, b.scope().access());
        text(out, b.scope().region());
        out.writeInt(b.scope().sitesBlocked());
        out.writeInt(b.scope().sitesMeasured());
        texts(out, b.mechanisms().stream().map(Mechanism::name).toList());
        Saved.numbers(out, b.ports());
        texts(out, b.hosts());
        out.writeUTF(b.cause().name());
        texts(out, b.causeEvidence());
        out.writeUTF(b.state().name());
        text(out, b.reason());
        Saved.time(out, b.started());
        Saved.time(out, b.startedEarliest());
        Saved.time(out, b.startedLatest());
        Saved.time(out, b.detected());
        Saved.time(out, b.confirmed());
        Saved.time(out, b.ended());
        out.writeDouble(b.confidence());
        out.writeDouble(b.hitRate());
        out.writeDouble(b.baseline());
        out.writeUTF(b.rule());
        out.writeLong(b.observations());
        out.writeInt(b.probes());
        out.writeInt(b.sites());
        out.writeInt(b.targets());
        out.writeUTF(b.addresses().toString());
        out.writeInt(b.providers().size());
        for (ProviderShare share : b.providers()) {
            out.writeUTF(share.provider());
            text(out, share.region());
            out.writeUTF(share.addresses().toString());
        }
    }

    static Block read(DataInput in) throws IOException {
        try {
            return readChecked(in);
        } catch (IllegalArgumentException e) {
            throw new IOException("the saved state is damaged: " + e.getMessage(), e);
        }
    }

    private static Block readChecked(DataInput in) throws IOException {
        return new Block(
                1,
                in.readUTF(),
                in.readInt(),
                text(in),
                Prefix.parse(in.readUTF()),
                in.readDouble(),
                Prefix.parse(in.readUTF()),
                Prefix.parse(in.readUTF()),
                new BigInteger(in.readUTF()),
                new BigInteger(in.readUTF()),
                texts(in).stream().map(Prefix::parse).toList(),
                in.readLong(),
                in.readUTF(),
                new Block.Scope(text(in), text(in), in.readInt(), in.readInt()),
                mechanisms(texts(in)),
                Saved.numbers(in),
                texts(in),
                Cause.valueOf(in.readUTF()),
                texts(in),
                BlockState.valueOf(in.readUTF()),
                text(in),
                Saved.required(in),
                Saved.required(in),
                Saved.required(in),
                Saved.required(in),
                Saved.time(in),
                Saved.time(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readUTF(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                new BigInteger(in.readUTF()),
                shares(in),
                null);
    }

    private static Set<Mechanism> mechanisms(List<String> names) {
        Set<Mechanism> mechanisms = EnumSet.noneOf(Mechanism.class);
        names.forEach(name -> mechanisms.add(Mechanism.valueOf(name)));
        return mechanisms;
    }

    private static List<ProviderShare> shares(DataInput in) throws IOException {
        int count = Saved.count(in);
        List<ProviderShare> shares = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shares.add(new ProviderShare(in.readUTF(), text(in), new BigInteger(in.readUTF())));
        }
        return List.copyOf(shares);
    }

    private static void text(DataOutput out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String text(DataInput in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void texts(DataOutput out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> texts(DataInput in) throws IOException {
        int count = Saved.count(in);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(in.readUTF());
        }
        return List.copyOf(texts);
    }
}
