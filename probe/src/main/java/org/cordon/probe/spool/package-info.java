/** Observations on disk until the collector has acknowledged them, whatever happens to this process. */
@NullMarked
package org.cordon.probe.spool;

import org.jspecify.annotations.NullMarked;
