/** Proxies and VPNs that an operator wants tested: their list, and what only those who may use them know. */
@NullMarked
package org.cordon.probe.proxies;

import org.jspecify.annotations.NullMarked;
