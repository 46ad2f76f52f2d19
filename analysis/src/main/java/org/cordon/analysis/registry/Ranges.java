package org.cordon.analysis.registry;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/** Ranges with a first and a last address, as prefixes. */
final class Ranges {
    private Ranges() {}

    /** The smallest list of prefixes that covers exactly {@code from} to {@code to}, both included. */
    static List<Prefix> toPrefixes(Address from, Address to) {
        List<Prefix> prefixes = new ArrayList<>();
        int bits = from.family().bits();
        BigInteger next = number(from);
        BigInteger last = number(to);
        while (next.compareTo(last) <= 0) {
            int aligned = next.signum() == 0 ? bits : Math.min(bits, next.getLowestSetBit());
            int fits = last.subtract(next).add(BigInteger.ONE).bitLength() - 1;
            int size = Math.min(aligned, fits);
            prefixes.add(new Prefix(address(next, bits), bits - size));
            next = next.add(BigInteger.ONE.shiftLeft(size));
        }
        return prefixes;
    }

    private static BigInteger number(Address address) {
        return new BigInteger(1, address.bytes());
    }

    private static Address address(BigInteger number, int bits) {
        byte[] raw = number.toByteArray();
        byte[] bytes = new byte[bits / 8];
        int length = Math.min(raw.length, bytes.length);
        System.arraycopy(raw, raw.length - length, bytes, bytes.length - length, length);
        return Address.ofBytes(bytes);
    }
}
