package org.cordon.collector.gateway;

import io.javalin.http.Context;
import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/** Who is at the other end: the peer, or whom a proxy that the operator trusts names last. */
final class ClientAddress {
    private static final String FORWARDED = "X-Forwarded-For";
    private static final int LONGEST = 1_000;

    private final List<Prefix> proxies;

    /** @param proxies whose X-Forwarded-For is believed */
    ClientAddress(List<Prefix> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    /** @throws IllegalArgumentException if a trusted proxy names no address */
    Address of(Context ctx) {
        Address peer = Address.parse(ctx.ip().replaceAll("[\\[\\]]|%.*", ""));
        String forwarded = ctx.header(FORWARDED);
        if (forwarded == null || !trusts(peer)) {
            return peer;
        }
        if (forwarded.length() > LONGEST) {
            throw new IllegalArgumentException(FORWARDED + " is too long");
        }
        String[] hops = forwarded.split(",", -1);
        for (int i = hops.length - 1; i > 0; i--) {
            Address hop = Address.parse(hops[i].strip());
            if (!trusts(hop)) {
                return hop;
            }
        }
        return Address.parse(hops[0].strip());
    }

    private boolean trusts(Address address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }
}
