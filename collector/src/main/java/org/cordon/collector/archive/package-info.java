/** Keeps every accepted observation in DuckDB, exactly once, and answers questions about them. */
@NullMarked
package org.cordon.collector.archive;

import org.jspecify.annotations.NullMarked;
