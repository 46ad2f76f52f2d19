/** The programs of this checkout: how they are started, and how the collector is asked. */
@NullMarked
package org.cordon.lab.programs;

import org.jspecify.annotations.NullMarked;
