package org.cordon.analysis.simulate;

import org.cordon.analysis.observation.Observation;

/**
 * An observation with what only the simulator knows of it.
 *
 * @param network number of the network
 * @param target number of the target
 * @param at true offset of the attempt, in milliseconds
 * @param censored whether the censor made it fail
 * @param honest whether the probe tells what it saw over a working line
 */
record Attempt(Observation observation, int network, int target, long at, boolean censored, boolean honest) {}
