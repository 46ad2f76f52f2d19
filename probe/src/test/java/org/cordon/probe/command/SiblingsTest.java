package org.cordon.probe.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.nettest.Nettests;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SiblingsTest {
    private static Target target(String ip, int port, String list, @Nullable String host) {
        return new Target(Address.parse(ip), port, list, host, null, null, "test", null, null, false);
    }

    private static final Target SHOP = target("18.184.3.4", 443, "collateral", "shop.example");

    private static List<String> arms(Target... others) {
        List<Target> all = Stream.concat(Stream.of(SHOP), Stream.of(others)).toList();
        List<Attempt> attempts = WhatOptions.attempts(Nettests.parse("tls"), all, List.of());
        int group = attempts.get(0).group();
        return attempts.stream()
                .filter(attempt -> attempt.group() == group)
                .map(a -> a.variant().arm() + " " + a.target().ip() + " "
                        + a.variant().host())
                .toList();
    }

    @Test
    void a_name_is_also_asked_for_at_a_sibling_prefix_in_the_same_pair() {
        assertEquals(
                List.of(
                        "target 18.184.3.4 shop.example",
                        "neutral 18.184.3.4 www.example.com",
                        "none 18.184.3.4 null",
                        "target-tls12 18.184.3.4 shop.example",
                        "target-browser 18.184.3.4 shop.example",
                        "sibling 18.186.3.4 shop.example"),
                arms(target("18.186.3.4", 443, "amazon", null)));
    }

    @Test
    void neighbours_other_ports_other_families_and_resolvers_are_no_siblings() {
        assertEquals(
                5,
                arms(
                                target("18.184.200.1", 443, "amazon", null),
                                target("18.186.3.4", 8443, "amazon", null),
                                target("2a00:1450::1", 443, "google", null),
                                target("8.8.8.8", 443, Nettests.RESOLVERS, "shop.example"))
                        .size());
    }
}
