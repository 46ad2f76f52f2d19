package org.cordon.analysis.availability;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How likely one target answers somebody whom nobody blocks, by what controls and networks of other countries saw of it:
 * an exponentially weighted share of successes, so that old news counts less than new. What happens inside the country
 * under test can show that a target lives; it can never show that it died, else a block would explain itself away.
 */
public final class Availability {
    /** Weight of the newest outside attempt: after three failures in a row less than a third of the old estimate is left. */
    private static final double NEWEST = 0.35;

    /** Nobody is sure of anything: keeps every likelihood ratio finite. */
    private static final double LEAST = 0.02;

    private static final double MOST = 0.98;

    private double estimate = MOST;
    private boolean answered;
    private boolean seenFromOutside;

    /** An attempt from outside the country under test. */
    public void fromOutside(boolean success) {
        estimate = seenFromOutside ? estimate + NEWEST * ((success ? 1 : 0) - estimate) : success ? 1 : 0;
        seenFromOutside = true;
        answered |= success;
    }

    /** A success from inside: whoever answers is alive. */
    public void answeredInside() {
        answered = true;
    }

    /** Whether it has ever answered anybody; only then does a failure say something. */
    public boolean everAnswered() {
        return answered;
    }

    /** Probability of an answer, 0.02–0.98; without an outside view the last estimate before, or the prior, stands. */
    public double probability() {
        return Math.min(MOST, Math.max(LEAST, estimate));
    }

    /** A copy that goes its own way. */
    public Availability copy() {
        Availability copy = new Availability();
        copy.estimate = estimate;
        copy.answered = answered;
        copy.seenFromOutside = seenFromOutside;
        return copy;
    }

    /** Writes the state. */
    public void save(DataOutput out) throws IOException {
        out.writeDouble(estimate);
        out.writeBoolean(answered);
        out.writeBoolean(seenFromOutside);
    }

    /** Reads what {@link #save} wrote. */
    public static Availability restore(DataInput in) throws IOException {
        Availability availability = new Availability();
        availability.estimate = in.readDouble();
        availability.answered = in.readBoolean();
        availability.seenFromOutside = in.readBoolean();
        return availability;
    }
}
