/** What goes wrong at an operator's, played on real processes, with every observation counted afterwards. */
@NullMarked
package org.cordon.lab.faults;

import org.jspecify.annotations.NullMarked;
