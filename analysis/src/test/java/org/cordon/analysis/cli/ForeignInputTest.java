package org.cordon.analysis.cli;

import static org.cordon.analysis.cli.Ran.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other projects' archives, read to the verdict. */
final class ForeignInputTest {
    private static final long START = Instant.parse("2018-04-16T05:00:00Z").getEpochSecond();

    @TempDir
    Path dir;

    /** Three probes of one network try one address every three minutes; from the 20th round on it answers no more. */
    private String atlas(String separator, String open, String close) throws IOException {
        List<String> results = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            for (int probe = 1; probe <= 3; probe++) {
                results.add(String.format(
                        "{\"af\":4,\"dst_addr\":\"149.154.167.99\",\"dst_port\":\"443\",\"msm_id\":7,\"prb_id\":%d,"
                                + "\"timestamp\":%d,\"type\":\"sslcert\",\"method\":\"TLS\",%s}",
                        probe,
                        START + round * 180 + probe * 20,
                        round < 20 ? "\"cert\":[\"x\"],\"rt\":80.5,\"ttc\":40.2" : "\"err\":\"connect: timeout\""));
            }
        }
        // archives are in no order of time
        Collections.shuffle(results, new Random(1));
        return Files.writeString(dir.resolve("atlas.json"), open + String.join(separator, results) + close)
                .toString();
    }

    @Test
    void atlas_results_in_no_order_show_the_block_of_a_single_address() throws Exception {
        String probes = Files.writeString(
                        dir.resolve("probes.json"),
                        "{\"objects\":[{\"id\":1,\"asn_v4\":12389,\"country_code\":\"RU\"},"
                                + "{\"id\":2,\"asn_v4\":12389,\"country_code\":\"RU\"},"
                                + "{\"id\":3,\"asn_v4\":12389,\"country_code\":\"RU\"}]}")
                .toString();
        Ran lines = run("detect", "--format", "csv", "--from", "atlas", "--probes", probes, atlas("\n", "", "\n"));
        assertEquals(0, lines.status(), lines.err());
        assertTrue(lines.err().contains("120 observations read, 0 repeated, 0 lines refused"), lines.err());
        assertEquals(2, lines.out().lines().count(), lines.out());
        assertTrue(lines.out().contains("RU,12389,149.154.167.99/32"), lines.out());
        Ran array = run("detect", "--format", "csv", "--from", "atlas", "--probes", probes, atlas(",", "[", "]"));
        assertEquals(lines.out(), array.out());
    }

    @Test
    void ooni_measurements_are_capped_per_network_and_hour() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int minute = 0; minute < 240; minute += 2) {
            lines.append(String.format(
                    "{\"measurement_start_time\":\"%s\",\"probe_asn\":\"AS12389\",\"probe_cc\":\"RU\",\"test_name\":\"telegram\","
                            + "\"report_id\":\"r%d\",\"test_keys\":{\"tcp_connect\":[{\"ip\":\"149.154.167.50\",\"port\":443,"
                            + "\"status\":{\"failure\":%s,\"success\":%s},\"t\":1}]}}%n",
                    Instant.ofEpochSecond(START + minute * 60L)
                            .toString()
                            .replace("T", " ")
                            .replace("Z", ""),
                    minute,
                    minute < 120 ? "null" : "\"generic_timeout_error\"",
                    minute < 120));
        }
        lines.append("{\"measurement_start_time\":\"2018-04-16 05:00:00\",\"test_name\":\"ndt\"}\n");
        String file = Files.writeString(dir.resolve("ooni.jsonl"), lines).toString();
        Ran ran = run("detect", "--format", "csv", "--from", "ooni", file);
        assertEquals(0, ran.status());
        assertTrue(ran.err().contains(file + ":121: 'test_name': 'ndt' is not read"), ran.err());
        assertTrue(ran.err().contains("120 observations read, 0 repeated, 1 lines refused"), ran.err());
        assertEquals(2, ran.out().lines().count(), ran.out());
        assertTrue(ran.out().contains("RU,12389,149.154.167.50/32"), ran.out());
    }
}
