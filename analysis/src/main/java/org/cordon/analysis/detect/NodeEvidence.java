package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one network knows of one prefix since the most likely begin of a block there: a CUSUM (Page, 1954). The sum of
 * log-likelihood ratios falls back to 0 when openness explains everything since; the moment of the last 0 is the estimate
 * of the change point.
 */
final class NodeEvidence {
    /** By how much one prefix must beat several: evidence that a restart has dropped shall not decide. */
    private static final double MARGIN = 1;

    /** By how much more several must beat one that is a confirmed block: it shall not change with every attempt. */
    private static final double HELD = 3;

    /** A confirmed block is worth naming until it is lifted, however little speaks for it. */
    private static final double LEAST = 1e-6;

    /** What a set of prefixes is worth, less its price, that is known well: what confirms a block of one. */
    static final double SURE = 8;

    private double sum;
    private long since;
    private long began;
    private SiteSays says = new SiteSays();
    private Tally tally = new Tally();
    /** What the best set of prefixes under this node is worth, less their price. */
    private double best;

    private double value;
    /** Whether this node as one prefix is worth more than the best set of smaller ones. */
    private boolean whole;
    /** Whether this node is a confirmed block. */
    private boolean held;
    /** What its parts say together for one block of them all, whenever each was cut off; see {@link Parts}. */
    private double parts;

    /** @param nats what the attempt changes in this prefix */
    void add(Sample s, double nats, DetectorSettings settings, boolean lonely) {
        if (sum <= 0) {
            restart(s);
        }
        sum = Math.max(0, sum + nats);
        says.add(s.site(), s.nats(), settings.siteLeast(), lonely ? Double.MAX_VALUE : settings.siteMost());
        tally.add(s);
    }

    private void restart(Sample s) {
        sum = 0;
        since = s.at();
        began = s.seen();
        says = new SiteSays();
        tally = new Tally();
    }

    /** Takes back {@code nats} that a part of the prefix contributed, since that part has changed. */
    void takeBack(double nats) {
        sum = Math.max(0, sum - nats);
    }

    /**
     * Decides whether this node is worth more as one prefix than as the best set of smaller ones.
     *
     * @param smaller what that set is worth, less its prices
     * @param halves what both halves say for one block of them, each from its own begin
     * @param narrows whether one half has opened
     * @param lopsided whether one half is known well, and the other does not deserve a name: then it takes more than one
     *     failure to claim that too
     */
    void rate(double smaller, double halves, boolean narrows, boolean lopsided, double price) {
        value = Math.max(sum, halves);
        double own = value - price;
        boolean alone = held && smaller <= 0;
        double margin = lopsided && !held ? price : MARGIN;
        whole = alone || own + (held && !narrows ? HELD : 0) > smaller + margin;
        best = Math.max(held ? LEAST : 0, whole ? own : Math.max(own, smaller));
    }

    boolean isHeld() {
        return held;
    }

    void hold(boolean confirmed) {
        held = confirmed;
    }

    /** What this node says for a block around it; negative: against it. */
    double asPart() {
        if (whole) {
            return value;
        }
        // what is blocked inside began at one moment: what answered before then only, and not since, says nothing
        return best > SURE && bounded() > 12 ? Math.max(parts, sum) : parts;
    }

    double parts() {
        return parts;
    }

    void parts(double nats) {
        parts = nats;
    }

    /** Evidence for this node as one prefix, in nats. */
    double value() {
        return value;
    }

    /** Evidence since {@link #since}, in nats, 0 or more. */
    double sum() {
        return sum;
    }

    /** The same with each site's say bounded. */
    double bounded() {
        return Math.min(sum, says.sum());
    }

    int speaking() {
        return says.speaking();
    }

    /** Fold time from which attempts count: that of the last 0. */
    long since() {
        return since;
    }

    /** Fold time of the first failure since then. */
    long began() {
        return began;
    }

    Tally tally() {
        return tally;
    }

    double best() {
        return best;
    }

    boolean whole() {
        return whole;
    }

    boolean isEmpty() {
        return sum <= 0 && best <= 0;
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(sum);
        out.writeLong(since);
        out.writeLong(began);
        out.writeDouble(value);
        out.writeDouble(best);
        out.writeDouble(parts);
        out.writeBoolean(whole);
        out.writeBoolean(held);
        says.save(out);
        tally.save(out);
    }

    static NodeEvidence restore(DataInput in) throws IOException {
        NodeEvidence evidence = new NodeEvidence();
        evidence.sum = in.readDouble();
        evidence.since = in.readLong();
        evidence.began = in.readLong();
        evidence.value = in.readDouble();
        evidence.best = in.readDouble();
        evidence.parts = in.readDouble();
        evidence.whole = in.readBoolean();
        evidence.held = in.readBoolean();
        evidence.says = SiteSays.restore(in);
        evidence.tally = Tally.restore(in);
        return evidence;
    }
}
