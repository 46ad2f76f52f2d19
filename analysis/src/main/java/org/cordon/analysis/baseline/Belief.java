package org.cordon.analysis.baseline;

/**
 * The probability that a block of addresses is up (Quan, Heidemann, Pradkin 2013, table 2), by Bayes' rule from one
 * attempt after the other: an answer has the probability A(E(b)) when it is up and (1 − ℓ)/|b| when it is down, when only
 * its router may still answer. Above 0.9 it is up, below 0.1 down, between them it stays what it was; the belief itself
 * is kept between 0.01 and 0.99 so that it can change.
 */
final class Belief {
    private static final double UP = 0.9;
    private static final double DOWN = 0.1;
    private static final double LIMIT = 0.99;
    private static final double LOSS = 0.01;
    private static final double SIZE = 256;
    private static final double ANSWER_WHEN_DOWN = (1 - LOSS) / SIZE;

    private double up = LIMIT;
    private boolean down;

    /** @param answering A(E(b)), the share of attempts that a block which is up answers, 0–1 */
    void update(boolean answered, double answering) {
        double share = Math.max(1 - LIMIT, Math.min(LIMIT, answering));
        double ifUp = answered ? share : 1 - share;
        double ifDown = answered ? ANSWER_WHEN_DOWN : 1 - ANSWER_WHEN_DOWN;
        double posterior = up * ifUp / (up * ifUp + (1 - up) * ifDown);
        up = Math.max(1 - LIMIT, Math.min(LIMIT, posterior));
        down = up < DOWN || (down && up <= UP);
    }

    boolean down() {
        return down;
    }

    /** The probability that it is up, 0.01–0.99. */
    double up() {
        return up;
    }
}
