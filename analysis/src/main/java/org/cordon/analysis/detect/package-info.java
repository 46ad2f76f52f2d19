/** From observations to blocks: which prefixes a network cuts off, since when, by what means, how sure. */
@NullMarked
package org.cordon.analysis.detect;

import org.jspecify.annotations.NullMarked;
