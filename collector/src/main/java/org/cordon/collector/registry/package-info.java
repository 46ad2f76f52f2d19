/** The censor's register, held against what is on the board. */
@NullMarked
package org.cordon.collector.registry;

import org.jspecify.annotations.NullMarked;
