/** JSON in and out: the only package of the analysis that knows Jackson. */
@NullMarked
package org.cordon.analysis.wire;

import org.jspecify.annotations.NullMarked;
