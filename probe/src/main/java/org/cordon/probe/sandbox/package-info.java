/** The guard that keeps development and tests from touching the real Internet. */
@NullMarked
package org.cordon.probe.sandbox;

import org.jspecify.annotations.NullMarked;
