package org.cordon.analysis.collateral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * Proves by paired attempts whether a service is cut off by its prefix or by its name, by the rule {@value #RULE}. The arm
 * {@value #TARGET} asks for the name at its address; every other arm of the pair changes one thing, another name (or none)
 * at the same address or the same name at an address of a sibling prefix:
 *
 * <ul>
 *   <li>the target fails and another name works at the same address: the name is blocked;
 *   <li>the target fails, other names fail there too and the name works at a sibling (or was not tried): the prefix;
 *   <li>all of it fails: one pair cannot tell, and none of it counts; the target works: nothing to explain.
 * </ul>
 *
 * A verdict needs three pairs that tell, four in five of them of one mind, and no more controls that fail at the target
 * than reach it.
 */
public final class NameOrPrefix {
    /** The rule by which it is decided; its meaning never changes. */
    public static final String RULE = "pair-1";

    /** The arm of a pair that asks for the name at its own address, as everybody would. */
    public static final String TARGET = "target";

    private static final int LEAST_PAIRS = 3;
    private static final double NEARLY_ALL = 0.8;

    /** Pairs whose arms are awaited; the oldest is judged as it stands when there are more. */
    private static final int MOST_OPEN = 100_000;

    /** What a name at an address suffers from in one network. */
    public enum Verdict {
        PREFIX,
        NAME,
        /** Too few pairs, pairs that contradict each other, or controls that fail too. */
        UNDECIDED
    }

    /**
     * What the pairs say of one name at one address in one network.
     *
     * @param agreeing pairs for the verdict (where undecided: for the prefix); {@code disagreeing} pairs against it
     */
    public record Finding(
            long asn,
            String cc,
            String host,
            Address ip,
            Verdict verdict,
            int agreeing,
            int disagreeing,
            String rule) {}

    /**
     * One attempt of a pair.
     *
     * @param pair id of the pair, unique within its probe; {@code arm} what differs
     */
    public record Attempt(
            String probe,
            Role role,
            String cc,
            long asn,
            Address ip,
            @Nullable String host,
            boolean worked,
            String pair,
            String arm) {}

    private record Place(String host, Address ip) {}

    private record Subject(long asn, String cc, Place place) {}

    private record Arm(@Nullable String name, @Nullable String host, Address ip, boolean worked) {}

    /** A pair's id is unique only within its probe. */
    private record PairKey(String probe, String id) {}

    private record OpenPair(long asn, String cc, Role role, List<Arm> arms) {}

    private final Map<PairKey, OpenPair> open = new LinkedHashMap<>();
    private final Map<Subject, int[]> votes = new LinkedHashMap<>();
    private final Map<Place, int[]> controls = new LinkedHashMap<>();

    /** Takes one attempt in; those that belong to no pair say nothing here. */
    public void accept(Observation o) {
        Pair pair = o.pair();
        Address ip = o.ip();
        boolean normal = o.mode() == null || o.mode() == LinkMode.NORMAL;
        if (pair == null || ip == null || !normal || o.test().equals("dns")) {
            return;
        }
        accept(new Attempt(o.probe(), o.role(), o.cc(), o.asn(), ip, o.host(), o.succeeded(), pair.id(), pair.arm()));
    }

    /** Takes one attempt in that was read elsewhere, under the conditions of {@link #accept(Observation)}. */
    public void accept(Attempt a) {
        open.computeIfAbsent(
                        new PairKey(a.probe(), a.pair()),
                        key -> new OpenPair(a.asn(), a.cc(), a.role(), new ArrayList<>(3)))
                .arms()
                .add(new Arm(a.arm(), a.host(), a.ip(), a.worked()));
        if (open.size() > MOST_OPEN) {
            PairKey oldest = open.keySet().iterator().next();
            judge(Objects.requireNonNull(open.remove(oldest)));
        }
    }

    /** The findings by network, name and address. */
    public List<Finding> findings() {
        open.values().forEach(this::judge);
        open.clear();
        Map<Subject, int[]> sorted = new TreeMap<>(Comparator.comparing(Subject::cc)
                .thenComparingLong(Subject::asn)
                .thenComparing(s -> s.place().host())
                .thenComparing(s -> s.place().ip()));
        sorted.putAll(votes);
        List<Finding> findings = new ArrayList<>();
        sorted.forEach((subject, vote) -> findings.add(finding(subject, vote[0], vote[1])));
        return List.copyOf(findings);
    }

    private Finding finding(Subject s, int prefix, int name) {
        int[] outside = controls.getOrDefault(s.place(), new int[2]);
        int most = Math.max(prefix, name);
        boolean clear =
                prefix + name >= LEAST_PAIRS && most >= NEARLY_ALL * (prefix + name) && outside[0] <= outside[1];
        Verdict verdict = !clear ? Verdict.UNDECIDED : prefix > name ? Verdict.PREFIX : Verdict.NAME;
        boolean forName = verdict == Verdict.NAME;
        return new Finding(
                s.asn(),
                s.cc(),
                s.place().host(),
                s.place().ip(),
                verdict,
                forName ? name : prefix,
                forName ? prefix : name,
                RULE);
    }

    private void judge(OpenPair pair) {
        Arm target = pair.arms().stream()
                .filter(arm -> TARGET.equals(arm.name()))
                .findFirst()
                .orElse(null);
        if (target == null || target.host() == null) {
            return;
        }
        Place place = new Place(ServiceAddresses.key(target.host()), target.ip());
        if (pair.role() == Role.CONTROL) {
            controls.computeIfAbsent(place, p -> new int[2])[target.worked() ? 1 : 0]++;
        } else if (!target.worked()) {
            Verdict one = one(target, pair.arms());
            if (one != Verdict.UNDECIDED) {
                int[] vote = votes.computeIfAbsent(new Subject(pair.asn(), pair.cc(), place), s -> new int[2]);
                vote[one == Verdict.PREFIX ? 0 : 1]++;
            }
        }
    }

    private static Verdict one(Arm target, List<Arm> arms) {
        List<Arm> otherNames = arms.stream()
                .filter(a -> a.ip().equals(target.ip()) && !Objects.equals(a.host(), target.host()))
                .toList();
        List<Arm> siblings = arms.stream()
                .filter(a -> !a.ip().equals(target.ip()) && Objects.equals(a.host(), target.host()))
                .toList();
        if (otherNames.stream().anyMatch(Arm::worked)) {
            return Verdict.NAME;
        }
        boolean elsewhere = siblings.isEmpty() || siblings.stream().anyMatch(Arm::worked);
        return otherNames.isEmpty() && siblings.isEmpty() || !elsewhere ? Verdict.UNDECIDED : Verdict.PREFIX;
    }
}
