package org.cordon.probe.privacy;

import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/** Machines with something to hide, and one with nothing. */
public final class TestTraces {
    public static final OwnTraces NONE = new OwnTraces(List.of(), List.of(), List.of(), List.of());

    /** A laptop behind a home router whose provider runs a resolver at 185.99.3.2. */
    static final OwnTraces LAPTOP = new OwnTraces(
            List.of(Address.parse("185.220.77.13"), Address.parse("2a02:2168:1::77")),
            List.of(Prefix.parse("185.220.77.0/24"), Prefix.parse("2a02:2168:1::/64")),
            List.of(Address.parse("185.99.3.2"), Address.parse("8.8.8.8")),
            List.of("anna-notebook", "annasecretova", "/home/annasecretova", "02:5e:a7:9c:11:d3", "root", "ok"));

    private TestTraces() {}
}
