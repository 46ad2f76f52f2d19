package org.cordon.probe.history;

import java.time.Instant;
import org.cordon.probe.report.Findings;

/**
 * One run as it is remembered.
 *
 * @param began by this machine's clock
 * @param observations how many attempts became observations
 */
public record PastRun(Instant began, Instant ended, long observations, Findings findings) {}
