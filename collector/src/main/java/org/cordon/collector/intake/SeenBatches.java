package org.cordon.collector.intake;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The batches taken in from one partition, by probe; remembers which probes' records have changed since they were kept. */
final class SeenBatches {
    private final Map<String, SeenSequences> byProbe = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    SeenSequences.Novelty take(String probe, long epoch, long sequence) {
        SeenSequences.Novelty novelty =
                byProbe.computeIfAbsent(probe, p -> new SeenSequences()).take(epoch, sequence);
        if (novelty == SeenSequences.Novelty.NEW) {
            changed.add(probe);
        }
        return novelty;
    }

    /** Takes over what was kept. */
    void restore(String probe, String text) {
        byProbe.put(probe, SeenSequences.of(text));
    }

    /** Probes whose record has changed since the last call, with the record's text. */
    Map<String, String> drainChanges() {
        Map<String, String> texts = new HashMap<>();
        changed.forEach(probe -> texts.put(
                probe, byProbe.getOrDefault(probe, new SeenSequences()).text()));
        changed.clear();
        return texts;
    }
}
