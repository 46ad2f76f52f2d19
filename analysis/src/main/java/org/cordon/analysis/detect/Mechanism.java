package org.cordon.analysis.detect;

/** By what means a prefix is cut off. */
public enum Mechanism {
    IP_DROP,
    IP_RESET,
    IP_UNREACHABLE,
    PORT,
    SNI,
    DNS,
    HTTP_BLOCKPAGE,
    TRANSFER_FREEZE,
    THROTTLE,
    QUIC,
    PROTOCOL,
    ALLOWLIST
}
