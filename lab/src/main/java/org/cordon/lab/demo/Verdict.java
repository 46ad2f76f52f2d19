package org.cordon.lab.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.evaluate.Comparison;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Truth;
import org.cordon.analysis.wire.Json;
import org.cordon.lab.programs.Ledger;

/** What is left of a showing: the collector's records in files, held against the script and against the probes' diaries. */
final class Verdict {
    private final Scenario scenario;
    private final Sandbox sandbox;
    private final Path folder;
    private final boolean kept;
    private final PrintStream screen;

    Verdict(Scenario scenario, Sandbox sandbox, Path folder, boolean kept, PrintStream screen) {
        this.scenario = scenario;
        this.sandbox = sandbox;
        this.folder = folder;
        this.kept = kept;
        this.screen = screen;
    }

    /** Says how it went; 0 if every scripted block was found exactly, nothing invented, and nothing lost on the way. */
    int pronounce(Comparison comparison, List<Truth> truth) throws IOException, InterruptedException {
        Path observations = folder.resolve("observations.jsonl");
        sandbox.collector().client().saveObservations(observations);
        write("blocks.json", sandbox.collector().client().blocks());
        write("truth.json", truth);
        sandbox.collector().client().saveDamage(folder.resolve("collateral.json"), folder.resolve("metrics.txt"));
        Ledger ledger = Ledger.of(sandbox.diaries(), observations);
        screen.println();
        for (Truth missed : comparison.missed()) {
            screen.println("missed: AS" + missed.asn() + " " + missed.cidr());
        }
        for (Block invented : comparison.invented()) {
            screen.println("not in the script: AS" + invented.asn() + " " + invented.cidr());
        }
        ledger.print(screen);
        screen.println(
                comparison.perfect()
                        ? "Every scripted block was found exactly, and nothing was invented."
                        : "The time limit came first: " + comparison.missed().size() + " missed, "
                                + comparison.invented().size() + " invented.");
        screen.println(
                kept
                        ? "Observations, blocks, truth, damage and logs of " + scenario.name() + ": " + folder
                        : "Nothing is kept; with --out DIR observations, blocks, truth, damage and logs are.");
        return comparison.perfect() && ledger.balances() ? 0 : 1;
    }

    /** One element a line, as {@code detect} prints it. */
    private void write(String name, List<?> records) throws IOException {
        StringBuilder text = new StringBuilder("[\n");
        for (int i = 0; i < records.size(); i++) {
            text.append(Json.mapper().writeValueAsString(records.get(i)));
            text.append(i + 1 < records.size() ? ",\n" : "\n");
        }
        Files.writeString(folder.resolve(name), text.append("]\n"));
    }
}
