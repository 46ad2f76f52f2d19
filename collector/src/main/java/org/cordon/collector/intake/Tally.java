package org.cordon.collector.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.observation.Observation;
import org.cordon.collector.metrics.PipelineMetrics;

/** What one transaction brought, in numbers; counted only once it is committed, and never holding the observations. */
final class Tally {
    private final List<Double> ages = new ArrayList<>();
    private final List<String> batches = new ArrayList<>();
    private final Map<Reason, Integer> rejected = new HashMap<>();
    private final Map<PipelineMetrics.Kind, Integer> accepted = new HashMap<>();

    private final Set<Speaker> speakers = new HashSet<>();

    private record Speaker(String cc, long asn, String site) {
        static Speaker of(Observation o) {
            return new Speaker(o.cc(), o.asn(), o.siteOrProbe());
        }
    }

    void add(Judgement judgement) {
        Reason batch = judgement.rejectedBatch();
        batches.add(batch == null ? "accepted" : batch.word());
        judgement.rejectedLines().forEach(reason -> rejected.merge(reason, 1, Integer::sum));
        judgement.accepted().forEach(a -> accepted.merge(PipelineMetrics.Kind.of(a.observation()), 1, Integer::sum));
        judgement.accepted().stream()
                .map(a -> a.observation())
                .mapToLong(o -> Duration.between(o.at(), o.foldTime()).toMillis())
                .max()
                .ifPresent(age -> ages.add(age / 1e3));
        judgement.accepted().forEach(a -> speakers.add(Speaker.of(a.observation())));
    }

    void report(PipelineMetrics metrics) {
        batches.forEach(metrics::batch);
        ages.forEach(metrics::waited);
        rejected.forEach((reason, count) -> metrics.rejectedObservations(reason.word(), count));
        accepted.forEach(metrics::accepted);
        speakers.forEach(s -> metrics.spoke(s.cc, s.asn, s.site));
    }
}
