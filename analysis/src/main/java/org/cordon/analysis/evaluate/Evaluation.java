package org.cordon.analysis.evaluate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.detect.Cause;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.simulate.GroundTruth;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts held against the truth of a played scenario. All figures count confirmed records; a pair counts where the
 * five-failure oracle, which knows its prefix, became sure of it at all.
 */
public final class Evaluation {
    /** How long after its end a block may still be confirmed without being an invention: evidence takes time to arrive. */
    private static final Duration LATE = Duration.ofMinutes(30);

    private final GroundTruth truth;
    private final LiveTargets live;
    private final Duration budget;
    private final Map<Long, List<Revision>> logs = new LinkedHashMap<>();

    /**
     * @param log revisions in the order in which they came
     * @param budget mean time between two false alarms of one network and prefix, for the bound on the delay
     */
    public Evaluation(GroundTruth truth, List<Revision> log, Duration budget) {
        this.truth = truth;
        this.live = new LiveTargets(truth);
        this.budget = budget;
        truth.pairs().forEach(pair -> logs.computeIfAbsent(pair.asn(), asn -> new ArrayList<>()));
        log.forEach(r -> logs.computeIfAbsent(r.asn(), asn -> new ArrayList<>()).add(r));
    }

    /** Adds what it finds to {@code tally}. */
    public void addTo(Tally tally) {
        for (GroundTruth.Pair pair : truth.pairs()) {
            if (pair.fresh() > 0) {
                pair(pair, tally);
            }
        }
        logs.forEach((asn, log) -> {
            records(log, tally);
            tally.addresses(addresses(asn, log));
        });
    }

    private void pair(GroundTruth.Pair pair, Tally tally) {
        Instant oracle = pair.oracle();
        Instant until = pair.ended() == null ? truth.end() : pair.ended();
        tally.edges(live.tellEdges(pair, until));
        tally.tries(tries(pair, noticed(pair, until)));
        if (oracle == null) {
            tally.unidentifiable();
            return;
        }
        Instant found = since(pair, until.plus(LATE));
        if (found == null) {
            tally.missed();
        } else {
            tally.found(
                    seconds(pair.started(), found),
                    seconds(pair.started(), oracle),
                    LordenBound.seconds(pair, budget),
                    exactly(pair, until));
        }
        Instant lift = pair.liftOracle();
        if (lift != null && found != null && pair.freed() > 0) {
            Instant over = over(pair, until);
            tally.lift(over == null ? -1 : seconds(until, over), seconds(until, lift));
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / 1e3);
    }

    private List<Revision> log(GroundTruth.Pair pair) {
        return logs.getOrDefault(pair.asn(), List.of());
    }

    /** The first moment, from the pair's start on, at which a record, were it a mere suspicion, holds more than half of it. */
    private @Nullable Instant noticed(GroundTruth.Pair pair, Instant until) {
        Map<String, Revision> standing = new HashMap<>();
        for (Revision revision : log(pair)) {
            if (revision.at().isAfter(until)) {
                return null;
            }
            if (revision.suspects()) {
                standing.put(revision.id(), revision);
            } else {
                standing.remove(revision.id());
            }
            if (!revision.at().isBefore(pair.started()) && holdHalf(standing.values(), pair)) {
                return revision.at();
            }
        }
        return null;
    }

    /** How many attempts inside the pair that took; one more than are known where it took longer or never came about. */
    private static int tries(GroundTruth.Pair pair, @Nullable Instant noticed) {
        int before = noticed == null
                ? pair.tries().size()
                : (int) pair.tries().stream().filter(noticed::isAfter).count();
        return before + 1;
    }

    /** The first moment, from the pair's start on, at which records that stand hold more than half of it. */
    private @Nullable Instant since(GroundTruth.Pair pair, Instant until) {
        Map<String, Revision> standing = new HashMap<>();
        for (Revision revision : log(pair)) {
            if (revision.at().isAfter(until)) {
                return null;
            }
            take(standing, revision);
            if (!revision.at().isBefore(pair.started()) && holdHalf(standing.values(), pair)) {
                return revision.at();
            }
        }
        return null;
    }

    /**
     * The first moment after the pair's end at which records that stand no longer hold half of it; null where they did not
     * when it ended, so that there was nothing left to lift.
     */
    private @Nullable Instant over(GroundTruth.Pair pair, Instant ended) {
        Map<String, Revision> standing = new HashMap<>();
        boolean held = false;
        for (Revision revision : log(pair)) {
            if (!revision.at().isBefore(ended) && !held) {
                return null;
            }
            take(standing, revision);
            boolean holds = holdHalf(standing.values(), pair);
            if (!revision.at().isBefore(ended) && !holds) {
                return revision.at();
            }
            held = holds;
        }
        return null;
    }

    private static void take(Map<String, Revision> standing, Revision revision) {
        if (revision.stands()) {
            standing.put(revision.id(), revision);
        } else {
            standing.remove(revision.id());
        }
    }

    private boolean holdHalf(Collection<Revision> standing, GroundTruth.Pair pair) {
        BitSet inside = live.of(pair);
        BitSet held = new BitSet();
        standing.forEach(revision -> held.or(live.of(revision)));
        held.and(inside);
        return held.cardinality() * 2 > inside.cardinality();
    }

    /** Whether, just before {@code until}, one record covers the same live targets as the pair. */
    private boolean exactly(GroundTruth.Pair pair, Instant until) {
        Map<String, Revision> standing = new HashMap<>();
        for (Revision revision : log(pair)) {
            if (!revision.at().isBefore(until)) {
                break;
            }
            take(standing, revision);
        }
        BitSet inside = live.of(pair);
        return standing.values().stream().anyMatch(r -> live.of(r).equals(inside));
    }

    private void records(List<Revision> log, Tally tally) {
        Map<String, Revision> last = new LinkedHashMap<>();
        log.forEach(revision -> last.put(revision.id(), revision));
        for (Revision record : last.values()) {
            boolean isTrue = isTrue(record);
            Double confidence = record.confidence();
            if (confidence != null) {
                tally.calibrate(confidence, isRight(record));
            }
            boolean blamed = record.cause() == Cause.CENSOR || record.cause() == Cause.UNKNOWN;
            if (record.confirmed() != null && !record.merged()) {
                if (!isTrue && blamed && record.state() != BlockState.RETRACTED) {
                    tally.falseAlarm(record);
                }
                tally.confirmed(isTrue);
            }
            if (!isTrue && record.cause() == Cause.CENSOR) {
                tally.blamed();
            }
            if (record.suspects() && !record.merged() && !isTrueAtTheEnd(record)) {
                tally.stillStanding();
            }
        }
    }

    /** Whether anything inside was blocked in that network while the record says so. */
    private boolean isTrue(Revision record) {
        BitSet own = live.of(record);
        return truth.pairs().stream()
                .anyMatch(pair -> pair.asn() == record.asn()
                        && !pair.started().isAfter(said(record))
                        && (pair.ended() == null || pair.ended().plus(LATE).isAfter(record.from()))
                        && live.of(pair).intersects(own));
    }

    private boolean isTrueAtTheEnd(Revision record) {
        BitSet own = live.of(record);
        return truth.pairs().stream()
                .anyMatch(pair -> pair.asn() == record.asn()
                        && (pair.ended() == null || pair.ended().plus(LATE).isAfter(truth.end()))
                        && live.of(pair).intersects(own));
    }

    /**
     * Whether the confidence was in something right: it is the probability that what is inside is cut off for that network
     * alone when the record says so, or was until shortly before. Who is behind it is another matter; but who blames a censor
     * where there is none is wrong.
     */
    private boolean isRight(Revision record) {
        BitSet own = live.of(record);
        boolean blocked = truth.pairs().stream()
                .anyMatch(pair -> pair.asn() == record.asn()
                        && within(said(record), pair.started(), pair.ended())
                        && live.of(pair).intersects(own));
        return blocked
                || record.cause() != Cause.CENSOR
                        && truth.cutOff().stream()
                                .anyMatch(cut -> cut.asn() == record.asn()
                                        && within(said(record), cut.started(), cut.ended())
                                        && cut.cidr().overlaps(record.cidr()));
    }

    private static Instant said(Revision record) {
        Instant confirmed = record.confirmed();
        return confirmed != null ? confirmed : record.detected();
    }

    private static boolean within(Instant said, Instant started, @Nullable Instant ended) {
        return !started.isAfter(said) && (ended == null || ended.plus(LATE).isAfter(said));
    }

    private AddressTime addresses(long asn, List<Revision> log) {
        List<AddressTime.Held> blocked = new ArrayList<>();
        for (GroundTruth.Pair pair : truth.pairs()) {
            if (pair.asn() == asn) {
                hold(blocked, pair.cidr(), pair.except(), pair.started(), pair.ended());
            }
        }
        List<AddressTime.Held> claimed = new ArrayList<>();
        Map<String, Revision> standing = new LinkedHashMap<>();
        for (Revision revision : log) {
            Revision before = standing.get(revision.id());
            if (before != null) {
                hold(claimed, before.cidr(), before.except(), before.at(), revision.at());
            }
            take(standing, revision);
        }
        standing.values().forEach(r -> hold(claimed, r.cidr(), r.except(), r.at(), null));
        return AddressTime.of(blocked, claimed);
    }

    private void hold(
            List<AddressTime.Held> all, Prefix cidr, List<Prefix> except, Instant from, @Nullable Instant until) {
        long begin = Math.max(from.toEpochMilli(), truth.start().toEpochMilli());
        long end = Math.min(
                (until == null ? truth.end() : until).toEpochMilli(),
                truth.end().toEpochMilli());
        if (begin < end) {
            List<Prefix> parts = except.isEmpty() ? List.of(cidr) : PrefixSet.difference(List.of(cidr), except);
            parts.forEach(part -> all.add(new AddressTime.Held(part, begin, end)));
        }
    }
}
