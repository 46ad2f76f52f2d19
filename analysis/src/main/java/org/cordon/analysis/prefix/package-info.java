/** Addresses, prefixes and the trees that look them up: IPv4 and IPv6 in one representation. */
@NullMarked
package org.cordon.analysis.prefix;

import org.jspecify.annotations.NullMarked;
