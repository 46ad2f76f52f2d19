package org.cordon.analysis.simulate;

import java.util.SplittableRandom;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/** Chance without state: what belongs to a thing is drawn from the seed and its numbers, whatever was drawn before. */
final class Draw {
    private Draw() {}

    /** Uniform in [0, 1), the same for the same numbers (SplitMix64's finisher). */
    static double share(long seed, long a, long b) {
        return (bits(seed, a, b) >>> 11) * 0x1.0p-53;
    }

    /** A number of an address that is the same in every virtual machine, unlike the hash of a record with an enum in it. */
    static long number(Address address) {
        return bits(address.family().bits(), address.high(), address.low());
    }

    static long number(Prefix prefix) {
        return number(prefix.network()) * 31 + prefix.length();
    }

    private static long bits(long seed, long a, long b) {
        return mix(mix(mix(seed + 0x9e3779b97f4a7c15L) ^ a) + 0x9e3779b97f4a7c15L ^ b);
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** A Poisson variate: Knuth's product for small means, else the normal approximation. */
    static int poisson(SplittableRandom random, double mean) {
        if (mean > 40) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        int count = -1;
        for (double product = 1; product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
