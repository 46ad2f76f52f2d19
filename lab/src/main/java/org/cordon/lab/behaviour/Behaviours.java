package org.cordon.lab.behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What censors in Russia were seen to do from 2018 to 2026, each with the nettests that tell it from the others. */
final class Behaviours {
    private static final String NAME = "blocked.example";
    private static final String BLOCKED = "104.16.1.10";
    private static final String FREE = "104.18.1.10";
    private static final String HOME = "77.88.8.80";
    private static final int BOX = 9_443;

    private Behaviours() {}

    static List<Behaviour> all() {
        return Stream.of(byAddress(), byName(), byVolume(), byProtocol(), ofTheLink())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Behaviour> byAddress() {
        return List.of(
                Behaviour.of("open", "", "tcp,tls,http,mtproto", telegram(443, 80), web(FREE)),
                Behaviour.of(
                        "null_route", forward("ip daddr 149.154.160.0/20 drop"), "tcp", telegram(443, 80), web(FREE)),
                Behaviour.of(
                        "port_block",
                        forward("ip daddr 149.154.160.0/20 tcp dport 443 drop"),
                        "tcp",
                        telegram(443, 80, 5222)),
                Behaviour.of(
                        "operator_reject",
                        forward("ip daddr 104.16.0.0/16 ip protocol tcp reject with tcp reset\n"
                                + "ip daddr 104.17.0.0/16 reject with icmp admin-prohibited"),
                        "tcp",
                        web(BLOCKED),
                        web("104.17.1.10"),
                        web(FREE)));
    }

    private static List<Behaviour> byName() {
        return List.of(
                named("sni_1_reset", "tls", 443, "RESET"),
                named("sni_2_few_packets", "transfer", 443, "FEW_PACKETS"),
                named("sni_4_silence", "tls", 443, "SILENCE"),
                named("http_blockpage", "http", 80, "PAGE"),
                new Behaviour(
                        "dns_forged_address",
                        redirect("ip daddr 8.8.8.8 udp dport 53"),
                        List.of("forge", "--port", "" + BOX, "--answer", "104.20.1.10"),
                        "dns",
                        resolvers(),
                        1),
                new Behaviour(
                        "dns_forged_nxdomain",
                        redirect("ip daddr 8.8.8.8 udp dport 53"),
                        List.of("forge", "--port", "" + BOX),
                        "dns",
                        resolvers(),
                        1));
    }

    private static Behaviour named(String name, String test, int port, String act) {
        return Behaviour.of(
                        name,
                        redirect("ip daddr " + BLOCKED + " tcp dport " + port),
                        test,
                        target(BLOCKED, port, "hoster", NAME),
                        target(FREE, port, "hoster", NAME))
                .with(
                        "splice",
                        "--port",
                        "" + BOX,
                        "--to",
                        BLOCKED,
                        "--to-port",
                        "" + port,
                        "--name",
                        NAME,
                        "--act",
                        act);
    }

    private static List<String> resolvers() {
        return List.of(
                target("8.8.8.8", 53, "resolver", NAME),
                target("8.8.8.9", 53, "resolver", NAME),
                target("8.8.8.8", 853, "resolver", NAME));
    }

    private static List<Behaviour> byVolume() {
        String[] targets = {target(BLOCKED, 443, "hoster", NAME), target(HOME, 443, "domestic", "ya.example")};
        return List.of(
                Behaviour.of(
                        "freeze_after_16_kb",
                        forward(
                                "ip daddr 104.16.0.0/13 ct original bytes > 22000 drop\nip saddr 104.16.0.0/13 ct reply bytes > 22000 drop"),
                        "transfer",
                        targets),
                // what is too much for a flow is dropped and not delayed: policing, not shaping
                Behaviour.of(
                        "throttle",
                        forward(
                                "ip saddr 104.16.0.0/13 meter flows { tcp dport limit rate over 16 kbytes/second burst 4"
                                        + " kbytes } drop"),
                        "transfer",
                        targets),
                Behaviour.of(
                        "telegram_slow_down",
                        forward("ip daddr 149.154.160.0/20 numgen random mod 100 < 45 drop"),
                        "mtproto",
                        target("149.154.167.50", 443, "telegram", ""),
                        target("149.154.167.51", 443, "telegram", "")));
    }

    private static List<Behaviour> byProtocol() {
        return List.of(
                Behaviour.of(
                        "mtproto_recognised",
                        // the first word of the intermediate framing, behind a TCP header with timestamps
                        forward("ip daddr 149.154.160.0/20 @th,256,32 0xeeeeeeee drop"),
                        "mtproto",
                        target("149.154.167.50", 443, "telegram", "")),
                Behaviour.of(
                        "quic", forward("ip daddr 104.16.0.0/16 udp dport 443 drop"), "quic", web(BLOCKED), web(FREE)),
                Behaviour.of(
                                "udp_arms_tcp_block",
                                "set armed { type ipv4_addr; flags timeout; timeout 10m; }\n"
                                        + forward("ip daddr 104.16.0.0/13 udp dport 443 add @armed { ip saddr }\n"
                                                + "ip saddr @armed ip daddr 104.16.0.0/13 tcp dport 443 drop"),
                                "quic,tcp",
                                web(FREE))
                        .twice());
    }

    private static List<Behaviour> ofTheLink() {
        return List.of(
                Behaviour.of(
                        "mobile_allowlist",
                        // the handshake passes, and no word after it
                        forward(
                                "ip daddr 77.88.0.0/18 accept\nip saddr 77.88.0.0/18 accept\nip protocol tcp meta length > 100 drop"),
                        "tcp,tls",
                        many()),
                Behaviour.of("shutdown", forward("drop"), "tcp", many()));
    }

    /** Enough to tell the mode of the link: more than 50 at more than 10 providers, and two at home. */
    private static String[] many() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lines.add("104.19." + i + ".10,443,hoster,,provider" + i % 12);
        }
        lines.add(target(HOME, 443, "domestic", ""));
        lines.add(target("77.88.8.88", 443, "domestic", ""));
        return lines.toArray(String[]::new);
    }

    private static String telegram(int... ports) {
        List<String> lines = new ArrayList<>();
        for (int port : ports) {
            lines.add(target("149.154.167.50", port, "telegram", ""));
        }
        return String.join("\n", lines);
    }

    private static String web(String ip) {
        return target(ip, 443, "hoster", "");
    }

    private static String target(String ip, int port, String list, String host) {
        return ip + "," + port + "," + list + "," + host + ",";
    }

    private static String forward(String rules) {
        return "chain forward {\ntype filter hook forward priority 0\n" + rules + "\n}\n";
    }

    private static String redirect(String match) {
        return "chain box {\ntype nat hook prerouting priority -100\n" + match + " redirect to :" + BOX + "\n}\n";
    }
}
