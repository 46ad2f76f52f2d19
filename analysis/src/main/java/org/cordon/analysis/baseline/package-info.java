/** Other people's ways of noticing that a prefix is cut off, on the same observations, to hold the detector against. */
@NullMarked
package org.cordon.analysis.baseline;

import org.jspecify.annotations.NullMarked;
