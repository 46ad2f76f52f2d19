package org.cordon.probe.report;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Result;
import org.jspecify.annotations.Nullable;

/**
 * What a run has found, counted for the sentence that closes it: of Telegram its data centres, of others the ranges (a /24
 * or /48 each) that were tried. One counts as unreachable if nothing that was tried in it worked. A proxy counts by itself,
 * and only what leads through it to the other side counts for it.
 */
public final class Summary {
    static final String CENTRES = "telegram";
    static final String PROXIES = "proxy";
    private static final int RANGE_V4 = 24;
    private static final int RANGE_V6 = 48;

    private final Map<String, Tally> lists = new TreeMap<>();
    private final Map<String, Integer> skipped = new TreeMap<>();

    private static final class Tally {
        final Map<String, Boolean> reached = new HashMap<>();

        Findings.Share share() {
            int unreachable =
                    (int) reached.values().stream().filter(one -> !one).count();
            return new Findings.Share(unreachable, reached.size());
        }
    }

    public void add(Result result) {
        if (result.outcome() instanceof Outcome.Skipped skip) {
            skipped.merge(skip.reason(), 1, Integer::sum);
            return;
        }
        if ("handshake".equals(result.attempt().variant().arm())
                && result.attempt().test().isAboutProxies()) {
            return;
        }
        Target target = result.attempt().target();
        boolean worked = result.outcome() instanceof Outcome.Succeeded;
        lists.computeIfAbsent(target.list(), list -> new Tally())
                .reached
                .merge(part(result.attempt()), worked, Boolean::logicalOr);
    }

    private static String part(Attempt attempt) {
        Target target = attempt.target();
        if (attempt.test().isAboutProxies()) {
            return attempt.test().name() + " " + target.ip() + " " + target.port();
        }
        String region = target.region();
        if (target.list().equals(CENTRES) && region != null) {
            return region;
        }
        Address ip = target.ip();
        return new Prefix(ip, ip.family().bits() == 32 ? RANGE_V4 : RANGE_V6).toString();
    }

    /** What was found so far. */
    public Findings findings(long asn, @Nullable LinkMode mode) {
        SortedMap<String, Findings.Share> shares = new TreeMap<>();
        lists.forEach((list, tally) -> shares.put(list, tally.share()));
        return new Findings(asn, mode, shares, new TreeMap<>(skipped));
    }
}
