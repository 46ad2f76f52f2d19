package org.cordon.probe.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.ObservationWriter;
import org.jspecify.annotations.Nullable;

/** Where observation lines go: a file, standard output, both or neither. What is written together is handed over at once. */
final class Output implements AutoCloseable {
    private final List<ObservationWriter> writers = new ArrayList<>();

    /**
     * @param file gets the lines appended, or null
     * @param standard gets them too, or null
     */
    Output(@Nullable Path file, @Nullable OutputStream standard) throws IOException {
        if (file != null) {
            writers.add(new ObservationWriter(
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
        }
        if (standard != null) {
            writers.add(new ObservationWriter(standard));
        }
    }

    void write(List<Observation> observations) {
        try {
            for (ObservationWriter writer : writers) {
                for (Observation observation : observations) {
                    writer.write(observation);
                }
                writer.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The observations cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        for (ObservationWriter writer : writers) {
            writer.close();
        }
    }
}
