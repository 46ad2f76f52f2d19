/** The collector's assembly and its commands: wiring, nothing else. */
@NullMarked
package org.cordon.collector;

import org.jspecify.annotations.NullMarked;
