/** Refreshing what providers publish about their address ranges; keeps every older edition. */
@NullMarked
package org.cordon.analysis.cli.update;

import org.jspecify.annotations.NullMarked;
