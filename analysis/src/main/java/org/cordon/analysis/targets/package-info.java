/** What is measured and whose it is: target lists, the providers' own ranges, special-purpose address space. */
@NullMarked
package org.cordon.analysis.targets;

import org.jspecify.annotations.NullMarked;
