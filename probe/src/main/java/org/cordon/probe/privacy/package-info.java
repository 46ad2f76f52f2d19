/** Takes out of observations what could point at this machine or its owner. */
@NullMarked
package org.cordon.probe.privacy;

import org.jspecify.annotations.NullMarked;
