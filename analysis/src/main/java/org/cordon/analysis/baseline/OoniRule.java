package org.cordon.analysis.baseline;

/** OONI's rule alone: a cell is blocked while its median attempt counts as blocked rather than down or fine. */
final class OoniRule implements Hourly.Test {
    private static final double MORE_LIKELY_THAN_NOT = 0.5;

    @Override
    public boolean blocked(Cell cell) {
        return cell.median() > MORE_LIKELY_THAN_NOT;
    }
}
