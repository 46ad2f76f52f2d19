package org.cordon.lab.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.targets.ProviderShare;

/** The active blocks as a table: drawn over and over on a terminal, once at the end where output goes elsewhere. */
final class LiveTable {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ROW = "%-20s %-19s %-14s %12s  %-15s %-9s %s%n";

    private final PrintStream out;
    private final Scenario scenario;

    LiveTable(PrintStream out, Scenario scenario) {
        this.out = out;
        this.scenario = scenario;
    }

    /** Clears the screen and draws at most {@code rows} rows, the largest prefixes first. */
    void redraw(String headline, List<Block> blocks, int rows) {
        out.print("\u001b[H\u001b[2J");
        print(headline, blocks, rows);
    }

    /** Draws at most {@code rows} rows. */
    void print(String headline, List<Block> blocks, int rows) {
        List<Block> active = blocks.stream()
                .filter(b -> b.state() == BlockState.SUSPECTED || b.state() == BlockState.CONFIRMED)
                .sorted(Comparator.comparing(Block::addresses)
                        .reversed()
                        .thenComparing(Block::cidr)
                        .thenComparing(Block::asn))
                .toList();
        out.println(headline);
        out.println();
        out.printf(Locale.ROOT, ROW, "network", "prefix", "provider", "addresses", "mechanism", "since", "state");
        active.stream().limit(rows).forEach(this::row);
        if (active.size() > rows) {
            out.println("… and " + (active.size() - rows) + " more");
        }
        out.flush();
    }

    private void row(Block block) {
        String network = scenario.networks().stream()
                .filter(n -> n.asn() == block.asn())
                .map(Scenario.Network::name)
                .findFirst()
                .orElse("");
        out.printf(
                Locale.ROOT,
                ROW,
                "AS" + block.asn() + " " + network,
                block.cidr(),
                block.providers().stream()
                        .map(ProviderShare::provider)
                        .distinct()
                        .limit(2)
                        .collect(Collectors.joining(",")),
                String.format(Locale.ROOT, "%,d", block.addresses()),
                block.mechanisms().stream()
                        .map(m -> m.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(",")),
                clock(block.started()),
                block.state().name().toLowerCase(Locale.ROOT));
    }

    private static String clock(Instant instant) {
        return CLOCK.format(instant);
    }
}
