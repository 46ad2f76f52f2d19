package org.cordon.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.targets.AddressOrigin;
import org.cordon.analysis.wire.AtlasReader;
import org.cordon.analysis.wire.OoniReader;
import org.jspecify.annotations.Nullable;

/** Whose measurements a file holds. */
enum InputKind {
    CORDON,
    OONI,
    ATLAS;

    /** Clocks differ, days begin earlier elsewhere; beyond this a time is wrong. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    private static String objection(Observation o, Instant latest) {
        if (!Detector.judges(o.test())) {
            return "'test': nothing is known of '" + o.test() + "'";
        }
        if (o.at().isAfter(latest)) {
            return "'at': " + o.at() + " lies in the future";
        }
        return o.foldTime().isAfter(latest) ? "'received': " + o.received() + " lies in the future" : "";
    }

    /** What {@code format} reads, less what nobody could judge. */
    private static InputFormat guarded(InputFormat format, InstantSource clock) {
        return new InputFormat(format.longest(), (line, from, length, refused) -> {
            Instant latest = clock.instant().plus(TOLERANCE);
            List<Observation> usable = new ArrayList<>(1);
            for (Observation o : format.parser().read(line, from, length, refused)) {
                String objection = objection(o, latest);
                if (objection.isEmpty()) {
                    usable.add(o);
                } else {
                    refused.accept(objection);
                }
            }
            return usable;
        });
    }

    /**
     * Its lines.
     *
     * @param probes for {@link #ATLAS}: RIPE's list of probes, or null
     * @param clock what is future
     */
    InputFormat format(@Nullable Path probes, InstantSource clock) throws IOException {
        return guarded(
                switch (this) {
                    case CORDON -> InputFormat.ofCordon();
                    case OONI -> {
                        OoniReader reader = new OoniReader();
                        yield new InputFormat(
                                OoniReader.MAX_LINE, (line, from, length, refused) -> reader.read(line, from, length));
                    }
                    case ATLAS -> {
                        AtlasReader reader = new AtlasReader(AtlasProbes.read(probes, AddressOrigin.bundled()));
                        yield new InputFormat(AtlasReader.MAX_LINE, reader::read);
                    }
                },
                clock);
    }
}
