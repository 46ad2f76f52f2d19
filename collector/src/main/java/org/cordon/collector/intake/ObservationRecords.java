package org.cordon.collector.intake;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cordon.analysis.observation.Role;
import org.cordon.collector.broker.Countries;
import org.cordon.collector.broker.Topics;

/**
 * The accepted observations of one batch as records of {@code cordon.observations}: one for each country, more only where
 * one would be longer than a broker takes. What a control saw goes to the other partitions too, as copies.
 */
final class ObservationRecords {
    private static final int LONGEST = 8 << 20;

    private final int partitions;
    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    private final Map<Place, ByteArrayOutputStream> open = new LinkedHashMap<>();

    private ObservationRecords(int partitions) {
        this.partitions = partitions;
    }

    private record Place(String cc, int partition, boolean copy) {}

    /** @param partitions of {@code cordon.observations} */
    static List<ProducerRecord<String, byte[]>> of(List<Judgement.Accepted> accepted, int partitions) {
        ObservationRecords made = new ObservationRecords(partitions);
        accepted.forEach(made::add);
        made.open.forEach(made::close);
        return made.records;
    }

    private void add(Judgement.Accepted a) {
        String cc = a.observation().cc();
        int own = Countries.partition(cc, partitions);
        add(new Place(cc, own, false), a.line());
        if (a.observation().role() == Role.CONTROL) {
            for (int other = 0; other < partitions; other++) {
                if (other != own) {
                    add(new Place(cc, other, true), a.line());
                }
            }
        }
    }

    private void add(Place place, byte[] line) {
        ByteArrayOutputStream lines = open.computeIfAbsent(place, p -> new ByteArrayOutputStream());
        if (lines.size() + line.length > LONGEST) {
            close(place, lines);
            lines.reset();
        }
        lines.writeBytes(line);
    }

    private void close(Place place, ByteArrayOutputStream lines) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.OBSERVATIONS, place.partition, place.cc, lines.toByteArray());
        if (place.copy) {
            Countries.markCopy(record.headers());
        }
        records.add(record);
    }
}
