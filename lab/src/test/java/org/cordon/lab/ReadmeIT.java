package org.cordon.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each command that the README names exists under that name, and explains itself. */
final class ReadmeIT {
    private static final Pattern COMMAND = Pattern.compile("`java -jar (\\S+\\.jar) ([a-z0-9-]+)[^`]*`");

    @Test
    void every_command_of_the_readme_has_help_and_says_so_when_it_is_used_badly() throws Exception {
        List<MatchResult> commands = COMMAND.matcher(Demonstration.text(Demonstration.ROOT.resolve("README.md")))
                .results()
                .toList();
        assertTrue(commands.size() >= 9, "the README names " + commands.size());
        for (MatchResult command : commands) {
            List<String> line = new ArrayList<>(
                    Arrays.asList(Demonstration.JAVA, "-XX:TieredStopAtLevel=1", "-jar", command.group(1)));
            line.add(command.group(2));
            line.add("--help");
            Demonstration.Ran help = Demonstration.run(30, Map.of(), line);
            assertEquals(0, help.status(), command.group() + help.out());
            assertTrue(help.out().contains("Usage: cordon-"), help.out());
            List<String> full = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" > /dev/full", "sh"));
            full.addAll(line);
            Demonstration.Ran refused = Demonstration.run(30, Map.of(), full);
            assertEquals(1, refused.status(), command.group() + refused.out());
            assertTrue(refused.out().contains("Standard output cannot be written"), refused.out());
            line.set(line.size() - 1, "--hepl");
            Demonstration.Ran slip = Demonstration.run(30, Map.of(), line);
            assertEquals(2, slip.status(), command.group() + slip.out());
            assertTrue(slip.out().contains("Did you mean --help?"), slip.out());
        }
    }
}
