package org.cordon.probe.report;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cordon.analysis.observation.LinkMode;
import org.jspecify.annotations.Nullable;

/**
 * What a run has found, in numbers.
 *
 * @param asn AS number of the network, 0 where unknown
 * @param mode of the link, null where it could not be told
 * @param lists by target list: how many data centres or ranges were tried, how many of them in vain
 * @param skipped attempts that count for nothing, by reason
 */
public record Findings(
        long asn, @Nullable LinkMode mode, SortedMap<String, Share> lists, SortedMap<String, Integer> skipped) {

    /** A part of all that was tried. */
    public record Share(int unreachable, int tried) {}

    public Findings {
        lists = lists == null ? new TreeMap<>() : lists;
        skipped = skipped == null ? new TreeMap<>() : skipped;
    }

    /** As a sentence for a person. */
    public String text(Words words) {
        String from = asn == 0 ? words.say("fromUnknown") : words.say("from", asn);
        String found = lists.entrySet().stream()
                .map(entry -> found(entry, words))
                .collect(Collectors.joining("; ", "", " " + from));
        StringBuilder text = new StringBuilder(lists.isEmpty() ? words.say("nothing") : found);
        text.append("; ").append(words.say(connection())).append('.');
        skipped.forEach((reason, count) -> text.append(' ').append(words.say("skipped", count, words.reason(reason))));
        return text.toString();
    }

    private static String found(Map.Entry<String, Share> list, Words words) {
        String key = switch (list.getKey()) {
            case Summary.CENTRES -> "centres";
            case Summary.PROXIES -> "proxies";
            default -> "ranges";
        };
        Share share = list.getValue();
        return words.say(key, "", name(list.getKey()), share.unreachable, share.tried);
    }

    private String connection() {
        if (mode != null) {
            return mode.name().toLowerCase(Locale.ROOT);
        }
        return lists.values().stream().anyMatch(share -> share.unreachable < share.tried) ? "normal" : "unknown";
    }

    private static String name(String list) {
        return list.isEmpty() ? list : Character.toUpperCase(list.charAt(0)) + list.substring(1);
    }
}
