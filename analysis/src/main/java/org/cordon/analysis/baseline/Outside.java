package org.cordon.analysis.baseline;

import java.util.HashMap;
import java.util.Map;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * What OONI's rule for TCP (v5) makes of an attempt: (blocked, down, ok) is (0.75, 0.25, 0) where it failed and more than
 * half of the control's attempts on that address succeed, (0.25, 0.75, 0) where they do not, and nothing where there is
 * no control. OONI's test helper tries each address at the same moment; here the last three attempts of controls on
 * that address and port stand for it.
 */
final class Outside {
    private static final int REMEMBERED = 3;

    private record Endpoint(@Nullable Address ip, int port) {}

    /** The last outcomes, newest in the lowest bit, and how many there are. */
    private static final class Recent {
        private int answered;
        private int count;

        void add(boolean success) {
            answered = (answered << 1 | (success ? 1 : 0)) & ((1 << REMEMBERED) - 1);
            count = Math.min(count + 1, REMEMBERED);
        }

        boolean mostlyAnswers() {
            return Integer.bitCount(answered) * 2 > count;
        }
    }

    /** What the rule says of one attempt. */
    enum Say {
        OK,
        BLOCKED,
        DOWN,
        NOTHING
    }

    private final Map<Endpoint, Recent> endpoints = new HashMap<>();

    /** Takes note of a control's attempt. */
    void saw(Observation control) {
        endpoints
                .computeIfAbsent(new Endpoint(control.ip(), control.port()), e -> new Recent())
                .add(control.succeeded());
    }

    Say of(Observation attempt) {
        if (attempt.succeeded()) {
            return Say.OK;
        }
        Recent recent = endpoints.get(new Endpoint(attempt.ip(), attempt.port()));
        return recent == null ? Say.NOTHING : recent.mostlyAnswers() ? Say.BLOCKED : Say.DOWN;
    }
}
