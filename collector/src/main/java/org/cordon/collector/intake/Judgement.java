package org.cordon.collector.intake;

import java.util.List;
import org.cordon.analysis.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param accepted what goes on, in the batch's order
 * @param rejections of the whole batch or of lines, as many as are worth a record each
 * @param rejectedLines the reason of every line that was refused, those that no rejection speaks of included
 * @param rejectedBatch why nothing of it counts; null where its lines were looked at
 */
record Judgement(
        List<Accepted> accepted,
        List<Rejection> rejections,
        List<Reason> rejectedLines,
        @Nullable Reason rejectedBatch) {

    /**
     * An observation as it goes on: stamped, under the probe's pseudonym.
     *
     * @param line its bytes, line feed included; what a reader makes of them is {@code observation}
     */
    record Accepted(Observation observation, byte[] line) {}

    static Judgement refused(Reason reason, Rejection rejection) {
        return new Judgement(List.of(), List.of(rejection), List.of(), reason);
    }
}
