package org.cordon.analysis.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;

/**
 * Whose every address was at one moment, for millions of questions: the address space cut where any owner changes, with
 * the owners of every piece worked out beforehand.
 */
public final class ProviderSnapshot {
    private final SegmentIndex index;
    private final List<List<ProviderRange>> v4;
    private final List<List<ProviderRange>> v6;

    ProviderSnapshot(List<Prefix> prefixes, Function<Address, List<ProviderRange>> slow) {
        TreeSet<Address> cuts = new TreeSet<>();
        for (Prefix prefix : prefixes) {
            cuts.add(prefix.network());
            after(prefix.last(), cuts);
        }
        List<Address> v4starts = new ArrayList<>();
        List<Address> v6starts = new ArrayList<>();
        this.v4 = new ArrayList<>();
        this.v6 = new ArrayList<>();
        for (Address cut : cuts) {
            boolean isV4 = cut.family() == Family.IPV4;
            add(cut, slow.apply(cut), isV4 ? v4starts : v6starts, isV4 ? v4 : v6);
        }
        this.index = new SegmentIndex(
                v4starts.stream().mapToInt(a -> (int) (a.high() >>> 32)).toArray(),
                v6starts.stream().mapToLong(Address::high).toArray(),
                v6starts.stream().mapToLong(Address::low).toArray());
    }

    /** Adds the address after {@code last}, unless it is the last of its family. */
    private static void after(Address last, TreeSet<Address> cuts) {
        if (last.family() == Family.IPV4) {
            int bits = (int) (last.high() >>> 32);
            if (bits != -1) {
                cuts.add(Address.v4(bits + 1));
            }
        } else if (last.low() != -1) {
            cuts.add(new Address(Family.IPV6, last.high(), last.low() + 1));
        } else if (last.high() != -1) {
            cuts.add(new Address(Family.IPV6, last.high() + 1, 0));
        }
    }

    private static void add(
            Address cut, List<ProviderRange> owners, List<Address> starts, List<List<ProviderRange>> all) {
        if (all.isEmpty() || !all.get(all.size() - 1).equals(owners)) {
            starts.add(cut);
            all.add(List.copyOf(owners));
        }
    }

    /** Every provider's most specific range that holds {@code address}, by provider. */
    public List<ProviderRange> attribute(Address address) {
        int segment = index.find(address);
        List<List<ProviderRange>> all = address.family() == Family.IPV4 ? v4 : v6;
        return segment < 0 ? List.of() : all.get(segment);
    }
}
