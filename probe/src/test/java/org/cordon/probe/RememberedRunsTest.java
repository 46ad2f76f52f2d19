package org.cordon.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cordon.probe.command.ProbeCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status} and {@code history} tell after real runs in the sandbox. */
final class RememberedRunsTest {
    @TempDir
    Path folder;

    private String tell(String... args) {
        StringWriter out = new StringWriter();
        int status = ProbeCommand.commandLine(args)
                .setOut(new PrintWriter(out, true))
                .execute(args);
        assertEquals(0, status, out.toString());
        return out.toString();
    }

    @Test
    void what_runs_found_is_told_in_three_languages_and_as_json_and_can_be_forgotten() throws Exception {
        Namespaces.require();
        Path list = Files.writeString(folder.resolve("targets.csv"), """
                ip,port,list,region
                149.154.160.10,443,telegram,DC1
                149.154.160.11,444,telegram,DC2
                """);
        String home = folder.resolve("home").toString();
        for (int run = 0; run < 2; run++) {
            Namespaces.probe(
                    folder,
                    "run --once --lang en --i-consent --hosted --tests tcp,tls --without tls",
                    "--cc RU --asn 12389 --targets " + list + " --home " + home);
        }
        String status = tell("status", "--home", home, "--lang", "en");
        assertTrue(status.startsWith("No probe is running here.\nNobody has agreed to anything here yet.\n"), status);
        assertTrue(
                status.contains(
                        "Telegram: 1 of 2 data centres unreachable from AS12389; your own connection was fine."),
                status);
        assertTrue(status.contains("\n4 observations wait for a collector; 0 were lost so far."), status);
        assertTrue(tell("status", "--home", home, "--lang", "ru").contains("недоступно дата-центров: 1 из 2"), "ru");
        assertTrue(tell("history", "--home", home, "--lang", "fr").contains("1 centres de données sur 2"), "fr");
        String json = tell("history", "--home", home, "--json", "--last", "1");
        assertEquals(1, json.lines().count());
        assertTrue(json.contains("\"observations\":2"), json);
        assertTrue(json.contains("\"telegram\":{\"unreachable\":1,\"tried\":2}"), json);
        assertFalse(json.contains("149.154"), "no address is remembered");
        assertTrue(tell("status", "--home", home, "--json").contains("\"running\":false"));
        tell("history", "--home", home, "--forget");
        assertEquals("No run is remembered here.\n", tell("history", "--home", home, "--lang", "en"));
    }

    @Test
    void a_folder_without_a_probe_is_told_of_and_left_alone() {
        String none = folder.resolve("none").toString();
        assertTrue(tell("status", "--home", none, "--lang", "en").contains("No run is remembered here."));
        assertFalse(Files.exists(Path.of(none)));
    }
}
