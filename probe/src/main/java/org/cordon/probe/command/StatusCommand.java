package org.cordon.probe.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cordon.analysis.wire.Json;
import org.cordon.probe.consent.ConsentFile;
import org.cordon.probe.history.History;
import org.cordon.probe.history.PastRun;
import org.cordon.probe.identity.Home;
import org.cordon.probe.report.Words;
import org.cordon.probe.spool.SpoolStatus;
import org.cordon.probe.spool.SpoolView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code status}: whether a probe runs, what it may do, what it found last, what waits. Sends nothing. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Tells whether a probe runs here, what you agreed to, what it found last and what waits. Sends nothing.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private HomeOption of = new HomeOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** As {@code --json} tells it. */
    record Status(
            boolean running, Set<String> tests, @Nullable PastRun lastRun, SpoolStatus spool) {}

    @Override
    public Integer call() throws IOException {
        List<PastRun> runs = new History(of.home).runs();
        Status status = new Status(
                Home.isInUse(of.home),
                new ConsentFile(of.home).tests(),
                runs.isEmpty() ? null : runs.get(runs.size() - 1),
                new SpoolView(of.home.resolve("spool"), InstantSource.system()).status());
        PrintWriter out = spec.commandLine().getOut();
        if (of.json) {
            out.println(Json.mapper().writeValueAsString(status));
        } else {
            tell(status, Words.in(of.language), out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void tell(Status status, Words words, PrintWriter out) {
        out.println(words.say(status.running ? "running" : "idle"));
        out.println(
                status.tests.isEmpty() ? words.say("notAgreed") : words.say("agreed", String.join(", ", status.tests)));
        PastRun last = status.lastRun;
        out.println(
                last == null
                        ? words.say("noRun")
                        : words.say(
                                "lastRun",
                                HistoryCommand.time(last),
                                last.findings().text(words)));
        out.println(words.say("waiting", status.spool.observations(), status.spool.dropped()));
    }
}
