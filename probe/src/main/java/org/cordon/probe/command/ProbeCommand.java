package org.cordon.probe.command;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import org.cordon.analysis.program.Program;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The probe's command line: what stands before the name of a command. */
@Command(
        name = "cordon-probe",
        mixinStandardHelpOptions = true,
        version = "cordon-probe 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Finds out which addresses your network cuts you off from.",
        subcommands = {
            RunCommand.class,
            StatusCommand.class,
            HistoryCommand.class,
            SpoolCommand.class,
            WhoisCommand.class
        },
        footer = {
            "",
            "To begin, see what would be contacted; nothing is sent:",
            "  java -jar cordon-probe.jar run --once --dry-run",
        })
public final class ProbeCommand implements Runnable {
    private static final Set<String> LANGUAGES = Set.of("en", "ru", "fr");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ProbeCommand() {}

    /** The whole command line, ready to execute {@code args}; its help speaks the language that they ask for. */
    public static CommandLine commandLine(String... args) {
        return Program.of(new CommandLine(new ProbeCommand())
                .setResourceBundle(ResourceBundle.getBundle(
                        "org.cordon.probe.command.help",
                        language(List.of(args)),
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)))
                .registerConverter(Locale.class, ProbeCommand::spoken)
                .registerConverter(java.time.Duration.class, DurationText::parse));
    }

    private static Locale spoken(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        if (!LANGUAGES.contains(locale.getLanguage())) {
            throw new TypeConversionException("'" + tag + "' is not en, ru or fr");
        }
        return locale;
    }

    /** Help is asked for before anything is parsed, so that {@code --lang} is looked for by hand. */
    private static Locale language(List<String> args) {
        int at = args.indexOf("--lang");
        Stream<String> after = at >= 0 && at + 1 < args.size() ? Stream.of(args.get(at + 1)) : Stream.empty();
        Stream<String> joined =
                args.stream().filter(arg -> arg.startsWith("--lang=")).map(arg -> arg.substring("--lang=".length()));
        return Stream.concat(after, joined)
                .findFirst()
                .map(Locale::forLanguageTag)
                .orElse(Locale.getDefault());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: 'run' measures, 'status' and 'history' tell what was measured.");
    }
}
