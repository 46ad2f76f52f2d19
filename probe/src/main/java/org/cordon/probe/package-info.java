/** The program that a volunteer runs; this package only wires. */
@NullMarked
package org.cordon.probe;

import org.jspecify.annotations.NullMarked;
