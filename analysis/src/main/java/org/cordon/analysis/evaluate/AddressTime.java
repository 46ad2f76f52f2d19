package org.cordon.analysis.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;

/**
 * Addresses × time, integrated exactly: how much was blocked, how much was said to be, and how much of it rightly. An
 * IPv6 /48, what one site gets, weighs as much as an IPv4 address. Added up over networks.
 *
 * @param blocked address-hours that the truth holds
 * @param claimed address-hours that the records hold
 * @param both address-hours that both hold
 */
record AddressTime(double blocked, double claimed, double both) {
    static final AddressTime NONE = new AddressTime(0, 0, 0);
    private static final double HOUR = 3_600_000;
    private static final int SITE_V6 = 48;

    /** A prefix in one network, from one moment to another, in milliseconds. */
    record Held(Prefix prefix, long from, long until) {}

    AddressTime plus(AddressTime other) {
        return new AddressTime(blocked + other.blocked, claimed + other.claimed, both + other.both);
    }

    /** Share of what was claimed that was blocked then; 1 where nothing was claimed. */
    double precision() {
        return claimed == 0 ? 1 : both / claimed;
    }

    /** Share of what was blocked that was claimed then; 1 where nothing was blocked. */
    double recall() {
        return blocked == 0 ? 1 : both / blocked;
    }

    /** Of one network. */
    static AddressTime of(List<Held> truth, List<Held> claims) {
        Prefix v4 = new Prefix(Address.v4(0), 0);
        Prefix v6 = new Prefix(new Address(Family.IPV6, 0, 0), 0);
        return inside(v4, truth, claims).plus(inside(v6, truth, claims));
    }

    /** What lies in {@code piece}: halved until every prefix holds all or nothing of it, and so all its addresses fare alike. */
    private static AddressTime inside(Prefix piece, List<Held> truth, List<Held> claims) {
        List<Held> blocked = overlapping(piece, truth);
        List<Held> claimed = overlapping(piece, claims);
        if (blocked.isEmpty() && claimed.isEmpty()) {
            return NONE;
        }
        if (cover(piece, blocked) && cover(piece, claimed)) {
            return alike(piece, blocked, claimed);
        }
        return inside(piece.child(0), blocked, claimed).plus(inside(piece.child(1), blocked, claimed));
    }

    private static List<Held> overlapping(Prefix piece, List<Held> all) {
        return all.stream().filter(held -> held.prefix.overlaps(piece)).toList();
    }

    private static boolean cover(Prefix piece, List<Held> all) {
        return all.stream().allMatch(held -> held.prefix.contains(piece));
    }

    private static AddressTime alike(Prefix piece, List<Held> blocked, List<Held> claimed) {
        int unit = piece.family() == Family.IPV4 ? Family.IPV4.bits() : SITE_V6;
        double weight = Math.scalb(1.0, unit - piece.length());
        List<Held> either = new ArrayList<>(blocked);
        either.addAll(claimed);
        double t = hours(blocked);
        double c = hours(claimed);
        return new AddressTime(weight * t, weight * c, weight * (t + c - hours(either)));
    }

    /** Length of the union of the times. */
    private static double hours(List<Held> all) {
        long sum = 0;
        long covered = Long.MIN_VALUE;
        for (Held held :
                all.stream().sorted(Comparator.comparingLong(Held::from)).toList()) {
            sum += Math.max(0, held.until - Math.max(held.from, covered));
            covered = Math.max(covered, held.until);
        }
        return sum / HOUR;
    }
}
