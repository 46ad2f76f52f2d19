package org.cordon.probe.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cordon.analysis.observation.Observation;

/**
 * How fast this line was in this run, as transfers to servers on this side of the border showed. A slow transfer abroad says
 * something only beside fast ones at home in the same minutes; so the slowest of them counts.
 */
final class LineSpeed {
    private static final String GOODPUT = "goodput_kbps";

    private double slowest = Double.MAX_VALUE;

    /** {@code seen} with what is known of the line by now, if it is a transfer that can be compared with it. */
    Observation beside(Observation seen) {
        if (!seen.test().equals("transfer")) {
            return seen;
        }
        if ("domestic".equals(seen.list())) {
            if (seen.succeeded() && seen.detail().get(GOODPUT) instanceof Number goodput) {
                slowest = Math.min(slowest, goodput.doubleValue());
            }
            return seen;
        }
        if (slowest == Double.MAX_VALUE) {
            return seen;
        }
        Map<String, Object> detail = new LinkedHashMap<>(seen.detail());
        detail.put("control_goodput_kbps", slowest);
        return seen.toBuilder().detail(detail).build();
    }
}
