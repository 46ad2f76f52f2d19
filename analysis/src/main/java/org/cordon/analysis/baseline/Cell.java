package org.cordon.analysis.baseline;

/** The attempts of one network on one prefix in one hour, by what OONI's rule says of each. */
final class Cell {
    private static final double BLOCKED = 0.75;
    private static final double DOWN = 0.25;

    private int attempts;
    private int blocked;
    private int down;

    void add(Outside.Say say) {
        attempts++;
        blocked += say == Outside.Say.BLOCKED ? 1 : 0;
        down += say == Outside.Say.DOWN ? 1 : 0;
    }

    int attempts() {
        return attempts;
    }

    /** Share of the attempts that failed although the outside gets an answer, 0–1. */
    double blockedShare() {
        return (double) blocked / attempts;
    }

    /** The median of how "blocked" the attempts are, 0–0.75, half-way between the middle two of an even number. */
    double median() {
        return (sorted((attempts - 1) / 2) + sorted(attempts / 2)) / 2;
    }

    private double sorted(int i) {
        int nothing = attempts - blocked - down;
        return i < nothing ? 0 : i < nothing + down ? DOWN : BLOCKED;
    }
}
