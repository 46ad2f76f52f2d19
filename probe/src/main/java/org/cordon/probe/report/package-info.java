/** From outcomes to observation lines and to a closing sentence for a person. */
@NullMarked
package org.cordon.probe.report;

import org.jspecify.annotations.NullMarked;
