package org.cordon.probe.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** Every word of the help is there in each language. */
final class HelpTest {
    private static final List<String> LANGUAGES = List.of("ru", "fr");

    private static List<CommandLine> all(CommandLine root) {
        List<CommandLine> all = new ArrayList<>(List.of(root));
        root.getSubcommands().values().forEach(command -> all.addAll(all(command)));
        return all;
    }

    private static List<String> texts(String language) {
        List<String> texts = new ArrayList<>();
        for (CommandLine command : all(ProbeCommand.commandLine("--lang", language))) {
            String name = command.getCommandSpec().qualifiedName();
            var usage = command.getCommandSpec().usageMessage();
            texts.add(name + " " + String.join(" ", usage.description()));
            for (ArgSpec argument : command.getCommandSpec().args()) {
                // FILE of 'spool export' needs no words
                if (argument.description().length > 0) {
                    texts.add(name + " " + argument.paramLabel() + " " + String.join(" ", argument.description()));
                }
            }
        }
        return texts;
    }

    @Test
    void nothing_is_left_in_english() {
        List<String> english = texts("en");
        for (String language : LANGUAGES) {
            List<String> translated = texts(language);
            assertEquals(english.size(), translated.size(), language);
            for (int i = 0; i < english.size(); i++) {
                assertTrue(!english.get(i).equals(translated.get(i)), language + " lacks: " + english.get(i));
            }
        }
    }

    @Test
    void help_speaks_the_language_that_is_asked_for_on_either_side_of_the_command() {
        StringWriter out = new StringWriter();
        String[] args = {"run", "--lang", "ru", "--help"};
        int status = ProbeCommand.commandLine(args)
                .setOut(new PrintWriter(out, true))
                .execute(args);
        assertEquals(0, status);
        assertTrue(out.toString().startsWith("Использование: cordon-probe run"), out.toString());
        assertTrue(out.toString().contains("Один прогон и конец."), out.toString());
        assertTrue(out.toString().contains("(по умолчанию: tcp,tls)"), out.toString());
        assertTrue(out.toString().contains("Код завершения"), out.toString());
    }
}
