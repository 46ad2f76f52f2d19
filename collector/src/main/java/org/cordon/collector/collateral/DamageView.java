package org.cordon.collector.collateral;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cordon.analysis.collateral.CountedAttempts;
import org.cordon.analysis.collateral.DamageAssessor;
import org.cordon.analysis.collateral.DamageCase;
import org.cordon.analysis.collateral.DamageStep;
import org.cordon.analysis.collateral.DamageTimeline;
import org.cordon.analysis.collateral.NameOrPrefix;
import org.cordon.analysis.collateral.ServiceCatalogue;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.targets.ProviderEdition;
import org.cordon.analysis.targets.ProviderRanges;
import org.cordon.collector.archive.ArchiveException;
import org.cordon.collector.archive.EvidenceReader;
import org.cordon.collector.board.Board;
import org.cordon.collector.supervise.Interval;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who else is hit, worked out when somebody asks. The answer for now is kept for as long as the same prefixes are cut off,
 * and a second at most, so that many readers cost no more than one.
 */
public final class DamageView {
    private static final Logger LOG = LoggerFactory.getLogger(DamageView.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** Names are looked for this long before a block began: older sightings are forgotten anyway. */
    private static final Duration KNOWN = Duration.ofDays(60);

    private final Board board;
    private final EvidenceReader archive;
    private final ServiceCatalogue catalogue;
    private final String target;
    private final ProviderRanges ranges;
    private final InstantSource clock;
    private final Interval stale = new Interval(FRESH);
    private @Nullable Damage kept;
    private List<?> keptKey = List.of();

    /**
     * @param target whom the blocks are meant for; its own addresses are not innocent
     * @throws IOException if nothing is known of {@code target}
     */
    public DamageView(
            Board board,
            EvidenceReader archive,
            ServiceCatalogue catalogue,
            String target,
            ProviderRanges ranges,
            InstantSource clock)
            throws IOException {
        this.board = board;
        this.archive = archive;
        this.catalogue = catalogue;
        this.target = target;
        this.ranges = ranges;
        this.clock = clock;
        if (ranges.edition(target, clock.instant()).isEmpty()) {
            throw new IOException("no address ranges of the target '" + target + "' are known");
        }
    }

    /** The damage now. @throws ArchiveException if the archive cannot be asked */
    public synchronized Damage now() {
        Board.Snapshot snapshot = board.snapshot();
        Instant when = clock.instant();
        List<DamageCase> cases = cases(snapshot, when);
        List<?> key = cases.stream()
                .map(c -> List.of(c.kind(), c.id(), c.space(), c.since()))
                .toList();
        if (kept == null || stale.isDue() || !key.equals(keptKey)) {
            kept = assess(snapshot, cases, when);
            keptKey = key;
        }
        return kept;
    }

    /** As {@link #now}; null while the archive cannot be asked: verdicts and metrics do not wait for it. */
    public @Nullable Damage nowIfKnown() {
        try {
            return now();
        } catch (ArchiveException e) {
            LOG.warn("who else is hit cannot be said now", e);
            return null;
        }
    }

    /** The damage at {@code when}, by what is known now of the blocks that held then. */
    public synchronized Damage at(Instant when) {
        Board.Snapshot snapshot = board.snapshot();
        return assess(snapshot, cases(snapshot, when), when);
    }

    /** What each prefix changed until {@code when}, the newest {@code most} of these steps. */
    public List<DamageStep> steps(Instant when, int most) {
        List<DamageTimeline.Change> changes =
                DamageCase.changes(board.snapshot().blocks(), when);
        Instant first = changes.stream()
                .map(DamageTimeline.Change::when)
                .min(Instant::compareTo)
                .orElse(when);
        List<DamageStep> steps = DamageTimeline.of(changes, known(first, when));
        return steps.subList(Math.max(0, steps.size() - most), steps.size());
    }

    /**
     * Whether prefix or name is cut off, as paired attempts prove: those from when the first block that holds at
     * {@code when} began until then. None where nothing is blocked.
     */
    public List<NameOrPrefix.Finding> pairs(Instant when) {
        List<Block> active = DamageCase.active(board.snapshot().blocks(), when);
        return active.stream()
                .map(Block::started)
                .min(Instant::compareTo)
                .map(since -> archive.pairs(since, when))
                .orElse(List.of());
    }

    private static List<DamageCase> cases(Board.Snapshot snapshot, Instant when) {
        List<DamageCase> cases = new ArrayList<>(DamageCase.of(snapshot.blocks(), snapshot.incidents(), when));
        if (!cases.isEmpty()) {
            cases.addAll(1, DamageCase.countries(snapshot.blocks(), when));
        }
        return cases;
    }

    private Damage assess(Board.Snapshot snapshot, List<DamageCase> cases, Instant when) {
        List<Prefix> targetSpace =
                ranges.edition(target, when).map(ProviderEdition::prefixes).orElse(List.of());
        if (cases.isEmpty()) {
            return new Damage(when, List.of(), targetSpace);
        }
        Set<Instant> starts = new TreeSet<>();
        cases.forEach(c -> starts.add(c.since()));
        DamageCase everything = cases.get(0);
        DamageAssessor assessor = new DamageAssessor(known(everything.since(), when), target, targetSpace);
        Set<Long> networks = new TreeSet<>();
        DamageCase.active(snapshot.blocks(), when).forEach(block -> networks.add(block.asn()));
        List<CountedAttempts> attempts =
                archive.attempts(assessor.domainsInside(everything.space()), networks, starts, when);
        List<Damage.Entry> entries = new ArrayList<>();
        for (DamageCase c : cases) {
            attempts.forEach(c.evidence()::accept);
            entries.add(new Damage.Entry(
                    c.kind(), c.id(), country(snapshot, c), assessor.at(c.space(), when, c.since(), c.evidence())));
        }
        return new Damage(when, entries, targetSpace);
    }

    private ServiceCatalogue known(Instant from, Instant to) {
        return catalogue.and(
                new ServiceCatalogue(List.of(), archive.resolutions(from.minus(KNOWN), to.plus(KNOWN)), List.of()));
    }

    private static @Nullable String country(Board.Snapshot snapshot, DamageCase c) {
        return switch (c.kind()) {
            case EVERYTHING -> null;
            case COUNTRY -> c.id();
            case INCIDENT -> {
                var incident = snapshot.incidentsById().get(c.id());
                yield incident == null ? null : incident.cc();
            }
            case BLOCK -> {
                Block block = snapshot.blocksById().get(c.id());
                yield block == null ? null : block.cc();
            }
        };
    }
}
