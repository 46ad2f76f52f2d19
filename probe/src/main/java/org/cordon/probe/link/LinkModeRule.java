package org.cordon.probe.link;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Result;
import org.jspecify.annotations.Nullable;

/**
 * What mode the link was in, judged by many random foreign targets at many providers. A censor who blocks a handful of
 * well-known addresses must not be able to make a probe think that it is offline, so well-known addresses decide nothing.
 *
 * <p>One box that answers for all of them is a captive portal ({@link SameAnswerer}). Otherwise after the rule of
 * dpi-checkers: something foreign answers → normal; only what is white-listed answers → allowlist;
 * neither → no internet, which is a shutdown if packets left this machine and offline if they did not.
 */
final class LinkModeRule {
    static final int FOREIGN_TARGETS = 50;
    static final int PROVIDERS = 10;

    /** Lists whose targets stand in the probe's own country or test only the local link. */
    private static final Set<String> NOT_FOREIGN = Set.of("domestic", "canary", "allowlisted");

    private static final double NORMAL_SHARE = 0.1;

    private LinkModeRule() {}

    static boolean isForeign(Target target) {
        return !NOT_FOREIGN.contains(target.list());
    }

    /** Whether these targets are enough to say anything. */
    static boolean suffice(Iterable<Target> targets) {
        Set<Address> addresses = new HashSet<>();
        Set<String> providers = new HashSet<>();
        for (Target target : targets) {
            if (isForeign(target)) {
                addresses.add(target.ip());
                if (target.provider() != null) {
                    providers.add(target.provider());
                }
            }
        }
        return addresses.size() >= FOREIGN_TARGETS && providers.size() >= PROVIDERS;
    }

    /** The mode, or null where the results do not suffice to tell. */
    static @Nullable LinkMode infer(List<Result> results) {
        List<Result> told = results.stream()
                .filter(r -> !(r.outcome() instanceof Outcome.Skipped))
                .toList();
        if (!suffice(told.stream().map(r -> r.attempt().target()).toList())) {
            return null;
        }
        if (SameAnswerer.isOne(
                told.stream().filter(r -> isForeign(r.attempt().target())).toList())) {
            return LinkMode.CAPTIVE;
        }
        if (share(told, true) >= NORMAL_SHARE) {
            return LinkMode.NORMAL;
        }
        if (share(told, false) > 0) {
            return LinkMode.ALLOWLIST;
        }
        return told.stream().allMatch(LinkModeRule::neverLeft) ? LinkMode.OFFLINE : LinkMode.SHUTDOWN;
    }

    /** The share of addresses, foreign or not, that worked at least once. */
    private static double share(List<Result> results, boolean foreign) {
        Set<Address> all = new HashSet<>();
        Set<Address> worked = new HashSet<>();
        for (Result result : results) {
            Target target = result.attempt().target();
            if (isForeign(target) == foreign) {
                all.add(target.ip());
                if (result.outcome() instanceof Outcome.Succeeded) {
                    worked.add(target.ip());
                }
            }
        }
        return all.isEmpty() ? 0 : (double) worked.size() / all.size();
    }

    private static boolean neverLeft(Result result) {
        return result.outcome() instanceof Outcome.Failed failed
                && (failed.failure().equals(Failure.NETWORK_UNREACHABLE)
                        || failed.failure().equals(Failure.NETWORK_DOWN));
    }
}
