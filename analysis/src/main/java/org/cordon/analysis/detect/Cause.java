package org.cordon.analysis.detect;

/** Who is behind a block. Open abroad and dead here is not yet censorship. */
public enum Cause {
    CENSOR,
    /** The server's side refuses the country (geoblocking). */
    SERVER_SIDE,
    /** One network lost its route. */
    PATH,
    /** Dead for everybody. */
    OUTAGE,
    UNKNOWN
}
