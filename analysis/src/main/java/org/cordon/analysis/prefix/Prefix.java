package org.cordon.analysis.prefix;

import java.math.BigInteger;

/**
 * A range of addresses that share their first {@code length} bits (CIDR, RFC 4632 and RFC 4291). Host bits are cleared.
 *
 * @param network first address of the range
 * @param length number of fixed bits: 0–32 (IPv4), 0–128 (IPv6)
 */
public record Prefix(Address network, int length) implements Comparable<Prefix> {

    public Prefix {
        if (length < 0 || length > network.family().bits()) {
            throw new IllegalArgumentException("prefix length " + length + " is not between 0 and "
                    + network.family().bits());
        }
        long high = network.high() & mask(length);
        long low = network.low() & mask(length - 64);
        if (high != network.high() || low != network.low()) {
            network = new Address(network.family(), high, low);
        }
    }

    /** A 64-bit word whose first {@code bits} bits are one; below 0 counts as 0, above 64 as 64. */
    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
    }

    /**
     * Reads "address/length", or an address alone as the prefix of that one address. Host bits are cleared.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return of(Address.parse(text));
        }
        Address address = Address.parse(text.substring(0, slash));
        String length = text.substring(slash + 1);
        if (!length.matches("0|[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("not a prefix length: '" + length + "' in '" + text + "'");
        }
        return new Prefix(address, Integer.parseInt(length));
    }

    /**
     * As {@link #parse}, but host bits are refused: whoever writes 18.185.0.0/15 mistook the address or the length, and
     * nobody else knows which.
     *
     * @throws IllegalArgumentException if it is no prefix, or has bits set behind its length
     */
    public static Prefix parseExact(String text) {
        Prefix prefix = parse(text);
        int slash = text.indexOf('/');
        if (slash >= 0 && !Address.parse(text.substring(0, slash)).equals(prefix.network)) {
            throw new IllegalArgumentException("has bits set behind its length; the prefix is " + prefix);
        }
        return prefix;
    }

    /** The prefix that holds only {@code address}. */
    public static Prefix of(Address address) {
        return new Prefix(address, address.family().bits());
    }

    /** The longest prefix that covers both. @throws IllegalArgumentException across families */
    public static Prefix covering(Prefix a, Prefix b) {
        if (a.family() != b.family()) {
            throw new IllegalArgumentException("no prefix covers both " + a + " and " + b);
        }
        return new Prefix(a.network, Math.min(Math.min(a.length, b.length), a.network.commonBits(b.network)));
    }

    public Family family() {
        return network.family();
    }

    public boolean contains(Address address) {
        return address.family() == family() && network.commonBits(address) >= length;
    }

    /** Whether every address of {@code other} is in this prefix; a prefix contains itself. */
    public boolean contains(Prefix other) {
        return other.length >= length && contains(other.network);
    }

    public boolean overlaps(Prefix other) {
        return contains(other) || other.contains(this);
    }

    /** The next less specific prefix. @throws IllegalStateException for a prefix of length 0 */
    public Prefix parent() {
        if (length == 0) {
            throw new IllegalStateException(this + " has no less specific prefix");
        }
        return new Prefix(network, length - 1);
    }

    /** The lower ({@code bit} 0) or upper half. @throws IllegalStateException for a single address */
    public Prefix child(int bit) {
        if (length == family().bits()) {
            throw new IllegalStateException(this + " is one address");
        }
        long high = network.high();
        long low = network.low();
        if (bit == 1 && length < 64) {
            high |= 1L << (63 - length);
        } else if (bit == 1) {
            low |= 1L << (127 - length);
        }
        return new Prefix(new Address(family(), high, low), length + 1);
    }

    /** The other half of the parent. @throws IllegalStateException for a prefix of length 0 */
    public Prefix sibling() {
        return parent().child(1 - network.bit(length - 1));
    }

    /** The last address of the range. */
    public Address last() {
        long high = network.high() | ~mask(length);
        long low = network.low() | ~mask(length - 64);
        return family() == Family.IPV4 ? Address.v4((int) (high >>> 32)) : new Address(Family.IPV6, high, low);
    }

    /** Number of addresses: 2^(family length − length). */
    public BigInteger addresses() {
        return BigInteger.ONE.shiftLeft(family().bits() - length);
    }

    /** Order: by network address, then the less specific first, so that a covering prefix precedes what it covers. */
    @Override
    public int compareTo(Prefix other) {
        int byNetwork = network.compareTo(other.network);
        return byNetwork != 0 ? byNetwork : Integer.compare(length, other.length);
    }

    /** Canonical text, such as 52.58.0.0/15 or 2001:67c:4e8::/48. */
    @Override
    public String toString() {
        return network + "/" + length;
    }
}
