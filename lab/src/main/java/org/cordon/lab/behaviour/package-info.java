/** Every way of blocking that plain sockets can see, played by a router, and what the probe makes of it. */
@NullMarked
package org.cordon.lab.behaviour;

import org.jspecify.annotations.NullMarked;
