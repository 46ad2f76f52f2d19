/** Pictures of what is blocked, as SVG and as PNG of the same drawing. The same facts give the same bytes. */
@NullMarked
package org.cordon.collector.pictures;

import org.jspecify.annotations.NullMarked;
