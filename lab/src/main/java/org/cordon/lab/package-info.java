/** A censored internet in a box: starts all other parts in it; nothing depends on it. */
@NullMarked
package org.cordon.lab;

import org.jspecify.annotations.NullMarked;
