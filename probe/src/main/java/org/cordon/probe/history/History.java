package org.cordon.probe.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cordon.analysis.wire.Json;

/**
 * The last runs, one JSON a line in {@code history.jsonl}: counts only, no address. It never leaves this disk, and there it
 * tells that somebody measured; {@link #forget} takes it away.
 */
public final class History {
    private static final int KEPT = 500;
    private static final long LONGEST = 4L << 20;

    private final Path file;

    /** @param home the probe's folder */
    public History(Path home) {
        this.file = home.resolve("history.jsonl");
    }

    /** Remembers {@code run}; beyond 500 the oldest are forgotten. */
    public void add(PastRun run) throws IOException {
        List<String> lines = new ArrayList<>(lines());
        lines.add(Json.mapper().writeValueAsString(run));
        List<String> kept = lines.subList(Math.max(0, lines.size() - KEPT), lines.size());
        Path aside = file.resolveSibling("history.new");
        Files.writeString(aside, String.join("\n", kept) + "\n");
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The oldest first. Lines that nobody can read, after a change by hand, are passed over. */
    public List<PastRun> runs() throws IOException {
        List<PastRun> runs = new ArrayList<>();
        for (String line : lines()) {
            read(line).ifPresent(runs::add);
        }
        return runs;
    }

    private static Optional<PastRun> read(String line) {
        try {
            return Optional.ofNullable(Json.mapper().readValue(line, PastRun.class))
                    .filter(run -> run.began() != null && run.findings() != null);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private List<String> lines() throws IOException {
        if (!Files.exists(file) || Files.size(file) > LONGEST) {
            return List.of();
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Deletes it. */
    public void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
