package org.cordon.analysis.simulate;

import java.time.Duration;
import org.cordon.analysis.targets.Target;

/**
 * One target of a simulated world.
 *
 * @param state what is wrong with it, if anything
 * @param turn offset in milliseconds at which a dying or moving one does so
 * @param since offset in milliseconds from which it is measured
 */
record SimulatedTarget(Target target, State state, long turn, long since) {
    enum State {
        LIVE,
        DEAD,
        FLAKY,
        DYING,
        MOVING,
        GEOBLOCKED,
        RATE_LIMITED
    }

    static SimulatedTarget of(Scenario scenario, TargetDraw.Drawn drawn) {
        Target target = drawn.target();
        long number = Draw.number(target.ip()) * 31 + target.port();
        Scenario.Quality q = drawn.group().quality();
        double u = Draw.share(scenario.seed(), number, 1);
        double[] shares = {q.dead(), q.flaky(), q.dying(), q.moving(), q.geoblocked(), q.rateLimited()};
        State state = State.LIVE;
        for (int i = 0; i < shares.length && state == State.LIVE; i++) {
            u -= shares[i];
            state = u < 0 ? State.values()[i + 1] : state;
        }
        long turn = (long)
                (Draw.share(scenario.seed(), number, 2) * scenario.duration().toMillis());
        Duration since = drawn.group().since();
        return new SimulatedTarget(target, state, turn, since == null ? 0 : since.toMillis());
    }

    /** Whether it answers throughout, so that it can tell a verdict from the truth. */
    boolean live() {
        return state == State.LIVE || state == State.RATE_LIMITED;
    }
}
