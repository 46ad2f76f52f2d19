package org.cordon.collector.webhook;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.wire.Json;
import org.cordon.collector.board.Board;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one receiver has been told of each incident, on disk. What is still to tell is the difference to what is known now: there
 * is no queue that could overflow or be lost, and of several changes while a receiver is away it is told the last.
 */
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Path file;
    private final Map<String, String> told = new TreeMap<>();
    private boolean isNew = true;

    private Ledger(Path file) {
        this.file = file;
    }

    /** Reads it. A file that is not there, or cannot be used, is one for a new receiver. */
    static Ledger read(Path file) throws IOException {
        Ledger ledger = new Ledger(file);
        if (Files.exists(file)) {
            try {
                ledger.told.putAll(Json.mapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
                ledger.isNew = false;
            } catch (IOException e) {
                LOG.warn("{} cannot be used; what is known now counts as told: {}", file, e.getMessage());
            }
        }
        return ledger;
    }

    /** A new receiver is not told the past: all that stands in {@code snapshot} counts as told. */
    void begin(Board.Snapshot snapshot) throws IOException {
        if (isNew) {
            snapshot.incidents().forEach(incident -> told.put(incident.id(), Event.state(incident)));
            isNew = false;
            save();
        }
    }

    /** What is to tell, by the incident's start; withdrawals first. */
    List<Event> pending(Board.Snapshot snapshot) {
        List<Event> pending = new ArrayList<>();
        told.keySet().stream()
                .filter(id -> !snapshot.incidentsById().containsKey(id))
                .forEach(id -> pending.add(new Event("incident.withdrawn", id, "")));
        snapshot.incidents().stream()
                .sorted(Comparator.comparing(Incident::started).thenComparing(Incident::id))
                .forEach(incident -> {
                    Event event = Event.of(incident, told.get(incident.id()));
                    if (event != null) {
                        pending.add(event);
                    }
                });
        return pending;
    }

    /** {@code events} need not be told any more. */
    void settle(List<Event> events) throws IOException {
        for (Event event : events) {
            if (event.state().isEmpty()) {
                told.remove(event.incident());
            } else {
                told.put(event.incident(), event.state());
            }
        }
        save();
    }

    private void save() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.write(next, Json.mapper().writeValueAsBytes(told));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
