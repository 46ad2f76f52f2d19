package org.cordon.analysis.observation;

/** How a probe is connected; some censors treat mobile access differently. */
public enum Access {
    FIXED,
    MOBILE,
    HOSTING,
    UNKNOWN
}
