/** The sandbox internet: network namespaces that own the real prefixes, routers that play the censor, no way out. */
@NullMarked
package org.cordon.lab.sandbox;

import org.jspecify.annotations.NullMarked;
