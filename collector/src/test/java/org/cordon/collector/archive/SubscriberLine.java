package org.cordon.collector.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Role;
import org.cordon.collector.TestProbe;
import org.jspecify.annotations.Nullable;

/**
 * A provider with 100,000 subscribers, twenty of whom run a probe, and its records of who connected to which range in which
 * hour. Ranges differ in popularity as Zipf has it; subscribers in how much they do, log-normally; nights are quiet.
 * Volunteers are subscribers like others, and measure every range twice an hour besides.
 */
final class SubscriberLine {
    static final int SUBSCRIBERS = 100_000;
    static final int DAYS = 30;

    private static final int VOLUNTEERS = 20;
    private static final int HOURS = 24;
    private static final int RUNS_AN_HOUR = 2;
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    /** Connections that whoever visits a range in an hour makes to it. */
    private static final double CONNECTIONS = 6;

    private final SplittableRandom random;
    private final List<Range> ranges = new ArrayList<>();
    private final BitSet[][] visited;
    private final Map<String, BitSet[]> days = new HashMap<>();

    /** @param rate visits of an average subscriber in a busy hour */
    private record Range(String list, String net, String target, double rate) {}

    SubscriberLine(long seed) {
        random = new SplittableRandom(seed);
        // Telegram's few ranges serve all of its users; what of Amazon is popular is a small part of it
        add("telegram", 8, "149.154.", 0.20, 0.5);
        add("google", 12, "142.250.", 0.30, 0.8);
        add("amazon", 80, "52.28.", 0.10, 1.6);
        visited = new BitSet[ranges.size()][HOURS];
        for (BitSet[] hours : visited) {
            for (int hour = 0; hour < HOURS; hour++) {
                hours[hour] = new BitSet(SUBSCRIBERS);
            }
        }
        for (String list : List.of("telegram", "google", "amazon")) {
            days.put(list, new BitSet[DAYS]);
            for (int day = 0; day < DAYS; day++) {
                days.get(list)[day] = new BitSet(SUBSCRIBERS);
            }
        }
        for (int who = 0; who < SUBSCRIBERS; who++) {
            live(who, Math.exp(gaussian() - 0.5));
        }
    }

    private void add(String list, int count, String net, double rate, double exponent) {
        for (int rank = 1; rank <= count; rank++) {
            String prefix = net + (160 + rank);
            ranges.add(new Range(list, prefix + ".0/24", prefix + ".10", rate / Math.pow(rank, exponent)));
        }
    }

    private double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static double awake(int hour) {
        return hour < 7 ? 0.2 : 1;
    }

    private void live(int who, double activity) {
        for (int r = 0; r < ranges.size(); r++) {
            Range range = ranges.get(r);
            for (int hour = 0; hour < HOURS; hour++) {
                if (isVolunteer(who) || random.nextDouble() < range.rate * activity * awake(hour)) {
                    visited[r][hour].set(who);
                    days.get(range.list)[0].set(who);
                }
            }
        }
        for (Map.Entry<String, BitSet[]> list : days.entrySet()) {
            double visits = ranges.stream()
                            .filter(range -> range.list.equals(list.getKey()))
                            .mapToDouble(Range::rate)
                            .sum()
                    * activity
                    * 18.4;
            for (int day = 1; day < DAYS; day++) {
                if (isVolunteer(who) || random.nextDouble() < 1 - Math.exp(-visits)) {
                    list.getValue()[day].set(who);
                }
            }
        }
    }

    static boolean isVolunteer(int who) {
        return who < VOLUNTEERS;
    }

    static long volunteersIn(BitSet subscribers) {
        return subscribers.stream().filter(SubscriberLine::isVolunteer).count();
    }

    /** Who connected to {@code net} during the hour that begins at {@code hour} ({@code 2026-03-01 05:00:00}), or null. */
    @Nullable
    BitSet visitors(String net, String hour) {
        if (!hour.startsWith("2026-03-01 ")) {
            return null;
        }
        int index = Integer.parseInt(hour.substring(11, 13));
        for (int r = 0; r < ranges.size(); r++) {
            if (ranges.get(r).net.equals(net)) {
                return visited[r][index];
            }
        }
        throw new IllegalArgumentException("nobody measured " + net);
    }

    /** Who connected to any measured range of {@code list} on {@code day}. */
    BitSet visitorsOfList(String list, String day) {
        return days.get(list)[Integer.parseInt(day.substring(8, 10)) - 1];
    }

    /** Puts what the volunteers measured into {@code store}: every range all through the first day, every list later. */
    void measure(ArchiveStore store) throws Exception {
        List<ArchiveStore.Entry> entries = new ArrayList<>();
        int log = store.log("t");
        for (int who = 0; who < VOLUNTEERS; who++) {
            TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 12389);
            for (Range range : ranges) {
                for (int run = 0; run < HOURS * RUNS_AN_HOUR; run++) {
                    entries.add(entry(
                            log, entries.size(), probe, who, range, Duration.ofMinutes(60L / RUNS_AN_HOUR * run)));
                }
                for (int day = 1; day < DAYS; day++) {
                    entries.add(entry(log, entries.size(), probe, who, range, Duration.ofDays(day)));
                }
            }
        }
        store.add(0, entries, Map.of(0, (long) entries.size()));
    }

    private ArchiveStore.Entry entry(int log, int number, TestProbe probe, int who, Range range, Duration after) {
        Instant at = BEGIN.plus(after).plusMillis(random.nextInt(30 * 60 * 1_000));
        return new ArchiveStore.Entry(
                new Position(log, 0, number, 0),
                probe.observation(range.target, at)
                        .list(range.list)
                        .site("site" + who)
                        .build());
    }

    /**
     * A verdict falls with an observation that was made within the minute before: the share of volunteers among those who
     * connected to the range in that minute, for ranges that more than 1 %, 0.1 to 1 %, and less visit in an hour.
     */
    double[] precisionOfInstants() {
        double[] sum = new double[3];
        int[] count = new int[3];
        for (int r = 0; r < ranges.size(); r++) {
            BitSet evening = visited[r][20];
            double ordinary = evening.cardinality() - volunteersIn(evening);
            double share = ordinary / SUBSCRIBERS;
            double thatMinute = ordinary * Math.min(1, CONNECTIONS / 60);
            double measuring = 1 + (VOLUNTEERS - 1) * RUNS_AN_HOUR / 60.0;
            int kind = share > 0.01 ? 0 : share > 0.001 ? 1 : 2;
            sum[kind] += measuring / (measuring + thatMinute);
            count[kind]++;
        }
        for (int kind = 0; kind < 3; kind++) {
            sum[kind] /= count[kind];
        }
        return sum;
    }

    /** Of those who visited every measured range within the day, the share that measures. */
    double precisionOfPattern() {
        BitSet all = new BitSet(SUBSCRIBERS);
        all.set(0, SUBSCRIBERS);
        for (BitSet[] hours : visited) {
            BitSet day = new BitSet(SUBSCRIBERS);
            for (BitSet hour : hours) {
                day.or(hour);
            }
            all.and(day);
        }
        return (double) volunteersIn(all) / all.cardinality();
    }
}
