package org.cordon.analysis.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * By what means a block works, as far as its attempts tell.
 *
 * @param ports to which it is limited; empty: none is known to be open
 */
record Means(Mechanism mechanism, List<Integer> ports) {
    /** A port is closed, or open, from so many attempts on, and where so large a share of them says so. */
    private static final int ENOUGH = 4;

    private static final double CLEARLY = 0.8;

    static Means of(Layer layer, Tally tally) {
        Mechanism stage = layer.mechanism();
        if (layer == Layer.TRANSFER && passesUnderOtherName(tally)) {
            return new Means(Mechanism.SNI, List.of());
        }
        if (stage != null) {
            return new Means(stage, List.of());
        }
        List<Integer> closed = new ArrayList<>();
        boolean anyOpen = false;
        for (Map.Entry<Integer, int[]> port : tally.ports().entrySet()) {
            int worked = port.getValue()[0];
            int failed = port.getValue()[1];
            boolean enough = worked + failed >= ENOUGH;
            anyOpen |= enough && worked >= CLEARLY * (worked + failed);
            if (failed > worked) {
                closed.add(port.getKey());
            }
        }
        if (anyOpen && !closed.isEmpty()) {
            return new Means(Mechanism.PORT, List.copyOf(closed));
        }
        return new Means(
                switch (tally.mostly()) {
                    case DROP -> Mechanism.IP_DROP;
                    case RESET -> Mechanism.IP_RESET;
                    case UNREACHABLE -> Mechanism.IP_UNREACHABLE;
                },
                List.of());
    }

    /** Whether a transfer that another name was given for goes through: then it is the name, and not the address. */
    private static boolean passesUnderOtherName(Tally tally) {
        return tally.ports().entrySet().stream()
                .filter(port -> port.getKey() >= Reading.OTHER_NAME)
                .map(Map.Entry::getValue)
                .anyMatch(counts -> counts[0] >= CLEARLY * (counts[0] + counts[1]));
    }
}
