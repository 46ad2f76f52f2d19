/** What Prometheus reads: the pipeline's figures and the blocks. */
@NullMarked
package org.cordon.collector.metrics;

import org.jspecify.annotations.NullMarked;
