package org.cordon.analysis.collateral;

/** What is known of a service inside a blocked prefix. Measured and inferred are never added up. */
public enum ServiceStatus {
    /** Attempts from blocking networks failed while controls reached it. */
    MEASURED_DOWN(true),
    /** From blocking networks some attempts failed, some worked, while controls reached it. */
    MEASURED_IMPAIRED(true),
    /** It worked from blocking networks: it has other addresses, or the block leaks. */
    MEASURED_UP(true),
    /** It failed for controls too: whatever it is, this block is not shown to be the reason. */
    DOWN_EVERYWHERE(true),
    /** It has an address inside the blocked prefix and nobody has measured it well enough. */
    INFERRED(false);

    private final boolean measured;

    ServiceStatus(boolean measured) {
        this.measured = measured;
    }

    /** Whether attempts stand behind it. */
    public boolean isMeasured() {
        return measured;
    }
}
