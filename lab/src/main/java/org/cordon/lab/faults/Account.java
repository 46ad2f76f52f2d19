package org.cordon.lab.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cordon.lab.programs.Ledger;
import org.cordon.lab.sandbox.SandboxFailure;

/**
 * What became of everything that was sent.
 *
 * @param ledger each observation that was acknowledged against what the archive has
 * @param blocks that the collector published
 * @param asOneFold whether they are those of one undisturbed fold over the archive, byte for byte
 */
record Account(Ledger ledger, int blocks, boolean asOneFold) {

    /**
     * Waits until the collector has done all its work, asks it, stops it, and folds its archive anew.
     *
     * @param archive the one with the archive
     * @param diary what was acknowledged
     */
    static Account of(Rig rig, Collector archive, Path diary) throws IOException, InterruptedException, SandboxFailure {
        archive.awaitIdle();
        Path observations = rig.folder().resolve("archived.jsonl");
        Path published = rig.folder().resolve("published.ndjson");
        Path folded = rig.folder().resolve("folded.ndjson");
        archive.client().saveObservations(observations);
        archive.client().saveBlocks(published);
        archive.client().saveMetrics(rig.folder().resolve("metrics.txt"));
        archive.member().stop();
        Process replay = new ProcessBuilder(rig.jars()
                        .collector(List.of("replay", "--data", archive.data().toString(), "--format", "ndjson")))
                .redirectOutput(folded.toFile())
                .redirectError(rig.folder().resolve("replay.log").toFile())
                .start();
        if (replay.waitFor() != 0) {
            throw new SandboxFailure(
                    "replay failed: " + Files.readString(rig.folder().resolve("replay.log")));
        }
        List<String> said = sorted(published);
        return new Account(Ledger.of(List.of(diary), observations), said.size(), said.equals(sorted(folded)));
    }

    private static List<String> sorted(Path file) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.sort(null);
        return lines;
    }

    /** Nothing missing, nothing doubled, the blocks those of an undisturbed fold, and some blocks at all. */
    boolean holds() {
        return ledger.balances() && asOneFold && blocks > 0;
    }
}
