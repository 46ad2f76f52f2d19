/** What a run can tell about its own connection before it says anything about others. */
@NullMarked
package org.cordon.probe.link;

import org.jspecify.annotations.NullMarked;
