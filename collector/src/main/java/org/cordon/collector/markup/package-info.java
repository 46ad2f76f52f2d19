/** Writes XML and HTML in which everything from outside is escaped. */
@NullMarked
package org.cordon.collector.markup;

import org.jspecify.annotations.NullMarked;
