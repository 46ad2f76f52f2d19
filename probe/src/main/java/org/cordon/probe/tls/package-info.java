/** The first words of TLS as a browser says them. No socket. */
@NullMarked
package org.cordon.probe.tls;

import org.jspecify.annotations.NullMarked;
