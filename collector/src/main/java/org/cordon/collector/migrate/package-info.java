/** From the embedded broker to a cluster. */
@NullMarked
package org.cordon.collector.migrate;

import org.jspecify.annotations.NullMarked;
