/** Hosts the detector: one ordered fold over a partition of observations, saved and replayed. */
@NullMarked
package org.cordon.collector.monitor;

import org.jspecify.annotations.NullMarked;
