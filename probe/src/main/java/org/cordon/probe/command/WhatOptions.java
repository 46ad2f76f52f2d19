package org.cordon.probe.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.cordon.analysis.targets.TargetList;
import org.cordon.probe.dns.SystemResolver;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.nettest.Nettest;
import org.cordon.probe.nettest.Nettests;
import org.cordon.probe.nettest.ProxyNettest;
import org.cordon.probe.nettest.Variant;
import org.cordon.probe.privacy.OwnTraces;
import org.cordon.probe.proxies.Proxy;
import org.cordon.probe.proxies.ProxyList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is measured, and with which nettests. */
final class WhatOptions {

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description = "CSV with the columns ip, port, list (default: published addresses of Telegram and Google).")
    @Nullable
    Path targets;

    @Option(
            names = "--tests",
            paramLabel = "NAMES",
            defaultValue = "tcp,tls",
            description = "Nettests, separated by commas (default: ${DEFAULT-VALUE}).")
    String tests = "tcp,tls";

    @Option(
            names = "--proxies",
            paramLabel = "FILE",
            description =
                    "Proxies and VPN servers for the nettests socks5, mtproxy and openvpn, one a line: socks5://…,"
                            + " tg://proxy?…, openvpn+udp://… or openvpn+tcp://… (default: none). Asks for a consent of"
                            + " its own.")
    @Nullable
    Path proxies;

    @Option(
            names = "--without",
            paramLabel = "NAMES",
            split = ",",
            description = "Leaves out these nettests, separated by commas or said again.")
    List<String> without = List.of();

    @Option(
            names = "--ntp",
            paramLabel = "SERVERS",
            split = ",",
            description =
                    "NTP servers (address or name, with :PORT if it is not 123) that are asked for the time before"
                            + " each run; the observations' times are corrected by the middle one of what they say"
                            + " (default: none).")
    List<String> ntp = List.of();

    /** The servers of {@code --ntp}; a name that cannot be resolved gives one that will not answer. */
    List<InetSocketAddress> ntpServers() {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String text : ntp) {
            int colon = text.indexOf(':') == text.lastIndexOf(':') ? text.indexOf(':') : -1;
            String host = colon < 0 ? text : text.substring(0, colon);
            String port = colon < 0 ? "123" : text.substring(colon + 1);
            if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
                throw new TypeConversionException("--ntp: '" + text + "' has no port that can be");
            }
            servers.add(new InetSocketAddress(host, Integer.parseInt(port)));
        }
        return servers;
    }

    /** The usable targets; lines that were refused are told to {@code err}. */
    List<Target> readTargets(PrintWriter err) throws IOException {
        TargetList list = read();
        list.refusals().forEach(refusal -> err.println(name() + ", line " + refusal.line() + ": " + refusal.reason()));
        if (list.targets().isEmpty()) {
            throw new IOException(name() + " holds no target that may be contacted.");
        }
        return withSystemResolver(list.targets());
    }

    /** The proxies that {@code nettests} are to test; lines that were refused are told to {@code err}. */
    List<Proxy> readProxies(List<Nettest> nettests, PrintWriter err) throws IOException {
        if (proxies == null) {
            return List.of();
        }
        Path file = proxies;
        OwnTraces own = OwnTraces.now();
        ProxyList list;
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            list = ProxyList.read(reader, own::isAddress);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": is no text in UTF-8", e);
        }
        list.refusals().forEach(refusal -> err.println(file + ", line " + refusal.line() + ": " + refusal.reason()));
        List<Proxy> wanted = list.proxies().stream()
                .filter(proxy -> nettests.stream()
                        .anyMatch(test -> test.name().equals(proxy.access().test())))
                .toList();
        if (wanted.isEmpty()) {
            throw new IOException(file + " holds no proxy that the nettests of --tests may contact.");
        }
        return wanted;
    }

    /** Whatever resolvers are asked, the system's own is asked too: it is the one that a provider can make lie. */
    private static List<Target> withSystemResolver(List<Target> targets) {
        Set<String> names = new HashSet<>();
        List<Target> all = new ArrayList<>(targets);
        targets.stream()
                .filter(target -> target.list().equals(Nettests.RESOLVERS) && target.host() != null)
                .filter(target -> names.add(String.valueOf(target.host())))
                .forEach(target -> SystemResolver.address().ifPresent(ip -> all.add(system(ip, target.host()))));
        return all;
    }

    private static Target system(Address ip, @Nullable String host) {
        return new Target(ip, 53, Nettests.RESOLVERS, host, null, null, Nettests.SYSTEM_RESOLVER, null, null, false);
    }

    private TargetList read() throws IOException {
        OwnTraces own = OwnTraces.now();
        if (targets == null) {
            return TargetList.bundled(own::isAddress);
        }
        try (var reader = Files.newBufferedReader(targets, StandardCharsets.UTF_8)) {
            return TargetList.read(reader, own::isAddress);
        } catch (FileSystemException e) {
            throw e;
        } catch (CharacterCodingException e) {
            throw new IOException(name() + ": is no text in UTF-8", e);
        } catch (IOException e) {
            throw new IOException(name() + ": " + e.getMessage(), e);
        }
    }

    private String name() {
        return targets == null ? "the bundled target list" : targets.toString();
    }

    List<Nettest> nettests() {
        List<Nettest> wanted = parse("--tests", tests);
        List<Nettest> unwanted = without.isEmpty() ? List.of() : parse("--without", String.join(",", without));
        List<Nettest> left =
                wanted.stream().filter(test -> !unwanted.contains(test)).toList();
        if (left.isEmpty()) {
            throw new TypeConversionException("--without leaves no nettest of " + tests);
        }
        List<String> aboutProxies =
                left.stream().filter(Nettest::isAboutProxies).map(Nettest::name).toList();
        if (proxies == null && !aboutProxies.isEmpty()) {
            throw new TypeConversionException(
                    "--tests: " + String.join(", ", aboutProxies) + " needs a list of your own: --proxies FILE");
        }
        if (proxies != null && aboutProxies.isEmpty()) {
            throw new TypeConversionException(
                    "--proxies is of use only with --tests socks5, mtproxy or openvpn: none is tested unasked");
        }
        return left;
    }

    private static List<Nettest> parse(String option, String names) {
        try {
            return Nettests.parse(names);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(option + ": " + e.getMessage());
        }
    }

    /** Every nettest against every target and proxy that it is meant for, in all its variants; names at a sibling prefix too. */
    static List<Attempt> attempts(List<Nettest> nettests, List<Target> targets, List<Proxy> proxies) {
        List<Attempt> attempts = new ArrayList<>();
        Map<List<Object>, Integer> groups = new HashMap<>();
        Siblings siblings = new Siblings(targets);
        for (Target target : targets) {
            for (Nettest test : nettests) {
                if (test.suits(target)) {
                    int group = groups.computeIfAbsent(
                            List.of(test.name(), test.comparedBy(target)), key -> groups.size() + 1);
                    for (Variant variant : test.variants(target)) {
                        attempts.add(new Attempt(test, target, variant, group, 0));
                    }
                    if (test.name().equals("tls")) {
                        siblings.of(target)
                                .ifPresent(sibling ->
                                        attempts.add(new Attempt(test, sibling, Siblings.variant(target), group, 0)));
                    }
                }
            }
        }
        int group = groups.size();
        for (Proxy proxy : proxies) {
            ProxyNettest test = Nettests.forProxy(proxy.access());
            group++;
            for (Variant variant : test.variants(proxy.target())) {
                attempts.add(new Attempt(test, proxy.target(), variant, group, 0));
            }
        }
        return attempts;
    }
}
