/** The first packets of OpenVPN, as bytes. No socket. */
@NullMarked
package org.cordon.probe.openvpn;

import org.jspecify.annotations.NullMarked;
