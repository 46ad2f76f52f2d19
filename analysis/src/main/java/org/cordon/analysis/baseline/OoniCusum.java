package org.cordon.analysis.baseline;

/**
 * OONI's event detector (ooni/data, oonipipeline/analysis/detector.py; Basseville and Nikiforov 1993, 2.2.5): a
 * two-sided CUSUM over hourly medians, μ₀ = 0, μ₁ = 0.7. What is summed up is each median less the mean so far, weighted
 * by attempts and with this hour in it, less half of μ₁ − μ₀; the alarm stands at ten times that half, 3.5. After a
 * change point sums and mean begin anew.
 *
 * <p>The mean so far needs a past: with only a few hours of it the mean follows a block so fast that the sum never
 * reaches the alarm. A simulated day has no past, so a series is given one that was like its first hour.
 */
final class OoniCusum implements Hourly.Test {
    private static final double HALF_CHANGE = 0.7 / 2;
    private static final double ALARM = 10 * HALF_CHANGE;
    private static final int WEEK = 168;

    private final int past;
    private boolean begun;
    private boolean blocked;
    private double values;
    private double weights;
    private double up;
    private double down;

    OoniCusum() {
        this(WEEK);
    }

    /** @param past hours before the first */
    OoniCusum(int past) {
        this.past = past;
    }

    @Override
    public boolean blocked(Cell cell) {
        double median = cell.median();
        double weight = cell.attempts();
        if (!begun) {
            weights = past * weight;
            values = past * weight * median;
            begun = true;
        }
        weights += weight;
        values += weight * median;
        double more = median - values / weights;
        up = Math.max(0, up + more - HALF_CHANGE);
        down = Math.max(0, down - more - HALF_CHANGE);
        if (up > ALARM || down > ALARM) {
            blocked = up > ALARM;
            values = 0;
            weights = 0;
            up = 0;
            down = 0;
        }
        return blocked;
    }
}
