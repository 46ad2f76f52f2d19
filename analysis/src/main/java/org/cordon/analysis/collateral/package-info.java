/** Who else is hit: named services, where they live, what a block costs them, measured and inferred kept apart. */
@NullMarked
package org.cordon.analysis.collateral;

import org.jspecify.annotations.NullMarked;
