package org.cordon.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.ObservationReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe as a process, in a sandbox that owns Telegram's real prefixes: every outcome under its own name. */
final class SixOutcomesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void namespaces_are_needed() throws IOException, InterruptedException {
        Namespaces.require();
    }

    // four seconds leave room for a SYN to be sent again: the first may be lost while neighbours find each other
    private Map<String, String> measure(String tests, String targets) throws Exception {
        Path list = Files.writeString(folder.resolve("targets.csv"), "ip,port,list\n" + targets);
        Path out = folder.resolve("observations.jsonl");
        String said = Namespaces.probe(
                folder,
                "run --once --lang en --i-consent --hosted --connect-timeout 4s --timeout 1s --tests " + tests,
                "--cc RU --asn 12389 --targets " + list + " --out " + out);
        Map<String, String> outcomes = new TreeMap<>();
        assertTrue(Files.exists(out), said);
        for (String line : Files.readAllLines(out)) {
            Observation o = new ObservationReader().read(line.getBytes());
            outcomes.put(o.ip() + " " + o.port(), o.succeeded() ? "ok" : o.failure() + " " + o.operation());
        }
        assertTrue(said.contains("unreachable from AS12389"), said);
        return outcomes;
    }

    @Test
    void tcp_tells_success_refusal_reset_timeout_and_both_kinds_of_unreachable_apart() throws Exception {
        Map<String, String> expected = new TreeMap<>(Map.ofEntries(
                Map.entry("149.154.160.10 443", "ok"),
                Map.entry("149.154.160.11 444", "connection_refused connect"),
                Map.entry("149.154.160.12 443", "generic_timeout_error connect"),
                Map.entry("149.154.160.13 443", "host_unreachable connect"),
                Map.entry("149.154.160.14 443", "network_unreachable connect"),
                Map.entry("149.154.160.15 443", "connection_refused connect"),
                Map.entry("149.154.160.16 443", "host_unreachable connect"),
                Map.entry("149.154.160.17 445", "connection_reset connect"),
                Map.entry("2001:67c:4e8::10 443", "ok"),
                Map.entry("2001:67c:4e8::11 444", "connection_refused connect"),
                Map.entry("2001:67c:4e8::12 443", "generic_timeout_error connect"),
                Map.entry("2001:67c:4e8::13 443", "host_unreachable connect"),
                Map.entry("2001:67c:4e8::14 443", "network_unreachable connect"),
                Map.entry("2001:67c:4e8::17 445", "connection_reset connect"),
                Map.entry("8.8.8.8 443", "network_unreachable connect")));
        assertEquals(expected, measure("tcp", targets(expected)));
    }

    @Test
    void tls_tells_silence_hanging_up_and_a_reset_apart() throws Exception {
        Map<String, String> expected = new TreeMap<>(Map.of(
                "149.154.160.10 443", "generic_timeout_error tls_handshake",
                "149.154.160.10 447", "connection_reset tls_handshake",
                "149.154.160.10 446", "eof_error tls_handshake",
                "149.154.160.12 443", "generic_timeout_error connect"));
        assertEquals(expected, measure("tls", targets(expected)));
    }

    private static String targets(Map<String, String> expected) {
        StringBuilder text = new StringBuilder();
        expected.keySet().forEach(key -> text.append(key.replace(' ', ',')).append(",telegram\n"));
        return text.toString();
    }
}
