package org.cordon.probe.mtproto;

/** What came back for a handshake. */
public sealed interface Answer {

    /** Not enough to tell yet. */
    record Incomplete() implements Answer {}

    /** {@code resPQ} with our nonce: a data centre that works. */
    record Echoed() implements Answer {}

    /** An error of the transport layer, such as −404: reachable, not healthy. */
    record TransportError(int code) implements Answer {}

    /** Anything else: whoever answered does not speak MTProto with us. */
    record Foreign(String what) implements Answer {}
}
