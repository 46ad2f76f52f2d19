package org.cordon.probe.report;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Result;
import org.jspecify.annotations.Nullable;

/** What a run has found, counted for the sentence that closes it. */
public final class Summary {
    private final Map<String, Tally> lists = new TreeMap<>();
    private final Map<String, Integer> skipped = new TreeMap<>();

    private static final class Tally {
        final Set<String> tried = new HashSet<>();
        final Set<String> reached = new HashSet<>();

        int unreachable() {
            return tried.size() - reached.size();
        }
    }

    public void add(Result result) {
        if (result.outcome() instanceof Outcome.Skipped skip) {
            skipped.merge(skip.reason(), 1, Integer::sum);
            return;
        }
        Target target = result.attempt().target();
        String name = target.ip() + " " + target.port();
        Tally tally = lists.computeIfAbsent(target.list(), list -> new Tally());
        tally.tried.add(name);
        if (result.outcome() instanceof Outcome.Succeeded) {
            tally.reached.add(name);
        }
    }

    /** The closing words. A target counts as unreachable if nothing that was tried with it worked. */
    public String text(long asn, @Nullable LinkMode mode) {
        StringBuilder text = new StringBuilder();
        String from = asn == 0 ? "from this network" : "from AS" + asn;
        text.append(lists.entrySet().stream()
                .map(entry -> name(entry.getKey()) + ": "
                        + entry.getValue().unreachable() + " of "
                        + entry.getValue().tried.size() + " targets unreachable")
                .collect(Collectors.joining("; ", "", lists.isEmpty() ? "Nothing was measured" : " " + from)));
        text.append("; ").append(connection(mode)).append('.');
        skipped.forEach((reason, count) -> text.append(" ")
                .append(count)
                .append(" attempts count for nothing: ")
                .append(reason)
                .append('.'));
        return text.toString();
    }

    private String connection(@Nullable LinkMode mode) {
        if (mode != null) {
            return switch (mode) {
                case NORMAL -> "your own connection was fine";
                case ALLOWLIST -> "your provider lets only listed addresses through at the moment";
                case SHUTDOWN -> "nothing abroad answered: your provider seems to be cut off from the world";
                case OFFLINE -> "your own connection was down";
                case CAPTIVE -> "a login page answers in place of the Internet";
            };
        }
        boolean anythingWorked = lists.values().stream().anyMatch(tally -> !tally.reached.isEmpty());
        return anythingWorked
                ? "your own connection was fine"
                : "nothing at all answered, which may be your own connection and not a block";
    }

    private static String name(String list) {
        return list.isEmpty() ? list : Character.toUpperCase(list.charAt(0)) + list.substring(1);
    }
}
