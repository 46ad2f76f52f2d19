package org.cordon.analysis.observation;

/** What a run found of its own link. Only {@link #NORMAL} is evidence about blocks. */
public enum LinkMode {
    NORMAL,
    /** Only listed targets answer, as on Russian mobile networks during "white list" periods. */
    ALLOWLIST,
    /** The network is up, nothing abroad answers. */
    SHUTDOWN,
    /** Nothing answers at all. */
    OFFLINE,
    /** A captive portal answers for everybody. */
    CAPTIVE
}
