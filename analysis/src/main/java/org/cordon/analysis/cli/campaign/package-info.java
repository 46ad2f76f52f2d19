/** April 2018, replayed from the bundled facts, and what Cordon makes of it beside what is documented. */
@NullMarked
package org.cordon.analysis.cli.campaign;

import org.jspecify.annotations.NullMarked;
