/** What earlier runs found, kept on this disk for the person who runs them. */
@NullMarked
package org.cordon.probe.history;

import org.jspecify.annotations.NullMarked;
