/** The commands of the probe and their options. */
@NullMarked
package org.cordon.probe.command;

import org.jspecify.annotations.NullMarked;
