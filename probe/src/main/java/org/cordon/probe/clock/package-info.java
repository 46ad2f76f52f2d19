/** How far this machine's clock is off. */
@NullMarked
package org.cordon.probe.clock;

import org.jspecify.annotations.NullMarked;
