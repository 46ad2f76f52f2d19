package org.cordon.probe.report;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Result;
import org.jspecify.annotations.Nullable;

/**
 * What a run has found, counted for the sentence that closes it: of Telegram its data centres, of others the ranges (a /24
 * or /48 each) that were tried. One counts as unreachable if nothing that was tried in it worked.
 */
public final class Summary {
    private static final String CENTRES = "telegram";
    private static final int RANGE_V4 = 24;
    private static final int RANGE_V6 = 48;

    private final Map<String, Tally> lists = new TreeMap<>();
    private final Map<String, Integer> skipped = new TreeMap<>();

    private static final class Tally {
        final Map<String, Boolean> reached = new HashMap<>();

        long unreachable() {
            return reached.values().stream().filter(one -> !one).count();
        }
    }

    public void add(Result result) {
        if (result.outcome() instanceof Outcome.Skipped skip) {
            skipped.merge(skip.reason(), 1, Integer::sum);
            return;
        }
        Target target = result.attempt().target();
        boolean worked = result.outcome() instanceof Outcome.Succeeded;
        lists.computeIfAbsent(target.list(), list -> new Tally())
                .reached
                .merge(part(target), worked, Boolean::logicalOr);
    }

    private static String part(Target target) {
        String region = target.region();
        if (target.list().equals(CENTRES) && region != null) {
            return region;
        }
        Address ip = target.ip();
        return new Prefix(ip, ip.family().bits() == 32 ? RANGE_V4 : RANGE_V6).toString();
    }

    /** The closing words in English. */
    public String text(long asn, @Nullable LinkMode mode) {
        return text(asn, mode, Words.in(Locale.ENGLISH));
    }

    /** The closing words. */
    public String text(long asn, @Nullable LinkMode mode, Words words) {
        String from = asn == 0 ? words.say("fromUnknown") : words.say("from", asn);
        String found = lists.entrySet().stream()
                .map(entry -> found(entry.getKey(), entry.getValue(), words))
                .collect(Collectors.joining("; ", "", " " + from));
        StringBuilder text = new StringBuilder(lists.isEmpty() ? words.say("nothing") : found);
        text.append("; ").append(words.say(connection(mode))).append('.');
        skipped.forEach((reason, count) -> text.append(' ').append(words.say("skipped", count, reason)));
        return text.toString();
    }

    private static String found(String list, Tally tally, Words words) {
        String key = list.equals(CENTRES) ? "centres" : "ranges";
        return words.say(key, "", name(list), tally.unreachable(), tally.reached.size());
    }

    private String connection(@Nullable LinkMode mode) {
        if (mode != null) {
            return mode.name().toLowerCase(Locale.ROOT);
        }
        return lists.values().stream().anyMatch(tally -> tally.reached.containsValue(true)) ? "normal" : "unknown";
    }

    private static String name(String list) {
        return list.isEmpty() ? list : Character.toUpperCase(list.charAt(0)) + list.substring(1);
    }
}
