/** Settings: from file and flags, checked together, printed with their secrets hidden. */
@NullMarked
package org.cordon.collector.config;

import org.jspecify.annotations.NullMarked;
