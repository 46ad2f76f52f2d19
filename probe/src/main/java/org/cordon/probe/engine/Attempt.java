package org.cordon.probe.engine;

import org.cordon.analysis.targets.Target;
import org.cordon.probe.nettest.Nettest;

/** One nettest that is to be tried against one target. */
public record Attempt(Nettest test, Target target) {}
