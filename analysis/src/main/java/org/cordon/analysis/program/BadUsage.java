package org.cordon.analysis.program;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was wrong in one sentence, what may have been meant, and where help is; exit status 2. */
final class BadUsage implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        List<String> names = names(command);
        Optional<String> slip = slip(e, args, names);
        // a word that nobody knows explains best why another is missing
        err.println(
                slip.isPresent() && e instanceof MissingParameterException
                        ? "Unknown option: '" + slip.get() + "'"
                        : e.getMessage());
        slip.flatMap(word -> Suggestion.nearest(word, names))
                .ifPresent(name -> err.println("Did you mean " + name + "?"));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    private static Optional<String> slip(ParameterException e, String[] args, List<String> names) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return Optional.of(unmatched.getUnmatched().get(0));
        }
        return Arrays.stream(args)
                .filter(arg -> e instanceof MissingParameterException && arg.startsWith("--"))
                .filter(arg -> !names.contains(arg.replaceFirst("=.*", "")))
                .findFirst();
    }

    private static List<String> names(CommandLine command) {
        List<String> names = new ArrayList<>(command.getSubcommands().keySet());
        command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }
}
