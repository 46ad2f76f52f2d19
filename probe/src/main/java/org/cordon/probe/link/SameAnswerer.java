package org.cordon.probe.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Result;

/**
 * Whether one box answers for everybody, as that of a hotel does until one has paid: unrelated servers at many providers
 * cannot all show the same untrusted certificate, nor all send their guests to the same third host. No well-known test page
 * is asked, so nobody can play this by blocking one; and a censor's page, which comes for some targets only, is none.
 */
final class SameAnswerer {
    private static final double NEARLY_ALL = 0.9;

    private SameAnswerer() {}

    /** @param results of foreign targets only */
    static boolean isOne(List<Result> results) {
        Map<String, Set<Address>> answered = new HashMap<>();
        Map<String, Set<String>> providers = new HashMap<>();
        Set<Address> all = new HashSet<>();
        for (Result result : results) {
            Map<String, Object> detail =
                    result.outcome().fold(Outcome.Succeeded::detail, Outcome.Failed::detail, skipped -> Map.of());
            Target target = result.attempt().target();
            if (detail.containsKey("certificate_sha256") || detail.containsKey("http_status")) {
                all.add(target.ip());
            }
            for (String mark : marks(detail)) {
                answered.computeIfAbsent(mark, m -> new HashSet<>()).add(target.ip());
                if (target.provider() != null) {
                    providers.computeIfAbsent(mark, m -> new HashSet<>()).add(target.provider());
                }
            }
        }
        return answered.entrySet().stream()
                .anyMatch(one -> one.getValue().size() >= NEARLY_ALL * all.size()
                        && providers.getOrDefault(one.getKey(), Set.of()).size() >= LinkModeRule.PROVIDERS);
    }

    /** By what the answerer can be known, if it may have been somebody else than the one asked. */
    private static List<String> marks(Map<String, Object> detail) {
        List<String> marks = new ArrayList<>(2);
        if (Boolean.TRUE.equals(detail.get("redirect_elsewhere"))) {
            marks.add("sends to " + detail.get("redirect_host"));
        }
        Object verified = detail.get("certificate_verification");
        if (verified != null && !verified.equals("ok")) {
            marks.add("shows " + detail.get("certificate_sha256"));
        }
        return marks;
    }
}
