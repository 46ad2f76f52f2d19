package org.cordon.analysis.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.detect.Cause;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/**
 * Verdicts held against the truth of a played scenario. All figures count confirmed records; a pair counts where the
 * five-failure oracle, which knows its prefix, became sure of it at all.
 */
public final class Evaluation {
    /** How long after its end a block may still be confirmed without being an invention: evidence takes time to arrive. */
    private static final Duration LATE = Duration.ofMinutes(30);

    private final GroundTruth truth;
    private final List<Address> live;
    private final List<Revision> log;
    private final Map<String, BitSet> covered = new HashMap<>();

    /**
     * A record as it stood from {@code at} on.
     *
     * @param at fold time
     */
    public record Revision(Instant at, Block block) {}

    /** @param log revisions in the order in which they came */
    public Evaluation(GroundTruth truth, List<Revision> log) {
        this.truth = truth;
        this.live =
                truth.live().stream().map(GroundTruth.LiveTarget::ip).distinct().toList();
        this.log = List.copyOf(log);
    }

    /** For records whose history is not known: each stands as it is from its confirmation to its end. */
    public static List<Revision> history(Collection<Block> blocks) {
        List<Revision> log = new ArrayList<>();
        for (Block block : blocks) {
            Instant confirmed = block.confirmed();
            if (confirmed != null) {
                log.add(new Revision(confirmed, block));
            }
        }
        log.sort(java.util.Comparator.comparing(Revision::at));
        return log;
    }

    public Score score() {
        Score.Tally tally = new Score.Tally();
        for (GroundTruth.Pair pair : truth.pairs()) {
            if (pair.fresh() > 0) {
                pair(pair, tally);
            }
        }
        records(tally);
        return tally.score();
    }

    private void pair(GroundTruth.Pair pair, Score.Tally tally) {
        Instant oracle = pair.oracle();
        if (oracle == null) {
            tally.unidentifiable();
            return;
        }
        BitSet inside = covering(pair);
        Instant until = pair.ended() == null ? truth.end() : pair.ended();
        Instant found = since(pair, inside, until.plus(LATE));
        if (found == null) {
            tally.missed();
        } else {
            tally.found(seconds(pair.started(), found), seconds(pair.started(), oracle), exactly(pair, inside, until));
        }
        Instant lift = pair.liftOracle();
        if (lift != null && found != null && pair.freed() > 0) {
            Instant over = over(pair, inside);
            tally.lift(over == null ? -1 : seconds(pair.ended(), over), seconds(pair.ended(), lift));
        }
    }

    private static double seconds(@org.jspecify.annotations.Nullable Instant from, Instant to) {
        return from == null ? 0 : Math.max(0, Duration.between(from, to).toMillis() / 1e3);
    }

    private BitSet covering(GroundTruth.Pair pair) {
        BitSet set = new BitSet(live.size());
        for (int i = 0; i < live.size(); i++) {
            set.set(i, pair.covers(live.get(i)));
        }
        return set;
    }

    private BitSet covering(Block block) {
        return covered.computeIfAbsent(block.cidr() + " " + block.except(), key -> {
            BitSet set = new BitSet(live.size());
            for (int i = 0; i < live.size(); i++) {
                Address ip = live.get(i);
                set.set(
                        i,
                        block.cidr().contains(ip) && block.except().stream().noneMatch((Prefix p) -> p.contains(ip)));
            }
            return set;
        });
    }

    /** The first moment, from the pair's start on, at which confirmed records hold more than half of it. */
    private @org.jspecify.annotations.Nullable Instant since(GroundTruth.Pair pair, BitSet inside, Instant until) {
        Map<String, Block> standing = new HashMap<>();
        for (Revision revision : log) {
            if (revision.at().isAfter(until)) {
                return null;
            }
            if (revision.block().asn() != pair.asn()) {
                continue;
            }
            standing.put(revision.block().id(), revision.block());
            if (!revision.at().isBefore(pair.started()) && holdsHalf(standing.values(), inside)) {
                return revision.at();
            }
        }
        return null;
    }

    private boolean holdsHalf(Collection<Block> standing, BitSet inside) {
        BitSet held = new BitSet();
        standing.stream().filter(Evaluation::stands).forEach(block -> held.or(covering(block)));
        held.and(inside);
        return held.cardinality() * 2 > inside.cardinality();
    }

    private static boolean stands(Block block) {
        return block.state() == BlockState.CONFIRMED;
    }

    /** Whether, just before {@code until}, one record covers the same live targets as the pair. */
    private boolean exactly(GroundTruth.Pair pair, BitSet inside, Instant until) {
        return standing(until).stream()
                .filter(block -> block.asn() == pair.asn() && stands(block))
                .anyMatch(block -> covering(block).equals(inside));
    }

    private Collection<Block> standing(Instant until) {
        Map<String, Block> standing = new HashMap<>();
        for (Revision revision : log) {
            if (!revision.at().isBefore(until)) {
                break;
            }
            standing.put(revision.block().id(), revision.block());
        }
        return standing.values();
    }

    /** The first moment after the pair's end at which confirmed records no longer hold half of it. */
    private @org.jspecify.annotations.Nullable Instant over(GroundTruth.Pair pair, BitSet inside) {
        Map<String, Block> standing = new HashMap<>();
        Instant ended = pair.ended() == null ? truth.end() : pair.ended();
        for (Revision revision : log) {
            if (revision.block().asn() == pair.asn()) {
                standing.put(revision.block().id(), revision.block());
                if (!revision.at().isBefore(ended) && !holdsHalf(standing.values(), inside)) {
                    return revision.at();
                }
            }
        }
        return null;
    }

    private void records(Score.Tally tally) {
        Map<String, Block> last = new HashMap<>();
        log.forEach(revision -> last.put(revision.block().id(), revision.block()));
        for (Block block : last.values()) {
            boolean isTrue = isTrue(block);
            tally.calibrate(block.confidence(), isTrue);
            boolean blamed = block.cause() == Cause.CENSOR || block.cause() == Cause.UNKNOWN;
            if (block.confirmed() != null && block.mergedInto() == null) {
                if (!isTrue && blamed && block.state() != BlockState.RETRACTED) {
                    tally.falseAlarm(block);
                }
                tally.confirmed(isTrue);
            }
            if (!isTrue && block.cause() == Cause.CENSOR) {
                tally.blamed();
            }
        }
    }

    /** Whether anything inside was blocked in that network while the record says so. */
    private boolean isTrue(Block block) {
        BitSet own = covering(block);
        Instant from = block.startedEarliest();
        Instant to = block.confirmed() != null ? block.confirmed() : block.detected();
        for (GroundTruth.Pair pair : truth.pairs()) {
            boolean inTime = !pair.started().isAfter(to)
                    && (pair.ended() == null || pair.ended().plus(LATE).isAfter(from));
            if (pair.asn() == block.asn() && inTime && covering(pair).intersects(own)) {
                return true;
            }
        }
        return false;
    }
}
