/** Questions to resolvers and what may come back. No socket. */
@NullMarked
package org.cordon.probe.dns;

import org.jspecify.annotations.NullMarked;
