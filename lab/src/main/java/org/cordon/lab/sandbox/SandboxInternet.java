package org.cordon.lab.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Scenario.Network;

/**
 * The internet of one scenario. {@code far} owns every prefix that the scenario speaks of (AnyIP: all their addresses are
 * local there); each network has a router between its probes and {@code far}; each probe sits in a namespace of its own
 * behind that router.
 *
 * <pre>
 *   probe-12389-1 ─┐
 *   probe-12389-2 ─┼─ router-12389 ─┐
 *   probe-12389-3 ─┘                ├─ far (149.154.160.0/20, 18.184.0.0/15, …)
 *   probe-24940-1 ─── router-24940 ─┤
 *                                   └─ collector
 * </pre>
 *
 * No namespace has a default route, and none is connected to the machine's own: there is no way out.
 */
public final class SandboxInternet {
    /** Says to the probe's guard that this is the sandbox; lives on a tmpfs that only the sandbox sees. */
    public static final Path MARKER = Path.of("/run/cordon-sandbox");

    /** Where the collector lives: an address that no target can have. */
    public static final String COLLECTOR = "10.254.0.2";

    private static final String COLLECTORS = "10.254.0.0/30";
    private static final String COLLECTORS_GATE = "10.254.0.1";

    private final Namespace far;
    private final Namespace collector;
    private final Map<Long, Namespace> routers = new LinkedHashMap<>();
    private final Map<Long, List<Namespace>> probes = new LinkedHashMap<>();
    private final List<Prefix> owned;

    private SandboxInternet(Scenario scenario) throws SandboxFailure {
        owned = owned(scenario);
        far = Namespace.create("far");
        List<String> routes = new ArrayList<>();
        owned.forEach(prefix -> routes.add("route add local " + prefix + " dev lo"));
        far.ip(routes.toArray(String[]::new));
        collector = connectCollector();
        int number = 1;
        for (Network network : scenario.networks()) {
            connect(network, number++);
        }
    }

    /**
     * Builds the internet of {@code scenario} in this mount and user namespace, which must be the sandbox's own.
     *
     * @throws SandboxFailure if the machine cannot do it; says what is missing
     */
    public static SandboxInternet build(Scenario scenario) throws SandboxFailure {
        requireNoWayOut();
        Tool.run(List.of("mount", "-t", "tmpfs", "tmpfs", "/run"), "");
        Tool.run(List.of("ip", "link", "set", "lo", "up"), "");
        try {
            Files.createFile(MARKER);
        } catch (IOException e) {
            throw new SandboxFailure("cannot mark the sandbox: " + e.getMessage());
        }
        return new SandboxInternet(scenario);
    }

    /** What stands in a network that is connected to anything is no sandbox; and it would be left there. */
    private static void requireNoWayOut() throws SandboxFailure {
        String links = Tool.run(List.of("ip", "-o", "link", "show"), "");
        if (!links.lines().allMatch(line -> line.contains(" lo: "))) {
            throw new SandboxFailure(
                    "This is not a network namespace of its own, and nothing was changed. Start it with"
                            + " ./demo, or inside: unshare -Urnmpf --kill-child --mount-proc");
        }
    }

    /** Every prefix that a target may lie in: what is listed, what is blocked, and the space beside each block. */
    private static List<Prefix> owned(Scenario scenario) {
        List<Prefix> prefixes = new ArrayList<>();
        scenario.targets().forEach(group -> prefixes.add(group.cidr()));
        scenario.blocks().forEach(block -> {
            prefixes.add(block.cidr());
            // a target sits a few addresses beyond either edge
            prefixes.add(
                    new Prefix(beside(block.cidr(), -1), block.cidr().family().bits() - 4));
            prefixes.add(
                    new Prefix(beside(block.cidr(), 1), block.cidr().family().bits() - 4));
        });
        return PrefixSet.aggregate(prefixes);
    }

    private static Address beside(Prefix prefix, int direction) {
        long edge = (direction < 0 ? prefix.network() : prefix.last()).high() >>> 32;
        return Address.v4((int) (edge + direction));
    }

    /** The collector hangs on the far end, which passes on what goes to it and to nobody else. */
    private Namespace connectCollector() throws SandboxFailure {
        Namespace home = Namespace.create("collector");
        home.ip(
                "link add eth0 type veth peer name collector netns far",
                "addr add " + COLLECTOR + "/30 dev eth0",
                "link set eth0 up");
        far.ip("addr add " + COLLECTORS_GATE + "/30 dev collector", "link set collector up");
        far.sysctl("net.ipv4.ip_forward=1");
        home.ip("route add 10.0.0.0/9 via " + COLLECTORS_GATE);
        return home;
    }

    /** Networks and probes are numbered; their addresses are private ones that no target can have. */
    private void connect(Network network, int number) throws SandboxFailure {
        Namespace router = Namespace.create("router-" + network.asn());
        routers.put(network.asn(), router);
        String farSide = "10.255." + number + ".1";
        String routerSide = "10.255." + number + ".2";
        router.ip(
                "link add far0 type veth peer name net" + number + " netns far",
                "addr add " + routerSide + "/30 dev far0",
                "link set far0 up");
        far.ip(
                "addr add " + farSide + "/30 dev net" + number,
                "link set net" + number + " up",
                "route add 10." + number + ".0.0/16 via " + routerSide);
        router.sysctl("net.ipv4.ip_forward=1");
        // without these most refusals by ICMP are swallowed by the kernel's own rate limit
        router.sysctl("net.ipv4.icmp_ratelimit=0");
        route(router, farSide);
        List<Namespace> connected = new ArrayList<>();
        for (int probe = 1; probe <= network.probes(); probe++) {
            connected.add(probe(network, router, number, probe));
        }
        probes.put(network.asn(), List.copyOf(connected));
    }

    private Namespace probe(Network network, Namespace router, int number, int probe) throws SandboxFailure {
        Namespace home = Namespace.create("probe-" + network.asn() + "-" + probe);
        String gateway = "10." + number + "." + probe + ".1";
        router.ip(
                "link add home" + probe + " type veth peer name eth0 netns " + home.name(),
                "addr add " + gateway + "/24 dev home" + probe,
                "link set home" + probe + " up");
        home.ip("addr add 10." + number + "." + probe + ".2/24 dev eth0", "link set eth0 up");
        route(home, gateway);
        return home;
    }

    /** Explicit routes, one for each prefix: a default route would be a way out if anything ever went wrong. */
    private void route(Namespace namespace, String gateway) throws SandboxFailure {
        namespace.ip(Stream.concat(owned.stream().map(Prefix::toString), Stream.of(COLLECTORS))
                .map(prefix -> "route add " + prefix + " via " + gateway)
                .toArray(String[]::new));
    }

    /** Drops every packet between a network's probe {@code number} (from 1) and the collector, until {@link #mend}. */
    public void cut(Network network, int number) throws SandboxFailure {
        router(network)
                .nft("table ip way {\nchain forward {\ntype filter hook forward priority -1\niif home" + number
                        + " ip daddr " + COLLECTORS + " drop\noif home" + number + " ip saddr " + COLLECTORS
                        + " drop\n}\n}\n");
    }

    /** Undoes every {@link #cut} of that network. */
    public void mend(Network network) throws SandboxFailure {
        router(network).nft("delete table ip way\n");
    }

    /** The home of the collector. */
    public Namespace collector() {
        return collector;
    }

    public Namespace far() {
        return far;
    }

    /** The homes of a network's probes, one each. */
    public List<Namespace> probes(Network network) {
        return probes.getOrDefault(network.asn(), List.of());
    }

    /** The router of a network. */
    public Namespace router(Network network) {
        Namespace router = routers.get(network.asn());
        if (router == null) {
            throw new IllegalArgumentException("this internet has no AS" + network.asn());
        }
        return router;
    }
}
