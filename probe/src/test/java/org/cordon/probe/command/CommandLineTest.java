package org.cordon.probe.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int execute(String... args) {
        CommandLine line = ProbeCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    @Test
    void an_unknown_option_is_answered_with_the_likely_one() {
        assertEquals(2, execute("run", "--once", "--in-fligth", "3"));
        assertTrue(err.toString().contains("Did you mean --in-flight?"), err.toString());
        assertTrue(err.toString().contains("cordon-probe run --help"), err.toString());
    }

    @Test
    void bad_values_are_usage_errors_with_a_reason() {
        assertEquals(2, execute("run", "--once", "--tests", "tcp,tsl", "--dry-run"));
        assertEquals(2, execute("run", "--once", "--rate", "0", "--dry-run"));
        assertEquals(2, execute("run", "--once", "--cc", "Russia", "--dry-run"));
        assertEquals(2, execute("run", "--once", "--connect-timeout", "3", "--dry-run"));
        assertEquals(2, execute("run", "--once", "--kafka", "foo", "--dry-run"));
        assertEquals(2, execute("run", "--once", "--lang", "de", "--dry-run"));
        assertEquals(2, execute("run", "--once", "--spool-mib", "0", "--dry-run"));
        assertEquals(2, execute("run", "--once", "--kafka", "a:9092,[::1]:0", "--dry-run"));
        String told = err.toString();
        assertTrue(told.contains("--kafka: 'foo' is not HOST:PORT"), told);
        assertTrue(told.contains("'de' is not en, ru or fr"), told);
        assertTrue(told.contains("--spool-mib takes a whole number from 1 on"), told);
        assertTrue(told.contains("--kafka: '[::1]:0' is not HOST:PORT"), told);
        assertTrue(told.contains("there is no nettest 'tsl'"), told);
        assertTrue(told.contains("a rate and a number in flight are above zero"), told);
        assertTrue(told.contains("--cc takes two capital letters"), told);
        assertTrue(told.contains("'3' is no length of time; write 500ms, 3s, 10m, 2h or 1d"), told);
    }

    @Test
    void a_nettest_can_be_left_out_but_not_all_of_them() {
        assertEquals(0, execute("run", "--once", "--dry-run", "--without", "tls"));
        assertTrue(out.toString().contains("tcp 149.154.167.51 port 443"), out.toString());
        assertFalse(out.toString().contains("tls 149.154.167.51"), out.toString());
        assertEquals(2, execute("run", "--once", "--dry-run", "--without", "tls,tcp"));
        assertTrue(err.toString().contains("--without leaves no nettest of tcp,tls"), err.toString());
        assertEquals(2, execute("run", "--once", "--dry-run", "--without", "tsl"));
        assertTrue(err.toString().contains("--without: there is no nettest 'tsl'"), err.toString());
    }

    @Test
    void nothing_is_sent_where_nobody_can_consent() {
        assertEquals(1, execute("run", "--once"));
        assertTrue(err.toString().startsWith("Nobody is here to ask for consent."), err.toString());
    }

    @Test
    void a_dry_run_tells_every_target_and_sends_nothing() {
        assertEquals(0, execute("run", "--once", "--dry-run"));
        String told = out.toString();
        assertTrue(told.startsWith("Nothing is sent now."), told);
        assertTrue(told.contains("at most 2 a second and 64 at a time"), told);
        assertTrue(told.contains("tcp 149.154.167.51 port 443 (telegram)"), told);
        assertEquals("", err.toString());
    }

    @Test
    void lines_of_a_target_list_that_may_not_be_contacted_are_refused_one_by_one() throws IOException {
        Path list = Files.writeString(folder.resolve("list.csv"), """
                ip,port,list
                149.154.167.51,443,telegram
                192.168.1.1,443,telegram
                149.154.167.51,99999,telegram
                """);
        assertEquals(0, execute("run", "--once", "--dry-run", "--targets", list.toString()));
        assertTrue(err.toString().contains("line 3: 192.168.1.1 is not a public address: private"), err.toString());
        assertTrue(err.toString().contains("line 4: "), err.toString());
        assertTrue(out.toString().contains("would make 2 connections"), out.toString());
        Path many = Files.writeString(
                folder.resolve("many.csv"),
                "ip,port,list\n149.154.167.51,443,telegram\n" + "10.0.0.1,443,telegram\n".repeat(40));
        assertEquals(0, execute("run", "--once", "--dry-run", "--targets", many.toString()));
        for (int line = 3; line <= 42; line++) {
            assertTrue(err.toString().contains("many.csv, line " + line + ": 10.0.0.1"), err.toString());
        }
    }

    @Test
    void a_list_that_is_none_is_named_with_the_reason() throws IOException {
        assertListRefused(": is no text in UTF-8", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertListRefused(": the target list is empty", new byte[0]);
        assertListRefused(": the first line of a target list names its columns", "a,b\n".getBytes(UTF_8));
        assertEquals(1, execute("run", "--once", "--dry-run", "--targets", folder.toString()));
        assertTrue(err.toString().contains(folder + ": Is a directory"), err.toString());
    }

    private void assertListRefused(String reason, byte[] content) throws IOException {
        Path list = Files.write(folder.resolve("bad.csv"), content);
        assertEquals(1, execute("run", "--once", "--dry-run", "--targets", list.toString()));
        assertTrue(err.toString().contains(list + reason), err.toString());
    }

    @Test
    void a_list_that_is_not_there_is_a_failure_in_one_sentence() {
        assertEquals(
                1,
                execute(
                        "run",
                        "--once",
                        "--dry-run",
                        "--targets",
                        folder.resolve("none.csv").toString()));
        assertEquals("There is no file " + folder.resolve("none.csv") + ".\n", err.toString());
    }

    @Test
    void the_guard_stops_a_run_outside_the_sandbox() throws IOException {
        Path file = folder.resolve("o.jsonl");
        assertEquals(1, execute("run", "--once", "--i-consent", "--out", file.toString()));
        assertTrue(err.toString().contains("CORDON_SANDBOX=required is set"), err.toString());
        assertFalse(Files.size(file) > 0);
    }

    @Test
    void help_teaches() {
        assertEquals(0, execute("run", "--help"));
        assertTrue(out.toString().contains("--dry-run"), out.toString());
        assertTrue(out.toString().contains("Exit status: 0 done, 1 failed"), out.toString());
    }

    @Test
    void lengths_of_time_are_read_as_people_write_them() {
        assertEquals(Duration.ofMillis(500), DurationText.parse("500ms"));
        assertEquals(Duration.ofMinutes(10), DurationText.parse("10m"));
        assertEquals(Duration.ofDays(2), DurationText.parse("2d"));
    }
}
