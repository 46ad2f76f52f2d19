package org.cordon.analysis.prefix;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * One IP address.
 *
 * <p>The bits stand left-aligned in {@code high} then {@code low}, so that bit 0 is the first bit of the address in
 * both families and prefix arithmetic needs no case distinction. For IPv4 the lower 96 bits are zero.
 *
 * @param family address family
 * @param high bits 0–63 (IPv4: the address in bits 0–31, the rest zero)
 * @param low bits 64–127 (IPv4: zero)
 */
public record Address(Family family, long high, long low) implements Comparable<Address> {

    public Address {
        if (family == Family.IPV4 && ((high & 0xFFFF_FFFFL) != 0 || low != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    /** The IPv4 address whose 32 bits are {@code bits}. */
    public static Address v4(int bits) {
        return new Address(Family.IPV4, (long) bits << 32, 0);
    }

    /**
     * Reads an address literal; never asks a name server.
     *
     * @param text dotted quad, or any form of RFC 4291 §2.2 without a zone; an IPv4-mapped address (::ffff:a.b.c.d) is
     *     the IPv4 address that it carries
     * @throws IllegalArgumentException if it is not one
     */
    public static Address parse(String text) {
        return AddressText.parse(text);
    }

    /** The address as the JDK has it, mapped addresses unmapped. */
    public static Address of(InetAddress address) {
        return ofBytes(address.getAddress());
    }

    /**
     * The address in network byte order.
     *
     * @param bytes 4 or 16 bytes
     * @throws IllegalArgumentException on any other length
     */
    public static Address ofBytes(byte[] bytes) {
        if (bytes.length == 4) {
            return v4((int) read(bytes, 0, 4));
        }
        if (bytes.length == 16) {
            return unmapped(read(bytes, 0, 8), read(bytes, 8, 8));
        }
        throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
    }

    static Address unmapped(long high, long low) {
        return high == 0 && low >>> 32 == 0xFFFFL ? v4((int) low) : new Address(Family.IPV6, high, low);
    }

    private static long read(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | (bytes[i] & 0xFF);
        }
        return value;
    }

    /** Bit {@code index} of the address, 0 being the first. */
    public int bit(int index) {
        return (int) (index < 64 ? high >>> (63 - index) : low >>> (127 - index)) & 1;
    }

    /** Number of leading bits that this and {@code other} share: 0 to the family's length; 0 across families. */
    public int commonBits(Address other) {
        if (family != other.family) {
            return 0;
        }
        long differ = high ^ other.high;
        int common = differ != 0 ? Long.numberOfLeadingZeros(differ) : 64 + Long.numberOfLeadingZeros(low ^ other.low);
        return Math.min(common, family.bits());
    }

    /** The address in network byte order: 4 or 16 bytes. */
    public byte[] bytes() {
        byte[] bytes = new byte[family.bits() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i < 8 ? high >>> (56 - 8 * i) : low >>> (120 - 8 * i));
        }
        return bytes;
    }

    /** The address as the JDK has it. */
    public InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(bytes());
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are always an address", e);
        }
    }

    /** Order: IPv4 before IPv6, then by bits, unsigned. */
    @Override
    public int compareTo(Address other) {
        int byFamily = family.compareTo(other.family);
        if (byFamily != 0) {
            return byFamily;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Canonical text: dotted quad, or RFC 5952. */
    @Override
    public String toString() {
        return AddressText.format(this);
    }
}
