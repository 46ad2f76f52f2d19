/** The part of QUIC that needs no cryptography. No socket. */
@NullMarked
package org.cordon.probe.quic;

import org.jspecify.annotations.NullMarked;
