package org.cordon.probe.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.cordon.analysis.wire.Json;
import org.cordon.probe.history.History;
import org.cordon.probe.history.PastRun;
import org.cordon.probe.report.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code history}: what earlier runs found. Sends nothing. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Tells what the last runs found, the oldest first. Sends nothing.")
final class HistoryCommand implements Callable<Integer> {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    @Mixin
    private HomeOption of = new HomeOption();

    @Option(names = "--last", paramLabel = "N", description = "Only the last N runs (default: ${DEFAULT-VALUE}).")
    private int last = 20;

    @Option(names = "--forget", description = "Deletes what is remembered of earlier runs.")
    private boolean forget;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        History history = new History(of.home);
        if (forget) {
            history.forget();
            return ExitCode.OK;
        }
        Words words = Words.in(of.language);
        PrintWriter out = spec.commandLine().getOut();
        List<PastRun> runs = history.runs();
        if (runs.isEmpty() && !of.json) {
            out.println(words.say("noRun"));
        }
        for (PastRun run : runs.subList(Math.max(0, runs.size() - Math.max(0, last)), runs.size())) {
            out.println(
                    of.json
                            ? Json.mapper().writeValueAsString(run)
                            : time(run) + "  " + run.findings().text(words));
        }
        out.flush();
        return ExitCode.OK;
    }

    /** In the time of the person who reads it. */
    static String time(PastRun run) {
        return LOCAL.format(run.began().atZone(ZoneId.systemDefault()));
    }
}
