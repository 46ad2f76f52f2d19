/** Lets the host look into the sandbox without a route: bytes pass through a Unix socket, packets never do. */
@NullMarked
package org.cordon.lab.relay;

import org.jspecify.annotations.NullMarked;
