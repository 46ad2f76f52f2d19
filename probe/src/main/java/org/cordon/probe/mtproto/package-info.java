/** Telegram's handshake on the wire: framings, obfuscation, the first question and its answer. No socket. */
@NullMarked
package org.cordon.probe.mtproto;

import org.jspecify.annotations.NullMarked;
