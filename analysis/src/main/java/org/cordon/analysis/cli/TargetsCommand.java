package org.cordon.analysis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.TargetDraw;
import org.cordon.analysis.targets.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code targets}: the target list of a scenario, as a probe reads it. */
@Command(
        name = "targets",
        mixinStandardHelpOptions = true,
        description = "Prints the target list of a scenario (CSV), the same one for the same seed.")
final class TargetsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCENARIO",
            description = "A scenario file, or the name of a shipped one, such as april-2018.")
    private String scenario = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, BadFileException {
        Scenario read = ScenarioFile.read(scenario);
        PrintWriter out = spec.commandLine().getOut();
        out.println("ip,port,list,provider,source,verified_at");
        for (Target target : TargetDraw.draw(read)) {
            out.println(String.join(
                    ",",
                    target.ip().toString(),
                    String.valueOf(target.port()),
                    target.list(),
                    target.provider() == null ? "" : target.provider(),
                    target.source(),
                    String.valueOf(target.verifiedAt())));
        }
        out.flush();
        return 0;
    }
}
