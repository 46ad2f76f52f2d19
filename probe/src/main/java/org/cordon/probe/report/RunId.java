package org.cordon.probe.report;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** Names for runs that never come again: the time, so that they sort, and 80 random bits, as ULIDs have them. */
public final class RunId {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private RunId() {}

    /** 26 characters. {@code random} must be unpredictable, and different after every start. */
    public static String next(Instant now, RandomGenerator random) {
        StringBuilder text = new StringBuilder(26);
        long millis = now.toEpochMilli();
        for (int shift = 45; shift >= 0; shift -= 5) {
            text.append(CROCKFORD.charAt((int) (millis >>> shift) & 31));
        }
        for (int i = 0; i < 16; i++) {
            text.append(CROCKFORD.charAt(random.nextInt(32)));
        }
        return text.toString();
    }
}
