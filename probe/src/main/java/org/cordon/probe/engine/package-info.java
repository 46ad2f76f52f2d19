/** Many attempts at once on one event loop, at a polite pace, timed honestly. */
@NullMarked
package org.cordon.probe.engine;

import org.jspecify.annotations.NullMarked;
