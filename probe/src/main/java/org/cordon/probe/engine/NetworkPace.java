package org.cordon.probe.engine;

import java.util.HashMap;
import java.util.Map;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/** A token bucket for each /24 (IPv6: /48), so that random order never becomes a burst at one network. */
final class NetworkPace {
    private static final int V4 = 24;
    private static final int V6 = 48;

    private final double perSecond;
    private final Map<Prefix, TokenBucket> buckets = new HashMap<>();

    /** @param perSecond new connections a second to one network, at most; infinite where nothing bounds them */
    NetworkPace(double perSecond) {
        this.perSecond = perSecond;
    }

    /** The earliest moment at which {@code address} may be tried, as far as its network is concerned. */
    long due(Address address, long now) {
        if (Double.isInfinite(perSecond)) {
            return now;
        }
        TokenBucket bucket = buckets.computeIfAbsent(network(address), prefix -> new TokenBucket(perSecond, now));
        return bucket.has(now) ? now : now + bucket.nanosToNext();
    }

    /** Notes an attempt; only after {@link #due} has said that it may be made. */
    void tried(Address address) {
        TokenBucket bucket = buckets.get(network(address));
        if (bucket != null) {
            bucket.take();
        }
    }

    private static Prefix network(Address address) {
        return new Prefix(address, address.family().bits() == 32 ? V4 : V6);
    }
}
