package org.cordon.analysis.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command of this module, run to its end in this process: its exit status and what it printed. */
record Ran(int status, String out, String err) {

    static Ran run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = AnalysisMain.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        for (CommandLine sub : line.getSubcommands().values()) {
            sub.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        }
        int status = line.execute(args);
        return new Ran(status, out.toString(), err.toString());
    }
}
