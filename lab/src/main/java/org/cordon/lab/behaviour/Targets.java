package org.cordon.lab.behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the probes of the behaviours are sent to: lines of a target list (ip, port, list, host, provider). */
final class Targets {
    /** The name that the censor looks for. */
    static final String NAME = "blocked.example";

    /** In which the censor looks for it. */
    static final String FILTERED = "104.16.1.0/24";

    /** Where the box passes on what it lets through. */
    static final String FIRST_FILTERED = "104.16.1.10";

    /** What a resolver that lies says: somebody else's server, with another certificate. */
    static final String FORGED = "104.20.2.10";

    private Targets() {}

    /** The first {@code count} data centres, at each of these ports. */
    static List<String> telegram(int count, int... ports) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (int port : ports) {
                lines.add(target("149.154.167." + (50 + i), port, "telegram", ""));
            }
        }
        return lines;
    }

    /** Some hosts of one /24 of a hoster. @param net its first three bytes */
    static List<String> hoster(String net, int count, int port, String host) {
        List<String> lines = new ArrayList<>();
        for (int i = 10; i < 10 + count; i++) {
            lines.add(target(net + "." + i, port, "hoster", host));
        }
        return lines;
    }

    /** The same that the box looks at, and one that it does not. */
    static List<String> filtered(int count, int port) {
        return join(hoster("104.16.1", count, port, NAME), hoster("104.18.1", 1, port, NAME));
    }

    /** A server on this side of the border. */
    static List<String> home() {
        return List.of(target("77.88.8.80", 443, "domestic", "ya.example"));
    }

    /** Two resolvers over UDP, of which the first is lied for, and one over TLS. */
    static List<String> resolvers() {
        return List.of(
                target("8.8.8.8", 53, "resolver", NAME),
                target("8.8.8.9", 53, "resolver", NAME),
                target("8.8.8.8", 853, "resolver", NAME));
    }

    /** Enough to tell the mode of the link: more than 50 at more than 10 providers, and two at home. */
    static List<String> many() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lines.add("104.19." + i + ".10,443,hoster,,provider" + i % 12);
        }
        lines.add(target("77.88.8.81", 443, "domestic", ""));
        lines.add(target("77.88.8.88", 443, "domestic", ""));
        return lines;
    }

    @SafeVarargs
    static List<String> join(List<String>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }

    private static String target(String ip, int port, String list, String host) {
        return ip + "," + port + "," + list + "," + host + ",";
    }
}
