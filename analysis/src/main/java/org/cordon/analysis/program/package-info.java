/** What the command lines of all of Cordon's programs have in common. */
@NullMarked
package org.cordon.analysis.program;

import org.jspecify.annotations.NullMarked;
