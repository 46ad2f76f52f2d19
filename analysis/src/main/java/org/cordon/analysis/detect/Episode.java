package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One stretch of time in which a network blocks a prefix, while it lasts. */
final class Episode {
    /** A Beta prior of the block's leak, worth four attempts: tight blocks and leaky ones are both soon known. */
    private static final double PRIOR_PASSED = 1;

    private static final double PRIOR_FAILED = 3;

    private static final double LEAST_LEAK = 0.05;
    private static final double MOST_LEAK = 0.6;

    /** An address that answers more often in a row is open, and tells nothing of the leak. */
    private static final int LEAKS_IN_A_ROW = 4;

    private final String id;
    private int node;
    private final Instant detected;
    /** The prefix before it last grew, and when that was. */
    private int core = TargetTrie.NONE;

    private long grew;

    private @Nullable Instant confirmed;
    private Instant earliest;
    private Instant latest;
    private final Tally tally = new Tally();
    private long passed;
    private long failed;
    private int run;
    private double lift;
    private final Set<Integer> liftSites = new HashSet<>();
    /** Whether what is open inside may have changed since the record was written. */
    private boolean stale = true;

    Episode(String id, int node, Instant detected, Instant earliest, Instant latest) {
        this.id = id;
        this.node = node;
        this.detected = detected;
        this.earliest = earliest;
        this.latest = latest;
    }

    /** Share of attempts that pass although the block stands: the mean of its Beta posterior. */
    double leak() {
        return leak(passed, failed);
    }

    private static double leak(double passed, double failed) {
        double share = (passed + PRIOR_PASSED) / (passed + failed + PRIOR_PASSED + PRIOR_FAILED);
        return Math.max(LEAST_LEAK, Math.min(MOST_LEAK, share));
    }

    /** Counts a failure inside: successes before it were leaks. */
    void failed(Sample s, double nats) {
        tally.add(s);
        failed++;
        passed += run;
        run = 0;
        lift = Math.max(0, lift - nats);
        if (lift <= 0) {
            liftSites.clear();
        }
    }

    /**
     * Counts a success inside: the mirror CUSUM, which finds the end as the other finds the begin. While the block stands, what
     * has passed since the last failure are leaks as well: each success in a row makes the next less of a surprise, so that a
     * young block, whose leak is not known yet, does not end by a few of them.
     *
     * @param row how often in a row the target has answered: each speaks twice at most for the end
     * @param mostOfSite how much one site may say
     */
    void succeeded(Sample s, int row, double loss, double mostOfSite) {
        tally.add(s);
        double passing = leak(passed + run, failed);
        run += row <= LEAKS_IN_A_ROW ? 1 : 0;
        if (lift <= 0) {
            liftSites.clear();
        }
        if (row <= 2) {
            liftSites.add(s.site());
            double most = mostOfSite * liftSites.size();
            lift = Math.min(Math.max(lift, most), lift + Math.log((1 - loss) / passing));
        }
    }

    /** Evidence that it is over, in nats. */
    double lift() {
        return lift;
    }

    /** Sites that speak for its end. */
    int liftSites() {
        return liftSites.size();
    }

    String id() {
        return id;
    }

    int node() {
        return node;
    }

    /** @param grows whether {@code to} is the wider prefix; then what joins is blocked from {@code at} on only */
    void moveTo(int to, boolean grows, long at) {
        if (node != to) {
            stale = true;
        }
        if (grows) {
            core = node;
            grew = at;
        }
        node = to;
    }

    /** The node that it stood on before it last grew, or {@link TargetTrie#NONE}. */
    int core() {
        return core;
    }

    /** From when on {@code leaf}, which lies inside, is blocked: milliseconds since the epoch. */
    long since(TargetTrie trie, int leaf) {
        boolean joined = core != TargetTrie.NONE && !trie.prefix(core).contains(trie.prefix(leaf));
        return joined ? grew : latest.toEpochMilli();
    }

    Instant detected() {
        return detected;
    }

    @Nullable
    Instant confirmed() {
        return confirmed;
    }

    void confirm(Instant at) {
        confirmed = at;
        stale = true;
    }

    Instant earliest() {
        return earliest;
    }

    Instant latest() {
        return latest;
    }

    /** A block that grows keeps the begin that its first targets showed. */
    void began(Instant noEarlier, Instant noLater) {
        earliest = noEarlier.isBefore(earliest) ? noEarlier : earliest;
        latest = noLater.isBefore(latest) ? noLater : latest;
    }

    Tally tally() {
        return tally;
    }

    void markStale() {
        stale = true;
    }

    boolean isStale() {
        return stale;
    }

    void written() {
        stale = false;
    }

    void save(DataOutput out) throws IOException {
        out.writeUTF(id);
        out.writeInt(node);
        out.writeInt(core);
        out.writeLong(grew);
        Saved.time(out, detected);
        Saved.time(out, confirmed);
        Saved.time(out, earliest);
        Saved.time(out, latest);
        tally.save(out);
        out.writeLong(passed);
        out.writeLong(failed);
        out.writeInt(run);
        out.writeDouble(lift);
        Saved.numbers(out, liftSites);
        out.writeBoolean(stale);
    }

    static Episode restore(DataInput in, int nodes) throws IOException {
        String id = in.readUTF();
        int node = Saved.index(in, nodes);
        int core = in.readInt();
        long grew = in.readLong();
        if (core != TargetTrie.NONE) {
            Saved.index(core, nodes);
        }
        Instant detected = Saved.required(in);
        Instant confirmed = Saved.time(in);
        Episode episode = new Episode(id, node, detected, Saved.required(in), Saved.required(in));
        episode.core = core;
        episode.grew = grew;
        episode.confirmed = confirmed;
        episode.tally.addAll(Tally.restore(in));
        episode.passed = in.readLong();
        episode.failed = in.readLong();
        episode.run = in.readInt();
        episode.lift = in.readDouble();
        episode.liftSites.addAll(Saved.numbers(in));
        episode.stale = in.readBoolean();
        return episode;
    }
}
