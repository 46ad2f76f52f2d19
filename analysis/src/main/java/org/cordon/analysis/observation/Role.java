package org.cordon.analysis.observation;

/** Where a probe stands. */
public enum Role {
    /** Inside a network that may be censored. */
    VANTAGE,
    /** Known to sit outside the censored networks: what it cannot reach is not blocked but down. */
    CONTROL
}
