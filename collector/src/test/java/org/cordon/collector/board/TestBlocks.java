package org.cordon.collector.board;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.detect.Cause;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.registry.April2018;
import org.cordon.analysis.targets.ProviderRanges;
import org.jspecify.annotations.Nullable;

/** Verdicts for tests that have no detector: what is not set is a confirmed, exact drop that nobody explains. */
public final class TestBlocks {
    public static final ProviderRanges RANGES = ProviderRanges.bundled();
    private static final List<Long> NETWORKS =
            List.of(12389L, 8359L, 31133L, 3216L, 12714L, 42610L, 8402L, 25513L, 41733L);

    private final String id;
    private final Prefix cidr;
    private final long asn;
    private final Instant started;
    private String cc = "RU";
    private Prefix most;
    private List<Prefix> except = List.of();
    private Duration unsure = Duration.ZERO;
    private @Nullable Instant ended;
    private BlockState state = BlockState.CONFIRMED;
    private @Nullable String reason;
    private Cause cause = Cause.UNKNOWN;
    private List<String> evidence = List.of();
    private Mechanism mechanism = Mechanism.IP_DROP;
    private List<Integer> ports = List.of();
    private double confidence = 0.999;
    private int sites = 3;

    private TestBlocks(long asn, String cidr, Instant started) {
        this.asn = asn;
        this.cidr = Prefix.parse(cidr);
        this.most = this.cidr;
        this.started = started;
        this.id = "b" + Integer.toHexString(Objects.hash(asn, cidr, started));
    }

    public static TestBlocks block(long asn, String cidr, String started) {
        return new TestBlocks(asn, cidr, Instant.parse(started));
    }

    public TestBlocks in(String country) {
        this.cc = country;
        return this;
    }

    public TestBlocks atMost(String prefix) {
        this.most = Prefix.parse(prefix);
        return this;
    }

    public TestBlocks except(String... prefixes) {
        this.except = java.util.Arrays.stream(prefixes).map(Prefix::parse).toList();
        return this;
    }

    /** The start is known to this much before and after. */
    public TestBlocks unsure(Duration span) {
        this.unsure = span;
        return this;
    }

    public TestBlocks ended(String when) {
        this.ended = Instant.parse(when);
        this.state = BlockState.ENDED;
        return this;
    }

    public TestBlocks state(BlockState state, @Nullable String reason) {
        this.state = state;
        this.reason = reason;
        return this;
    }

    public TestBlocks cause(Cause cause, String... evidence) {
        this.cause = cause;
        this.evidence = List.of(evidence);
        return this;
    }

    public TestBlocks by(Mechanism means, Integer... ports) {
        this.mechanism = means;
        this.ports = List.of(ports);
        return this;
    }

    public TestBlocks confidence(double probability, int sites) {
        this.confidence = probability;
        this.sites = sites;
        return this;
    }

    public Block build() {
        BigInteger out = except.stream().map(Prefix::addresses).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger addresses = cidr.addresses().subtract(out);
        Instant detected = started.plus(Duration.ofMinutes(4));
        boolean suspected = state == BlockState.SUSPECTED;
        return new Block(
                1,
                id,
                1,
                null,
                cidr,
                1,
                cidr,
                most,
                addresses,
                most.addresses().subtract(out),
                except,
                asn,
                cc,
                new Block.Scope(null, null, sites, 4),
                Set.of(mechanism),
                ports,
                List.of(),
                cause,
                evidence,
                state,
                reason,
                started,
                started.minus(unsure),
                started.plus(unsure),
                detected,
                suspected ? null : detected.plusSeconds(60),
                ended,
                confidence,
                0.99,
                0.02,
                "tree-cusum-1",
                120,
                sites,
                sites,
                8,
                addresses,
                RANGES.shares(cidr, except, started),
                null);
    }

    /** The incident of {@code blocks}, which must be of one country and inside the first. */
    public static Incident incident(int measured, Block... blocks) {
        return incident(measured, List.of(blocks));
    }

    public static Incident incident(int measured, List<Block> blocks) {
        Block first = blocks.get(0);
        boolean goesOn = blocks.stream().anyMatch(b -> b.ended() == null);
        return new Incident(
                1,
                "i" + first.id().substring(1),
                first.cidr(),
                first.cc(),
                blocks.stream()
                        .map(b -> new Incident.Member(b.asn(), b.id(), b.started(), b.ended()))
                        .toList(),
                measured,
                (int) blocks.stream()
                        .filter(b -> b.ended() == null)
                        .map(Block::asn)
                        .distinct()
                        .count(),
                blocks.stream().map(Block::started).min(Instant::compareTo).orElseThrow(),
                goesOn
                        ? null
                        : blocks.stream()
                                .map(Block::ended)
                                .max(Instant::compareTo)
                                .orElseThrow(),
                null);
    }

    /** A board on which nothing but these stands. */
    public static Board board(List<Block> blocks, List<Incident> incidents) {
        Board board = new Board();
        show(board, blocks, incidents);
        return board;
    }

    public static void show(Board board, List<Block> blocks, List<Incident> incidents) {
        Map<String, Block> byId = new LinkedHashMap<>();
        blocks.forEach(b -> byId.put(b.id(), b));
        board.replace(byId, incidents.stream().collect(Collectors.toMap(Incident::id, i -> i)), List.of());
    }

    /** Seven of nine networks and Frankfurt's Amazon, 16 April 2018. */
    public static List<Block> frankfurt() {
        List<Block> blocks = new ArrayList<>();
        Instant start = Instant.parse("2018-04-16T14:34:00Z");
        for (int i = 0; i < 7; i++) {
            Instant began = start.plus(Duration.ofMinutes(i * (long) i + i));
            blocks.add(block(NETWORKS.get(i), "52.58.0.0/15", began.toString())
                    .unsure(Duration.ofMinutes(i % 3 * 2L + 1))
                    .cause(Cause.CENSOR, "networks of one country began at different times")
                    .build());
        }
        return blocks;
    }

    /** The subnets of April and May 2018, in {@code networks} networks, listed and removed as the register did. */
    public static Map<Incident, List<Block>> april2018(int networks) throws Exception {
        Map<Incident, List<Block>> all = new LinkedHashMap<>();
        Map<Prefix, String[]> rows = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(April2018.class.getResourceAsStream("rkn-2018-subnets.csv")),
                StandardCharsets.UTF_8))) {
            lines.lines().skip(2).forEach(line -> {
                String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
                rows.put(Prefix.parse(cells[0]), cells);
            });
        }
        rows.keySet().stream().sorted().forEach(prefix -> {
            String[] row = Objects.requireNonNull(rows.get(prefix));
            Instant from = Instant.parse(row[6]);
            Instant listed =
                    from.plus(Duration.between(from, Instant.parse(row[7])).dividedBy(2));
            List<Block> blocks = new ArrayList<>();
            for (int i = 0; i < networks; i++) {
                TestBlocks block = block(
                                NETWORKS.get(i),
                                prefix.toString(),
                                listed.plus(Duration.ofMinutes(9L + 7L * i)).toString())
                        .unsure(Duration.ofMinutes(2));
                blocks.add(
                        row[9].isEmpty() ? block.build() : block.ended(row[9]).build());
            }
            all.put(incident(networks, blocks), blocks);
        });
        return all;
    }

    /** As many incidents as wanted, each of one /24 in two networks, a minute apart. */
    public static Map<Incident, List<Block>> many(int incidents) {
        Map<Incident, List<Block>> all = new LinkedHashMap<>();
        for (int i = 0; i < incidents; i++) {
            String cidr = "34." + (64 + i / 256) + "." + i % 256 + ".0/24";
            String start = Instant.parse("2026-03-20T12:00:00Z")
                    .plus(Duration.ofMinutes(i))
                    .toString();
            List<Block> blocks = List.of(
                    block(12389, cidr, start).build(), block(8359, cidr, start).build());
            all.put(incident(2, blocks), blocks);
        }
        return all;
    }
}
