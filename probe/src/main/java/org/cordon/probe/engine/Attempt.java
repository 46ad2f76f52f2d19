package org.cordon.probe.engine;

import org.cordon.analysis.targets.Target;
import org.cordon.probe.nettest.Nettest;
import org.cordon.probe.nettest.Variant;

/**
 * One nettest that is to be tried against one target.
 *
 * @param group the same for attempts that are to be compared with each other
 * @param order position among the attempts of its group, in the order in which they were begun, from 0
 */
public record Attempt(Nettest test, Target target, Variant variant, int group, int order) {

    /** The first of the ways in which {@code test} goes at {@code target}, by itself. */
    public Attempt(Nettest test, Target target) {
        this(test, target, test.variants(target).get(0), 0, 0);
    }

    Attempt asNumber(int position) {
        return new Attempt(test, target, variant, group, position);
    }
}
