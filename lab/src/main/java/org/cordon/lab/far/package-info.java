/** Whatever lives at the far end of the sandbox internet: the servers that answer for the real prefixes. */
@NullMarked
package org.cordon.lab.far;

import org.jspecify.annotations.NullMarked;
