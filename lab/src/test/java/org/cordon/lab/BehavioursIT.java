package org.cordon.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.Json;
import org.cordon.lab.behaviour.Found;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way of blocking that plain sockets can see, played by a router and seen by real probes: the observations, and what the
 * detector makes of them, are those of the golden folder of the case, but for what differs from run to run.
 */
final class BehavioursIT {
    private static final Path GOLDEN = Demonstration.ROOT.resolve("lab/src/test/resources/behaviours");
    private static final String AGAIN = "; if the change is meant, make the golden folders again:"
            + " unshare -Urnmpf --kill-child --mount-proc java -jar lab/target/cordon-lab.jar behaviours --root ."
            + " --out lab/src/test/resources/behaviours";
    /** Chance decides which attempts get through. */
    private static final String RANDOM = "telegram_slow_down";

    @TempDir
    static Path out;

    @BeforeAll
    static void play_all_of_them() throws Exception {
        Demonstration.assumeNamespaces();
        Demonstration.Ran ran = Demonstration.run(
                240,
                Map.of(),
                Demonstration.lab("behaviours", "--root", Demonstration.ROOT.toString(), "--out", out.toString()));
        assertEquals(0, ran.status(), ran.out());
    }

    @Test
    void each_is_observed_as_its_golden_folder_says() throws IOException {
        List<String> cases = names(GOLDEN);
        assertEquals(cases, names(out));
        assertTrue(cases.size() >= 22, cases.toString());
        for (String name : cases) {
            if (!name.equals(RANDOM)) {
                assertEquals(shapes(GOLDEN, name), shapes(out, name), name + AGAIN);
            }
        }
    }

    @Test
    void the_detector_names_prefix_and_mechanism_as_the_golden_folder_says() throws IOException {
        for (String name : names(GOLDEN)) {
            if (!name.equals(RANDOM)) {
                assertEquals(blocks(GOLDEN, name), blocks(out, name), name + AGAIN);
            }
        }
    }

    @Test
    void a_slow_down_by_loss_is_a_throttle() throws IOException {
        // what a new run loses is chance, so that the detector's word is asked of the one that was kept
        assertTrue(blocks(GOLDEN, RANDOM).contains("\"throttle\""));
    }

    @Test
    void a_freeze_is_seen_at_the_same_size_on_every_connection_and_not_at_home() throws IOException {
        List<Observation> transfers = read(out, "freeze_after_16_kb");
        List<Observation> frozen = select(transfers, o -> "hoster".equals(o.list()));
        assertTrue(frozen.stream().noneMatch(Observation::succeeded));
        List<Observation> stalled = select(frozen, o -> o.detail().containsKey("stalled_after_bytes"));
        // two probes, two addresses, nine connections each; a busy machine may lose one before it carries anything
        assertTrue(stalled.size() >= 30, stalled.size() + " of 36");
        for (Observation o : stalled) {
            double stall = number(o, "stalled_after_bytes");
            assertTrue(stall > 13_000 && stall < 22_000, "stalled after " + stall);
        }
        assertEquals(
                18,
                select(transfers, o -> "domestic".equals(o.list()) && o.succeeded())
                        .size());
    }

    @Test
    void a_throttled_download_is_slow_and_the_control_of_the_same_minute_is_fast() throws IOException {
        List<Observation> all = read(out, "throttle");
        List<Observation> policed = select(
                all, o -> "hoster".equals(o.list()) && "down".equals(o.detail().get("direction")));
        assertTrue(policed.size() >= 20, policed.size() + " downloads");
        for (Observation o : policed) {
            assertTrue(number(o, "goodput_kbps") < 250, o.toString());
        }
        // most of them: a machine that has much else to do slows down one or the other by itself
        double[] home = all.stream()
                .filter(o -> "domestic".equals(o.list()))
                .mapToDouble(o -> number(o, "goodput_kbps"))
                .sorted()
                .toArray();
        assertTrue(home[home.length / 2] > 500, "median at home: " + home[home.length / 2]);
    }

    @Test
    void random_loss_spoils_some_of_the_tries_and_not_all() throws IOException {
        List<Observation> tries = read(out, RANDOM);
        long through = tries.stream().filter(Observation::succeeded).count();
        assertTrue(tries.size() >= 40, tries.size() + " tries: a busy machine throws some away");
        assertTrue(through > 8 && through < 48, through + " of 48 got through");
        // a lost SYN is sent again after a second: loss shows in the time too
        long late = tries.stream().filter(o -> o.ms() != null && o.ms() > 900).count();
        assertTrue(late >= 8, late + " took a second or more");
    }

    private static double number(Observation o, String key) {
        return o.detail().get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static List<Observation> select(List<Observation> all, Predicate<Observation> which) {
        return all.stream().filter(which).toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static List<Observation> read(Path folder, String name) throws IOException {
        return Found.read(folder.resolve(name).resolve("observations.jsonl"));
    }

    /** Prefix, mechanisms and ports; times and counts differ from run to run. */
    private static String blocks(Path folder, String name) throws IOException {
        List<String> blocks = new ArrayList<>();
        JsonNode all = Json.mapper()
                .readTree(folder.resolve(name).resolve("blocks.json").toFile());
        for (JsonNode b : all) {
            blocks.add(b.path("asn") + " " + b.path("cidr") + " " + b.path("mechanisms") + " " + b.path("ports"));
        }
        return String.join("\n", blocks.stream().sorted().toList());
    }

    /** What does not differ from run to run; how often does: a busy machine discards what it could not watch in time. */
    private static Set<String> shapes(Path folder, String name) throws IOException {
        Set<String> shapes = new TreeSet<>();
        for (Observation o : read(folder, name)) {
            String arm = o.pair() == null ? "" : " " + o.pair().arm();
            List<Object> facts = new ArrayList<>();
            for (String key : List.of("http_status", "blockpage", "dns_answers", "direction", "quic_versions")) {
                if (o.detail().containsKey(key)) {
                    facts.add(key + "=" + o.detail().get(key));
                }
            }
            if (o.detail().containsKey("stalled_after_bytes")) {
                facts.add("stalled");
            }
            String shape = o.test() + " " + o.ip() + " " + o.port() + arm + " " + o.host() + " " + o.failure() + " "
                    + o.operation() + " " + o.mode() + " " + facts;
            shapes.add(shape);
        }
        return shapes;
    }
}
