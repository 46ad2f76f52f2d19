/** How signed batches reach a collector, again and again until it acknowledges them. */
@NullMarked
package org.cordon.probe.uplink;

import org.jspecify.annotations.NullMarked;
