package org.cordon.analysis.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A program of two words, run as a process of its own: its streams and status are what a user meets. */
final class ProgramTest {
    @Command(name = "sayer", mixinStandardHelpOptions = true)
    static final class Sayer implements Callable<Integer> {
        @Option(names = "--times")
        private int times = 1;

        @Option(names = "--data", description = "Prints past picocli, as what is written as bytes is.")
        private boolean data;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Override
        public Integer call() {
            for (int i = 0; i < times; i++) {
                spec.commandLine().getOut().println("naïve …");
            }
            if (data) {
                System.out.println("naïve …");
            }
            return 0;
        }
    }

    public static void main(String[] args) {
        Program.run(() -> Program.of(new CommandLine(new Sayer())), args);
    }

    private record Ran(int status, String out, String err) {}

    private static Ran run(ProcessBuilder.Redirect out, String... args) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ProgramTest.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out);
        builder.environment().clear();
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), printed, said);
    }

    @Test
    void an_empty_environment_does_not_spoil_the_letters() throws Exception {
        assertEquals(new Ran(0, "naïve …\n", ""), run(ProcessBuilder.Redirect.PIPE));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_full_disk_is_a_failure() throws Exception {
        for (String line : List.of("--times 1", "--times 10000", "--times 0 --data", "--help")) {
            Ran ran = run(ProcessBuilder.Redirect.to(new File("/dev/full")), line.split(" "));
            assertEquals(1, ran.status(), ran.err());
            assertTrue(ran.err().contains("Standard output cannot be written"), ran.err());
        }
    }

    @ParameterizedTest
    @CsvSource({"--tims, Did you mean --times?", "--HELP, Did you mean --help?"})
    void a_slip_of_the_fingers_is_told(String slip, String hint) throws Exception {
        Ran ran = run(ProcessBuilder.Redirect.PIPE, slip);
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains(hint), ran.err());
        assertTrue(ran.err().endsWith("Try 'sayer --help'.\n"), ran.err());
    }
}
