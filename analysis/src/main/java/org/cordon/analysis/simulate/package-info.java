/** Worlds that are known: scenarios, their targets, and the truth that a detector is held against. */
@NullMarked
package org.cordon.analysis.simulate;

import org.jspecify.annotations.NullMarked;
