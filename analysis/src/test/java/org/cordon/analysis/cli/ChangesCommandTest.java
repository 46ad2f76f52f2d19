package org.cordon.analysis.cli;

import static org.cordon.analysis.cli.Ran.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cordon.analysis.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChangesCommandTest {
    @TempDir
    Path dir;

    private String dump(String name, String updated, String... prefixes) throws IOException {
        StringBuilder text = new StringBuilder("Updated: " + updated + "\n");
        for (String prefix : prefixes) {
            text.append(prefix).append(";;;Генпрокуратура;27-31-2018/Ид2971-18;2018-04-16\n");
        }
        return Files.writeString(dir.resolve(name), text, Charset.forName("windows-1251"))
                .toString();
    }

    @Test
    void what_came_and_what_went_is_told_with_its_owners() throws Exception {
        String monday = dump("monday.csv", "2018-04-16 18:00:00 +0000", "18.184.0.0/15", "91.108.4.0/22");
        String tuesday = dump(
                "tuesday.csv",
                "2018-04-17 18:00:00 +0000",
                "18.184.0.0/15",
                "18.184.7.0/24",
                "52.28.0.0/15",
                "91.108.4.0/23");
        Ran ran = run("changes", "--format", "json", monday, tuesday);
        assertEquals(0, ran.status(), ran.err());
        JsonNode changes = Json.mapper().readTree(ran.out());
        assertEquals("2018-04-16T18:00:00.000Z", changes.at("/from").asText());
        assertEquals("2018-04-17T18:00:00.000Z", changes.at("/to").asText());
        // 18.184.7.0/24 lies in what was listed before, 91.108.4.0/23 in what still is
        assertEquals(131_072, changes.at("/added/addresses").asLong());
        assertEquals(
                "[\"18.184.7.0/24\",\"52.28.0.0/15\",\"91.108.4.0/23\"]",
                changes.at("/added/prefixes").toString());
        assertEquals(512, changes.at("/removed/addresses").asLong());
        assertEquals("[\"91.108.4.0/22\"]", changes.at("/removed/prefixes").toString());
        assertEquals(131_072, share(changes, "amazon").get("added").asLong());
        assertEquals(512, share(changes, "telegram").get("removed").asLong());
        String text = run("changes", monday, tuesday).out();
        assertTrue(text.contains("added: 3 prefixes, 131,072 addresses"), text);
        assertTrue(text.contains("removed: 1 prefixes, 512 addresses"), text);
    }

    private static JsonNode share(JsonNode changes, String provider) {
        for (JsonNode share : changes.get("providers")) {
            if (share.get("provider").asText().equals(provider)) {
                return share;
            }
        }
        throw new AssertionError(provider + " is not in " + changes);
    }

    @Test
    void an_edition_that_tells_no_time_is_compared_all_the_same() throws Exception {
        String monday = dump("monday.csv", "2018-04-16 18:00:00 +0000", "18.184.0.0/15");
        String undated = dump("undated.csv", "yesterday", "18.184.0.0/15", "52.28.0.0/15");
        Ran ran = run("changes", monday, undated);
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().contains("added: 1 prefixes, 131,072 addresses"), ran.out());
    }

    @Test
    void editions_in_the_wrong_order_are_bad_usage() throws Exception {
        String monday = dump("monday.csv", "2018-04-16 18:00:00 +0000", "18.184.0.0/15");
        String tuesday = dump("tuesday.csv", "2018-04-17 18:00:00 +0000", "18.184.0.0/15");
        Ran ran = run("changes", tuesday, monday);
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains("is younger than the newer"), ran.err());
    }

    @Test
    void of_an_edition_that_was_cut_short_nothing_is_said_to_be_removed() throws Exception {
        String monday = dump("monday.csv", "2018-04-16 18:00:00 +0000", "18.184.0.0/15", "91.108.4.0/22");
        String tuesday = dump("tuesday.csv", "2018-04-17 18:00:00 +0000", "18.184.0.0/15");
        Path cut = Path.of(tuesday);
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 14));
        Ran ran = run("changes", monday, tuesday);
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().contains("removed: unknown, the newer edition was cut short"), ran.out());
        assertFalse(ran.out().contains("91.108.4.0/22"), ran.out());
    }
}
