/** Keeps the collector's loops running and tells how they fare. */
@NullMarked
package org.cordon.collector.supervise;

import org.jspecify.annotations.NullMarked;
