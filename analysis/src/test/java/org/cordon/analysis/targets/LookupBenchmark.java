package org.cordon.analysis.targets;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;

/**
 * Look-ups a second on one core, for random public addresses. Run, after {@code ./mvnw -pl analysis test-compile}:
 *
 * <pre>java -cp analysis/target/classes:analysis/target/test-classes org.cordon.analysis.targets.LookupBenchmark</pre>
 */
final class LookupBenchmark {
    private static final int ADDRESSES = 1 << 20;

    private LookupBenchmark() {}

    public static void main(String[] args) {
        SplittableRandom random = new SplittableRandom(1);
        Address[] addresses = new Address[ADDRESSES];
        for (int i = 0; i < ADDRESSES; i++) {
            addresses[i] = Address.v4((1 + random.nextInt(223)) << 24 | random.nextInt(1 << 24));
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        AddressOrigin origin = AddressOrigin.bundled();
        System.out.printf("origins loaded in %.2f s%n", (threads.getCurrentThreadCpuTime() - start) / 1e9);
        Instant when = Instant.parse("2026-11-23T00:00:00Z");
        ProviderRanges ranges = ProviderRanges.bundled();
        start = threads.getCurrentThreadCpuTime();
        ProviderSnapshot snapshot = ranges.at(when);
        System.out.printf("ranges of a moment prepared in %.2f s%n", (threads.getCurrentThreadCpuTime() - start) / 1e9);
        Address[] half = half(ranges, when, addresses, random);
        for (int round = 1; round <= 3; round++) {
            report("all of it, half of the addresses a provider's", half, a -> {
                String country = origin.country(a);
                return origin.asn(a)
                        + (country == null ? 0 : 1)
                        + snapshot.attribute(a).size();
            });
            report("origin AS", addresses, origin::asn);
            report("country", addresses, a -> origin.country(a) == null ? 0 : 1);
            report("providers", addresses, a -> snapshot.attribute(a).size());
        }
    }

    /** Every second address inside a range that some provider publishes: more interesting than most of the Internet. */
    private static Address[] half(ProviderRanges ranges, Instant when, Address[] random, SplittableRandom chances) {
        List<Prefix> prefixes = ranges.editions().stream()
                .filter(e -> ranges.edition(e.provider(), when).orElseThrow() == e)
                .flatMap(e -> e.prefixes().stream())
                .filter(prefix -> prefix.family() == Family.IPV4)
                .toList();
        Address[] half = random.clone();
        for (int i = 0; i < half.length; i += 2) {
            Prefix prefix = prefixes.get(chances.nextInt(prefixes.size()));
            int offset = chances.nextInt(1 << (32 - prefix.length()));
            half[i] = Address.v4((int) (prefix.network().high() >>> 32) + offset);
        }
        return half;
    }

    private static void report(String what, Address[] addresses, ToLongFunction<Address> lookup) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long sum = 0;
        for (Address address : addresses) {
            sum += lookup.applyAsLong(address);
        }
        double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        System.out.printf("%s: %.1f million/s (checksum %d)%n", what, addresses.length / seconds / 1e6, sum);
    }
}
