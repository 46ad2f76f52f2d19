/** Verdicts held against a truth that is known: the detector's and the baselines', by one measure. */
@NullMarked
package org.cordon.analysis.evaluate;

import org.jspecify.annotations.NullMarked;
