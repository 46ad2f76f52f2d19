package org.cordon.collector.words;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cordon.analysis.targets.ProviderShare;

/** Whose addresses they are, in words: "Amazon, Frankfurt", "mostly Google", "partly Amazon and Google". */
final class Owners {
    /** So much belongs to somebody when it is said to be theirs. */
    private static final double WHOLE = 0.95;

    private static final double MOST = 0.5;

    private final Phrases phrases;

    Owners(Phrases phrases) {
        this.phrases = phrases;
    }

    /** Says it; nothing where no provider's list names any of the {@code addresses}. */
    String say(List<ProviderShare> shares, BigInteger addresses) {
        Map<String, BigInteger> sums = new LinkedHashMap<>();
        shares.forEach(s -> sums.merge(s.provider(), s.addresses(), BigInteger::add));
        List<String> owners = sums.entrySet().stream()
                .sorted(Map.Entry.<String, BigInteger>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
        if (owners.isEmpty()) {
            return "";
        }
        String first = owners.get(0);
        double part = Objects.requireNonNull(sums.get(first)).doubleValue() / addresses.doubleValue();
        if (part >= WHOLE) {
            return region(shares, first, addresses);
        }
        if (part > MOST) {
            return phrases.say("owner.mostly", "owner", provider(first));
        }
        return phrases.say(
                "owner.partly",
                "owner",
                phrases.list(owners.stream().map(this::provider).toList(), 3));
    }

    /** The owner with its region, where nearly all is in one. */
    private String region(List<ProviderShare> shares, String owner, BigInteger addresses) {
        for (ProviderShare share : shares) {
            boolean whole = share.addresses().doubleValue() >= WHOLE * addresses.doubleValue();
            String region = share.region();
            if (share.provider().equals(owner) && whole && region != null) {
                return provider(owner) + ", " + place(region);
            }
        }
        return provider(owner);
    }

    /** A provider's name as it writes it itself. */
    String provider(String id) {
        return phrases.has("provider." + id) ? phrases.say("provider." + id) : id;
    }

    /** The city that a provider's region stands for; the region's own name where that is not known. */
    private String place(String region) {
        return phrases.has("region." + region) ? phrases.say("region." + region) : region;
    }
}
