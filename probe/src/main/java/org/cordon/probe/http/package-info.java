/** HTTP answers as a hostile peer may send them, and what block pages look like. No socket. */
@NullMarked
package org.cordon.probe.http;

import org.jspecify.annotations.NullMarked;
