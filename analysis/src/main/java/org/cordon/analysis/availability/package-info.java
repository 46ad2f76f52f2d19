/** Would a target answer somebody whom nobody blocks? Learnt from outside the country under test. */
@NullMarked
package org.cordon.analysis.availability;

import org.jspecify.annotations.NullMarked;
