/** Who else is hit now: the board's blocks with what the archive knows of services, as reports and metrics. */
@NullMarked
package org.cordon.collector.collateral;

import org.jspecify.annotations.NullMarked;
