package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.probe.Namespaces;
import org.cordon.probe.ProbeMain;
import org.cordon.probe.TestCertificate;
import org.cordon.probe.consent.ConsentFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole probe against Debian's microsocks and OpenVPN, and MTProxies of this test, in namespaces without a way out. */
final class RealProxiesTest {
    private static final String ADDRESS = "149.154.160.40";

    @TempDir
    Path folder;

    private static void require(String... tools) throws Exception {
        Namespaces.require();
        List<String> missing = Stream.of(tools)
                .filter(tool -> Stream.of("/usr/bin", "/usr/sbin").noneMatch(d -> Files.exists(Path.of(d, tool))))
                .toList();
        if (System.getenv("CI") != null) {
            assertEquals(List.of(), missing, "apt install " + String.join(" ", missing));
        }
        assumeTrue(missing.isEmpty(), () -> "skipped: apt install " + String.join(" ", missing));
    }

    /** Debian's OpenVPN without a tunnel device: what is asked here comes before any tunnel. */
    private String openvpn(String protocol, int port) {
        return "openvpn --dev null --proto " + protocol + " --local " + ADDRESS + " --lport " + port
                + " --tls-server --dh none --pkcs12 " + folder.resolve("vpn.example.p12")
                + " --askpass " + folder.resolve("password") + " --verb 3 >" + folder.resolve("openvpn-" + protocol)
                + " 2>&1 &";
    }

    private Map<String, String> measure(String list) throws Exception {
        TestCertificate.make(folder, "vpn.example");
        Files.writeString(folder.resolve("password"), TestCertificate.PASSWORD_TEXT);
        Path home = Files.createDirectories(folder.resolve("home"));
        new ConsentFile(home).remember(Set.of("socks5", "mtproxy", "openvpn"), Instant.EPOCH);
        Path proxies = Files.writeString(folder.resolve("proxies"), list);
        Path out = folder.resolve("out.jsonl");
        String far = String.join(
                " ",
                "microsocks -i " + ADDRESS + " -p 1080 -u anna -P s3cret &",
                openvpn("udp", 1194),
                openvpn("tcp-server", 1195),
                Namespaces.java(FarProxies.class));
        String probe = Namespaces.java(ProbeMain.class)
                + " run --once --lang en --hosted --tests socks5,mtproxy,openvpn --spacing 0s --timeout 3s"
                + " --connect-timeout 2s --home "
                + home + " --proxies " + proxies + " --out " + out;
        String said = Namespaces.inside(folder, "two-namespaces.sh", far, probe);
        assertTrue(Files.exists(out), said);
        Map<String, String> outcomes = new TreeMap<>();
        for (String line : Files.readAllLines(out)) {
            Observation o = new ObservationReader().read(line.getBytes());
            assertEquals("proxy", o.list());
            assertNull(o.host());
            String key = o.test() + " " + o.port()
                    + (o.pair() == null ? "" : " " + o.pair().arm());
            outcomes.merge(
                    key, o.failure() == null ? "ok" : o.failure().text(), (a, b) -> a.equals(b) ? a : a + ", " + b);
        }
        assertFalse(Files.readString(out).contains("s3cret")
                || Files.readString(out).contains(FarProxies.KEY));
        outcomes.put("said", said);
        return outcomes;
    }

    @Test
    void real_proxies_and_vpn_servers_are_found_working_and_what_goes_wrong_is_told_apart() throws Exception {
        require("microsocks", "openvpn");
        String mtproxy = "tg://proxy?server=" + ADDRESS + "&port=%d&secret=%s\n";
        Map<String, String> outcomes = measure("socks5://anna:s3cret@" + ADDRESS + ":1080\n"
                + mtproxy.formatted(8441, FarProxies.KEY)
                + mtproxy.formatted(8442, "dd" + FarProxies.KEY)
                + mtproxy.formatted(8443, FarProxies.EE)
                + mtproxy.formatted(8444, FarProxies.EE)
                + "openvpn+udp://" + ADDRESS + ":1194\n"
                + "openvpn+udp://" + ADDRESS + ":1999\n"
                + "openvpn+tcp://" + ADDRESS + ":1195\n");
        String said = outcomes.remove("said");
        Map<String, String> expected = new TreeMap<>(Map.of(
                "mtproxy 8441 handshake", "ok",
                "mtproxy 8442 handshake", "ok",
                "mtproxy 8443 handshake", "ok",
                "mtproxy 8444 handshake", "ok",
                "mtproxy 8441 req_pq", "ok",
                "mtproxy 8442 req_pq", "ok",
                "mtproxy 8443 req_pq", "ok",
                "mtproxy 8444 req_pq", "generic_timeout_error"));
        expected.putAll(Map.of(
                "openvpn 1194", "ok",
                "openvpn 1195", "ok",
                "openvpn 1999", "connection_refused",
                "socks5 1080", "ok"));
        assertEquals(expected, outcomes, said);
        assertTrue(said.contains("2 of 8 proxies do not work"), said);
    }
}
