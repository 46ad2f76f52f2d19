/** What one attempt does on the wire: one class a test, one list that registers them. */
@NullMarked
package org.cordon.probe.nettest;

import org.jspecify.annotations.NullMarked;
