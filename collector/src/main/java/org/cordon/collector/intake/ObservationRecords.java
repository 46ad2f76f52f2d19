package org.cordon.collector.intake;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accepted observations of one batch as records of {@code cordon.observations}: one for each country, more only where
 * one would be longer than a broker takes.
 */
final class ObservationRecords {
    private static final int LONGEST = 8 << 20;

    private ObservationRecords() {}

    /** One record: its key and its value. */
    record One(String cc, byte[] lines) {}

    static List<One> of(List<Judgement.Accepted> accepted) {
        List<One> records = new ArrayList<>();
        Map<String, ByteArrayOutputStream> open = new LinkedHashMap<>();
        for (Judgement.Accepted a : accepted) {
            String cc = a.observation().cc();
            ByteArrayOutputStream lines = open.computeIfAbsent(cc, c -> new ByteArrayOutputStream());
            if (lines.size() + a.line().length > LONGEST) {
                records.add(new One(cc, lines.toByteArray()));
                lines.reset();
            }
            lines.writeBytes(a.line());
        }
        open.forEach((cc, lines) -> records.add(new One(cc, lines.toByteArray())));
        return records;
    }
}
