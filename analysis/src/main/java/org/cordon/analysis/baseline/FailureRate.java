package org.cordon.analysis.baseline;

/** A fixed threshold, as one would put it into an alert rule: half of the hour's attempts. */
final class FailureRate implements Hourly.Test {
    private static final double THRESHOLD = 0.5;

    @Override
    public boolean blocked(Cell cell) {
        return cell.blockedShare() >= THRESHOLD;
    }
}
