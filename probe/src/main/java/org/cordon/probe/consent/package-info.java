/** The question that is asked before the first packet leaves. */
@NullMarked
package org.cordon.probe.consent;

import org.jspecify.annotations.NullMarked;
