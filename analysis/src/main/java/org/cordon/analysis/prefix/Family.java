package org.cordon.analysis.prefix;

/** The two address families. */
public enum Family {
    IPV4(32),
    IPV6(128);

    private final int bits;

    Family(int bits) {
        this.bits = bits;
    }

    /** Length of an address, in bits. */
    public int bits() {
        return bits;
    }
}
