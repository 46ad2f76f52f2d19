package org.cordon.lab.behaviour;

import static org.cordon.lab.behaviour.Targets.filtered;
import static org.cordon.lab.behaviour.Targets.home;
import static org.cordon.lab.behaviour.Targets.hoster;
import static org.cordon.lab.behaviour.Targets.join;
import static org.cordon.lab.behaviour.Targets.many;
import static org.cordon.lab.behaviour.Targets.resolvers;
import static org.cordon.lab.behaviour.Targets.telegram;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What censors in Russia were seen to do from 2018 to 2026, each with the nettests that tell it from the others. */
final class Behaviours {
    private static final int BOX = 9_443;
    private static final String TELEGRAM = "ip daddr 149.154.160.0/20 ";

    private Behaviours() {}

    static List<Behaviour> all() {
        return Stream.of(byAddress(), byName(), byResolver(), byVolume(), byProtocol(), ofTheLink())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Nobody is in the way: the nettests against the targets of the cases, those over TCP and those over UDP apart. What these
     * show, a block takes away.
     */
    static List<Behaviour> open() {
        return List.of(
                open("open", "tcp,tls,http,mtproto,transfer", behaviour -> true),
                open("open_udp", "dns,quic", behaviour -> behaviour.tests().matches("dns|quic.*")));
    }

    private static Behaviour open(String name, String tests, Predicate<Behaviour> whose) {
        List<String> targets = all().stream()
                .filter(whose)
                .flatMap(behaviour -> behaviour.targets().stream())
                .distinct()
                .toList();
        return Behaviour.of(name, "", tests, targets).gently();
    }

    private static List<Behaviour> byAddress() {
        List<String> web = hoster("104.18.1", 1, 443, "");
        return List.of(
                Behaviour.of("null_route", forward(TELEGRAM + "drop"), "tcp", join(telegram(6, 443, 80), web)),
                Behaviour.of("port_block", forward(TELEGRAM + "tcp dport 443 drop"), "tcp", telegram(6, 443, 80, 5222)),
                Behaviour.of(
                        "operator_reject",
                        forward("ip daddr 104.16.0.0/16 ip protocol tcp reject with tcp reset"),
                        "tcp",
                        join(hoster("104.16.1", 6, 443, ""), hoster("104.18.1", 6, 443, ""))),
                Behaviour.of(
                        "operator_unreachable",
                        forward("ip daddr 104.16.0.0/16 reject with icmp admin-prohibited"),
                        "tcp",
                        join(hoster("104.16.1", 6, 443, ""), hoster("104.18.1", 6, 443, ""))));
    }

    private static List<Behaviour> byName() {
        return List.of(
                named("sni_1_reset", "tls", filtered(10, 443), 443, "RESET"),
                named("sni_2_few_packets", "transfer", filtered(2, 443), 443, "FEW_PACKETS"),
                named("sni_4_silence", "tls", filtered(10, 443), 443, "SILENCE"),
                named("http_blockpage", "http", filtered(6, 80), 80, "PAGE"));
    }

    private static Behaviour named(String name, String test, List<String> targets, int port, String act) {
        String rules = redirect("ip daddr " + Targets.FILTERED + " tcp dport " + port);
        return Behaviour.of(name, rules, test, targets)
                .with(
                        "splice",
                        "--port",
                        "" + BOX,
                        "--to",
                        Targets.FIRST_FILTERED,
                        "--to-port",
                        "" + port,
                        "--name",
                        Targets.NAME,
                        "--act",
                        act);
    }

    private static List<Behaviour> byResolver() {
        String asked = redirect("ip daddr 8.8.8.8 udp dport 53");
        return List.of(
                Behaviour.of("dns_forged_address", asked, "dns", resolvers())
                        .with("forge", "--port", "" + BOX, "--answer", Targets.FORGED),
                Behaviour.of("dns_forged_nxdomain", asked, "dns", resolvers()).with("forge", "--port", "" + BOX));
    }

    private static List<Behaviour> byVolume() {
        List<String> targets = join(hoster("104.16.1", 2, 443, Targets.NAME), home());
        return List.of(
                Behaviour.of(
                        "freeze_after_16_kb",
                        forward("ip daddr 104.16.0.0/13 ct original bytes > 22000 drop\n"
                                + "ip saddr 104.16.0.0/13 ct reply bytes > 22000 drop"),
                        "transfer",
                        targets),
                // what is too much for a flow is dropped and not delayed: policing, not shaping
                Behaviour.of(
                        "throttle",
                        forward("ip saddr 104.16.0.0/13 meter flows { ip daddr . tcp dport limit rate over"
                                + " 16 kbytes/second burst 4 kbytes } drop"),
                        "transfer",
                        targets),
                Behaviour.of(
                        "telegram_slow_down",
                        forward(TELEGRAM + "numgen random mod 100 < 45 drop"),
                        "mtproto",
                        telegram(2, 443)));
    }

    private static List<Behaviour> byProtocol() {
        return List.of(
                // the first words of the framings that are not obfuscated, behind a TCP header with timestamps
                Behaviour.of(
                        "mtproto_recognised",
                        forward(TELEGRAM + "@th,256,32 0xeeeeeeee drop\n" + TELEGRAM + "@th,256,16 0xef0a drop"),
                        "mtproto",
                        telegram(2, 443)),
                Behaviour.of(
                        "quic",
                        forward("ip daddr 104.16.0.0/16 udp dport 443 drop"),
                        "quic",
                        join(hoster("104.16.1", 2, 443, ""), hoster("104.18.1", 1, 443, ""))),
                Behaviour.of(
                                "udp_arms_tcp_block",
                                "set armed { type ipv4_addr; flags timeout; timeout 10m; }\n"
                                        + forward("ip daddr 104.16.0.0/13 udp dport 443 add @armed { ip saddr }\n"
                                                + "ip saddr @armed ip daddr 104.16.0.0/13 tcp dport 443 drop"),
                                "quic,tcp",
                                // a probe that reaches nothing at all is offline
                                join(hoster("104.18.1", 6, 443, ""), telegram(6, 443)))
                        .twice());
    }

    private static List<Behaviour> ofTheLink() {
        return List.of(
                Behaviour.of(
                        "mobile_allowlist",
                        // the handshake passes, and no word after it
                        forward("ip daddr 77.88.0.0/18 accept\nip saddr 77.88.0.0/18 accept\n"
                                + "ip protocol tcp meta length > 100 drop"),
                        "tcp,tls",
                        many()),
                Behaviour.of("shutdown", forward("drop"), "tcp", many()),
                // the access line is down: the home's own router says so
                Behaviour.of("offline", forward("reject with icmp net-unreachable"), "tcp", many()),
                Behaviour.of("captive_portal", redirect("ip protocol tcp"), "tls,http", many())
                        .with("portal", "--port", "" + BOX));
    }

    private static String forward(String rules) {
        return "chain forward {\ntype filter hook forward priority 0\n" + rules + "\n}\n";
    }

    private static String redirect(String match) {
        return "chain box {\ntype nat hook prerouting priority -100\n" + match + " redirect to :" + BOX + "\n}\n";
    }
}
