package org.cordon.analysis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.cordon.analysis.cli.Ran.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.cordon.analysis.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One block, seen before and after its addresses changed hands: each time the edition of that day says whose they are. */
final class RangesInUseTest {
    private static final String BEFORE = "2018-04-16";
    private static final String AFTER = "2026-11-02";

    @TempDir
    Path dir;

    /** 18.184.0.0/15 dies for three probes after twenty minutes, while a control still reaches it. */
    private String world(String day) throws IOException {
        StringBuilder lines = new StringBuilder();
        int id = 0;
        for (int minute = 0; minute < 50; minute++) {
            for (String ip : List.of(
                    "18.184.0.2", "18.184.200.1", "18.185.10.1", "18.185.255.253", "18.183.255.254", "18.186.0.1")) {
                boolean dead = minute >= 20 && (ip.startsWith("18.184.") || ip.startsWith("18.185."));
                lines.append(
                        line(id++, "p" + minute % 3, "vantage\",\"cc\":\"RU\",\"asn\":12389", day, minute, ip, dead));
                lines.append(line(id++, "c", "control\",\"cc\":\"DE\",\"asn\":24940", day, minute, ip, false));
            }
        }
        return Files.writeString(dir.resolve(day + ".jsonl"), lines).toString();
    }

    private static String line(int id, String probe, String who, String day, int minute, String ip, boolean dead) {
        return String.format(
                "{\"v\":1,\"id\":\"%d\",\"probe\":\"%s\",\"role\":\"%s,\"at\":\"%sT05:%02d:00.000Z\",\"test\":\"tcp\","
                        + "\"ip\":\"%s\",\"port\":443,\"failure\":%s}%n",
                id, probe, who, day, minute, ip, dead ? "\"generic_timeout_error\",\"operation\":\"connect\"" : "null");
    }

    /** A folder as update-targets leaves it: from November 2026 on half of the prefix is Telegram's. */
    private String ranges() throws IOException {
        String amazon = "# made up\nprefix,region,service\n18.185.0.0/16,moon-1,EC2\n";
        String telegram = "# made up\nprefix,region,service\n18.184.0.0/16,,\n149.154.160.0/20,,\n";
        Files.writeString(dir.resolve("amazon.csv"), amazon);
        Files.writeString(dir.resolve("telegram.csv"), telegram);
        Files.writeString(
                dir.resolve("editions.csv"),
                "provider,from,file,sha256,source_sha256,source\n" + row("amazon", amazon) + row("telegram", telegram));
        return dir.toString();
    }

    private static String row(String provider, String text) {
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
            return provider + ",2026-11-01," + provider + ".csv," + sha256 + "," + sha256 + ",made up\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String providers(String... arguments) throws IOException {
        Ran ran = run(arguments);
        assertEquals(0, ran.status(), ran.err());
        JsonNode block = Json.mapper().readTree(ran.out()).at("/0");
        assertEquals("18.184.0.0/15", block.path("cidr").asText(), ran.out());
        return block.path("providers").toString();
    }

    @Test
    void detect_says_whose_a_block_is_by_the_edition_of_its_day() throws IOException {
        String ranges = ranges();
        String frankfurt = "[{\"provider\":\"amazon\",\"region\":\"eu-central-1\",\"addresses\":131072}]";
        assertEquals(frankfurt, providers("detect", "--ranges", ranges, world(BEFORE)));
        assertEquals(
                "[{\"provider\":\"amazon\",\"region\":\"moon-1\",\"addresses\":65536},"
                        + "{\"provider\":\"telegram\",\"addresses\":65536}]",
                providers("detect", "--ranges", ranges, world(AFTER)));
        assertEquals(frankfurt, providers("detect", world(AFTER)), "without --ranges the shipped ones");
    }

    @Test
    void collateral_takes_the_targets_own_space_of_that_day() throws IOException {
        String ranges = ranges();
        assertEquals(0, own("--ranges", ranges, world(BEFORE)));
        assertEquals(65_536, own("--ranges", ranges, world(AFTER)));
    }

    private static int own(String... arguments) throws IOException {
        Ran ran = run("collateral", "--format", "json", arguments[0], arguments[1], arguments[2]);
        assertEquals(0, ran.status(), ran.err());
        JsonNode damage = Json.mapper().readTree(ran.out()).at("/reports/0/damage");
        assertEquals(131_072, damage.path("addresses").asInt(), ran.out());
        return damage.path("target_addresses").asInt();
    }

    @Test
    void a_folder_without_editions_is_an_error_and_not_an_empty_edition() throws IOException {
        String world = world(BEFORE);
        for (String command : List.of("detect", "collateral")) {
            Ran ran = run(command, "--ranges", dir.resolve("typo").toString(), world);
            assertEquals(1, ran.status(), ran.out());
            assertTrue(ran.err().contains("typo holds no ranges that update-targets has fetched"), ran.err());
        }
    }
}
