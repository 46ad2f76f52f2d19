package org.cordon.analysis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.targets.ProviderShare;
import org.cordon.analysis.wire.Json;

/** How blocks are printed. */
public enum BlockFormat {
    JSON {
        @Override
        public void print(List<Block> blocks, PrintWriter out) throws IOException {
            out.println("[");
            for (int i = 0; i < blocks.size(); i++) {
                out.println(Json.mapper().writeValueAsString(blocks.get(i)) + (i + 1 < blocks.size() ? "," : ""));
            }
            out.println("]");
        }
    },
    NDJSON {
        @Override
        public void print(List<Block> blocks, PrintWriter out) throws IOException {
            for (Block block : blocks) {
                out.println(Json.mapper().writeValueAsString(block));
            }
        }
    },
    CSV {
        @Override
        public void print(List<Block> blocks, PrintWriter out) {
            out.println(
                    "id,state,cc,asn,cidr,addresses,mechanisms,cause,started,confirmed,ended,confidence,sites,targets,"
                            + "observations,providers");
            for (Block b : blocks) {
                out.println(String.join(
                        ",",
                        b.id(),
                        word(b.state()),
                        b.cc(),
                        String.valueOf(b.asn()),
                        b.cidr().toString(),
                        b.addresses().toString(),
                        mechanisms(b, "+"),
                        word(b.cause()),
                        Json.TIME.format(b.started()),
                        b.confirmed() == null ? "" : Json.TIME.format(b.confirmed()),
                        b.ended() == null ? "" : Json.TIME.format(b.ended()),
                        String.valueOf(b.confidence()),
                        String.valueOf(b.sites()),
                        String.valueOf(b.targets()),
                        String.valueOf(b.observations()),
                        providers(b, "+")));
            }
        }
    },
    TABLE {
        @Override
        public void print(List<Block> blocks, PrintWriter out) {
            String row = "%-10s %-9s %-20s %-22s %14s  %-16s %-25s %s%n";
            out.printf(
                    Locale.ROOT,
                    row,
                    "state",
                    "network",
                    "prefix",
                    "provider",
                    "addresses",
                    "mechanism",
                    "since",
                    "until");
            for (Block b : blocks) {
                out.printf(
                        Locale.ROOT,
                        row,
                        word(b.state()),
                        "AS" + b.asn(),
                        b.cidr(),
                        providers(b, ", "),
                        String.format(Locale.ROOT, "%,d", b.addresses()),
                        mechanisms(b, ", "),
                        Json.TIME.format(b.started()),
                        b.ended() == null ? "" : Json.TIME.format(b.ended()));
            }
        }
    };

    public abstract void print(List<Block> blocks, PrintWriter out) throws IOException;

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String mechanisms(Block block, String separator) {
        return block.mechanisms().stream().map(BlockFormat::word).sorted().collect(Collectors.joining(separator));
    }

    private static String providers(Block block, String separator) {
        return block.providers().stream()
                .map(ProviderShare::provider)
                .distinct()
                .collect(Collectors.joining(separator));
    }
}
