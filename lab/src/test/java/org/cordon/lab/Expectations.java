package org.cordon.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.lab.SavedPrometheus.Sample;
import org.jspecify.annotations.Nullable;

/** What each query must answer after April 2018 was played, by how the query begins; the longest beginning counts. */
final class Expectations {
    private static final List<Long> BLOCKERS = List.of(8359L, 12389L, 31133L);
    private static final String OPEN = "12714";

    /** Counters are first scraped when they have counted already, and rates reach beyond what was scraped. */
    private static final double ABOUT = 0.2;

    private final Script script;
    private final String cidr;
    private final Map<String, Function<List<Sample>, @Nullable String>> all = new LinkedHashMap<>();

    /** @param cidr the incident that is looked at */
    Expectations(Script script, String cidr) {
        this.script = script;
        this.cidr = cidr;
        space();
        incidents();
        blocks();
        services();
        reachability();
        coverage();
        pipeline();
    }

    /** What is wrong with an answer; null: nothing. */
    @Nullable
    String complaint(String query, List<Sample> answer) {
        String known = all.keySet().stream()
                .filter(query::startsWith)
                .max((a, b) -> a.length() - b.length())
                .orElse(null);
        if (known == null) {
            return "nobody says what it must answer";
        }
        return all.get(known).apply(answer);
    }

    private void space() {
        double space = Script.size(script.space());
        double others = space - script.telegrams();
        one("cordon_blocked_space_addresses{", space);
        one("cordon_innocent_addresses{", others);
        one("cordon_innocent_addresses{cc=\"RU\"} / on", others / script.telegrams());
        one("cordon_blocked_addresses{", Script.size(script.space(8359)));
        Map<List<String>, Double> shares = script.shares(8359);
        Map<List<String>, Double> owners = new HashMap<>();
        shares.forEach((key, sum) -> owners.merge(List.of(key.get(0)), sum, Double::sum));
        values("sort_desc(max by (provider) (sum by (provider, asn) (", owners, 0, "provider");
        Map<List<String>, Double> others20 = new HashMap<>(shares);
        others20.keySet().removeIf(key -> key.get(0).equals("telegram"));
        values("topk(20, max by (provider, region) (", others20, 0, "provider", "region");
        Map<List<String>, Double> amazon = new HashMap<>();
        shares.forEach((key, sum) -> {
            if (key.get(0).equals("amazon")) {
                amazon.put(List.of(key.get(1)), sum);
            }
        });
        values("sort_desc(max by (region) (cordon_blocked_provider_addresses", amazon, 0, "region");
        double amazons =
                amazon.values().stream().mapToDouble(Double::doubleValue).sum();
        values("sum by (asn) (cordon_blocked_provider_addresses", networks(asn -> amazons, false), 0, "asn");
        all.put(
                "cordon_blocked_provider_addresses",
                answer -> owners.keySet().stream()
                                .allMatch(owner -> answer.stream()
                                        .anyMatch(s ->
                                                owner.get(0).equals(s.labels().get("provider"))))
                        ? null
                        : "not all of " + owners.keySet());
        Map<List<String>, Double> register = new HashMap<>();
        register.put(List.of("listed_blocked"), space);
        List.of("blocked_perhaps_listed", "blocked_lifted", "blocked_not_listed")
                .forEach(kind -> register.put(List.of(kind), 0.0));
        all.put(
                "sum by (class) (cordon_registry_addresses",
                answer -> compare(
                        register,
                        answer.stream()
                                .filter(s -> !s.labels().get("class").matches("listed_(open|unknown)"))
                                .toList(),
                        0,
                        "class"));
    }

    private void incidents() {
        eachPrefix("cordon_incident_started_seconds", (prefix, value) -> value > 1.7e9);
        eachPrefix("max by (id, cidr, provider) (cordon_incident_networks_blocking", (prefix, value) -> value == 3);
        eachPrefix("max by (id, cidr, provider) (cordon_incident_networks_measured", (prefix, value) -> value == 4);
        eachPrefix(
                "max by (id, cidr, provider) (cordon_incident_addresses",
                (prefix, value) -> value == script.inside(prefix));
        eachPrefix("max by (id, cidr, provider) (cordon_incident_started_seconds", (prefix, value) -> value > 1.7e12);
        one("cordon_incident_networks_blocking{cc=\"RU\",cidr=", 3);
        one("cordon_incident_networks_measured{cc=\"RU\",cidr=", 4);
        one("cordon_incident_addresses{cc=\"RU\",cidr=", script.inside(cidr));
        one("cordon_incident_innocent_addresses{", script.inside(cidr));
        range("cordon_incident_started_seconds{cc=\"RU\",cidr=\"" + cidr + "\"} * 1000", 1.7e12, 1e13);
        all.put("cordon_incidents{", answer -> between(answer, script.space().size() / 2.0, prefixes()));
        all.put("sum by (mechanism, cause) (cordon_active_incidents", this::kinds);
        none("changes(cordon_registry_listed_addresses[10m]) > 0");
    }

    private double prefixes() {
        return script.mechanisms().values().stream().mapToInt(i -> i).sum();
    }

    /** Resets and unreachables are told from drops; what a wider one held together counts once. */
    private @Nullable String kinds(List<Sample> answer) {
        Map<String, Double> told = new TreeMap<>();
        answer.forEach(s -> told.merge(s.labels().get("mechanism"), s.value(), Double::sum));
        Map<String, Integer> scripted = script.mechanisms();
        boolean fits = told.keySet().equals(scripted.keySet())
                && told.get("ip_reset") <= scripted.get("ip_reset")
                && told.get("ip_unreachable") == 1
                && told.get("ip_drop") <= scripted.get("ip_drop")
                && answer.stream().anyMatch(s -> "censor".equals(s.labels().get("cause")));
        return fits ? null : "scripted are " + scripted + ", told " + told;
    }

    private void blocks() {
        one("cordon_blocks{", script.space(8359).size());
        one("count(count by (asn) (cordon_blocks", BLOCKERS.size());
        range("max by (id, asn, cidr, mechanism, cause, state) (cordon_block_started_seconds", 1.7e12, 1e13);
        range("max by (id, cidr, provider, mechanism, cause, state) (cordon_block_started_seconds", 1.7e12, 1e13);
        range("max by (id) (cordon_block_confidence", 0.9, 1);
        range("max by (id) (cordon_block_evidence{cc=\"RU\",of=\"observations\"", 5, script.observations());
        range("max by (id) (cordon_block_evidence{cc=\"RU\",of=\"sites\"", 2, 3);
        range("max by (id) (cordon_block_evidence{cc=\"RU\",of=\"targets\"", 2, 100);
        all.put("count by (asn) (cordon_block_started_seconds", answer -> answer.size() == 3 ? null : "not 3 networks");
        range("quantile(0.5, max by (cidr) (cordon_block_started_seconds", 0, 5);
        range("sort_desc(max by (cidr) (cordon_block_started_seconds", 0, 30);
    }

    private void services() {
        one("sum(cordon_collateral_services{cc=\"RU\",status=\"measured_down\"}", 2);
        one("sum(cordon_collateral_services{cc=\"RU\",status=\"inferred\"}", 1);
        one("sum(cordon_collateral_services{cc=\"RU\",status=\"measured_up\"}", 0);
        values(
                "sum by (category) (cordon_collateral_services{cc=\"RU\",status=\"measured_down\"}",
                Map.of(List.of("e_commerce"), 1.0, List.of("banking"), 1.0),
                0,
                "category");
        values(
                "sum by (category) (cordon_collateral_services{cc=\"RU\",status=\"inferred\"}",
                Map.of(List.of("airline"), 1.0),
                0,
                "category");
        one("cordon_incident_services{", 2);
        values(
                "sum by (status) (cordon_incident_services{",
                Map.of(
                        List.of("measured_down"),
                        2.0,
                        List.of("inferred"),
                        1.0,
                        List.of("measured_up"),
                        0.0,
                        List.of("measured_impaired"),
                        0.0,
                        List.of("down_everywhere"),
                        0.0),
                0,
                "status");
    }

    private void reachability() {
        values(
                "sum by (list) (cordon:observations_ok:rate5m{cc=\"RU\"}",
                script.worked("RU", "", "", 2),
                ABOUT,
                "list");
        values(
                "sum by (asn) (cordon:observations_ok:rate5m{cc=\"RU\",list=\"amazon\"}",
                script.worked("RU", "", "amazon", 1),
                ABOUT,
                "asn");
        values(
                "cordon:reachability:ratio5m{cc=\"RU\",asn=\"8359\"}",
                script.worked("RU", "8359", "", 2, 3),
                ABOUT,
                "list",
                "test");
        values(
                "cordon:observations_ok:rate5m / (",
                script.worked("", "", "", 0, 1, 2, 3),
                ABOUT,
                "cc",
                "asn",
                "list",
                "test");
        sum("sum by (cc, asn, list, test) (rate(cordon_observations_total[5m]))", script.observations() / 300, 0.4);
        sum(
                "sum by (cc, asn, list, test) (rate(cordon_observations_total{result=\"ok\"}",
                script.observations() / 300,
                0.7);
    }

    private void coverage() {
        Map<List<String>, Double> centres = new HashMap<>();
        for (String region : List.of("DC1/DC3", "DC2/DC4", "DC5")) {
            networks(asn -> 1.0, true).forEach((asn, lost) -> centres.put(List.of(region, asn.get(0)), lost));
        }
        values("(sum by (region, asn) (cordon_coverage_prefixes", centres, 0, "region", "asn");
        int amazons = script.prefixes("amazon").size();
        sum("sum by (status) (cordon_coverage_prefixes{cc=\"RU\",provider=\"amazon\"}", 4.0 * amazons, 0);
        all.put("sum by (provider, status) (cordon_coverage_prefixes", answer -> {
            double sum = answer.stream()
                    .filter(s -> "amazon".equals(s.labels().get("provider")))
                    .mapToDouble(Sample::value)
                    .sum();
            boolean blocked = answer.stream()
                            .filter(s -> "blocked".equals(s.labels().get("status")))
                            .count()
                    == 3;
            return sum == amazons && blocked
                    ? null
                    : "not " + amazons + " of Amazon's, or none blocked of one of three";
        });
    }

    private void pipeline() {
        Map<List<String>, Double> sites = networks(asn -> 3.0, false);
        sites.put(List.of(OPEN), 3.0);
        values("cordon_network_sites{cc=\"RU\"}", Map.copyOf(sites), 0, "asn");
        one("cordon_network_sites{cc=\"RU\",asn=\"8359\"}", 3);
        one("sum(cordon_network_sites{", 12);
        sites.put(List.of("24940"), 1.0);
        values("cordon_network_sites", sites, 0, "asn");
        values("sum by (asn) (cordon_network_sites)", sites, 0, "asn");
        one("count(cordon_part_up == 0) or vector(0)", 0);
        one("sum(cordon_part_lag_records)", 0);
        range("cordon_part_lag_records", 0, 0);
        range("cordon_detection_delay_seconds{", 1, 60);
        range("time() - (cordon_", 0, 60);
        sum("rate(cordon_monitor_observations_total[5m])", script.observations() / 300, 0.4);
        sum("rate(cordon_archive_observations_total[5m])", script.observations() / 300, 0.4);
        all.put(
                "sum by (outcome) (rate(cordon_intake_batches_total[5m]))",
                answer -> answer.size() == 1
                                && "accepted".equals(answer.get(0).labels().get("outcome"))
                                && answer.get(0).value() > 0
                        ? null
                        : "not all were accepted");
        none("sum by (outcome) (rate(cordon_gateway_batches_total[5m]))");
        none("sum by (reason) (rate(cordon_intake_observations_rejected_total[5m]))");
        none("cordon_webhook_pending");
        range("histogram_quantile(0.5, sum by (le) (rate(cordon_intake_batch_age", 0, 15);
        range("histogram_quantile(0.99, sum by (le) (rate(cordon_intake_batch_age", 0, 60);
        range("histogram_quantile(0.9, sum by (le) (rate(cordon_verdict_delay", 0, 5);
        range("process_resident_memory_bytes", 1e8, 1e10);
        range("sum(jvm_memory_bytes_used", 1e7, 1e10);
        one("cordon_collector_info", 1);
    }

    private static Map<List<String>, Double> networks(Function<Long, Double> value, boolean withTheOpenOne) {
        Map<List<String>, Double> expected = new HashMap<>();
        BLOCKERS.forEach(asn -> expected.put(List.of(String.valueOf(asn)), value.apply(asn)));
        if (withTheOpenOne) {
            expected.put(List.of(OPEN), 0.0);
        }
        return expected;
    }

    private void one(String query, double value) {
        values(query, Map.of(List.of(), value), 0);
    }

    private void none(String query) {
        all.put(query, answer -> answer.isEmpty() ? null : "nothing of that kind happened");
    }

    private void range(String query, double least, double most) {
        all.put(query, answer -> between(answer, least, most));
    }

    private static @Nullable String between(List<Sample> answer, double least, double most) {
        boolean fits = !answer.isEmpty() && answer.stream().allMatch(s -> s.value() >= least && s.value() <= most);
        return fits ? null : "not from " + least + " to " + most;
    }

    private void sum(String query, double expected, double tolerance) {
        all.put(query, answer -> {
            double told = answer.stream().mapToDouble(Sample::value).sum();
            return Math.abs(told - expected) <= tolerance * expected
                    ? null
                    : "the sum is not " + expected + ": " + told;
        });
    }

    private void values(String query, Map<List<String>, Double> expected, double tolerance, String... labels) {
        all.put(query, answer -> compare(expected, answer, tolerance, labels));
    }

    private static @Nullable String compare(
            Map<List<String>, Double> expected, List<Sample> answer, double tolerance, String... labels) {
        Map<List<String>, Double> told = new HashMap<>();
        for (Sample s : answer) {
            List<String> key = new ArrayList<>();
            for (String label : labels) {
                key.add(s.labels().getOrDefault(label, ""));
            }
            if (told.put(key, s.value()) != null) {
                return "two values for " + key;
            }
        }
        boolean fits = told.keySet().equals(expected.keySet())
                && expected.entrySet().stream()
                        .allMatch(
                                e -> Math.abs(told.get(e.getKey()) - e.getValue()) <= tolerance + 1e-9 * e.getValue());
        return fits ? null : "expected, told: " + differing(expected, told, tolerance);
    }

    private static Map<String, String> differing(
            Map<List<String>, Double> expected, Map<List<String>, Double> told, double tolerance) {
        Map<String, String> differing = new TreeMap<>();
        Set<List<String>> keys = new HashSet<>(expected.keySet());
        keys.addAll(told.keySet());
        for (List<String> key : keys) {
            Double wanted = expected.get(key);
            Double said = told.get(key);
            if (wanted == null || said == null || Math.abs(wanted - said) > tolerance) {
                differing.put(key.toString(), wanted + ", " + said);
            }
        }
        return differing;
    }

    private interface Fits {
        boolean test(String prefix, double value);
    }

    /** Rows of incidents: each is of something that is cut off, and all that is cut off is in some row. */
    private void eachPrefix(String query, Fits fits) {
        all.put(query, answer -> {
            for (Sample s : answer) {
                String prefix = s.labels().get("cidr");
                if (script.inside(prefix) == 0 || !fits.test(prefix, s.value())) {
                    return prefix + " is not so: " + s.value();
                }
            }
            boolean amazons =
                    answer.stream().allMatch(s -> "amazon".equals(s.labels().get("provider")));
            for (Prefix cut : script.space()) {
                boolean shown = answer.stream()
                        .anyMatch(s -> Prefix.parse(s.labels().get("cidr")).overlaps(cut));
                if (!shown && !amazons) {
                    return cut + " is in no row";
                }
            }
            return answer.isEmpty() ? "no row" : null;
        });
    }
}
