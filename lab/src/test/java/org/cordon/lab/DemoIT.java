package org.cordon.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole line on real sockets: probes in namespaces, routers that censor, the detector, the verdict. */
final class DemoIT {
    private static final Path SMALL = Demonstration.ROOT.resolve("lab/src/test/resources/small.yaml");

    @TempDir
    Path dir;

    @BeforeAll
    static void onlyWhereThereAreNamespaces() throws Exception {
        Demonstration.assumeNamespaces();
    }

    private static List<String> demo(String... arguments) {
        List<String> all = new ArrayList<>(List.of("demo", "--root", Demonstration.ROOT.toString()));
        all.addAll(List.of("--scenario", SMALL.toString()));
        all.addAll(List.of(arguments));
        return Demonstration.lab(all.toArray(String[]::new));
    }

    private Demonstration.Ran detect(Path observations) throws Exception {
        String jar = Demonstration.ROOT
                .resolve("analysis/target/cordon-analysis.jar")
                .toString();
        return Demonstration.run(
                60,
                Map.of(
                        "JAR",
                        jar,
                        "FILE",
                        observations.toString(),
                        "OUT",
                        dir.resolve("again").toString()),
                List.of("sh", "-c", Demonstration.JAVA + " -jar \"$JAR\" detect \"$FILE\" > \"$OUT\""));
    }

    @Test
    void a_demo_that_finds_too_little_says_what_it_missed() throws Exception {
        Path hopeless = dir.resolve("hopeless.yaml");
        Files.writeString(
                hopeless,
                Demonstration.text(SMALL)
                        .replace("duration: 14s", "duration: 3s")
                        .replaceAll("(?m)^ .*(1s|1s, end: 12s)}$", "")
                        .replace("start: 2s", "start: 2s, leak: 0.999"));
        Demonstration.Ran ran = Demonstration.run(
                90,
                Map.of(),
                Demonstration.lab(
                        "demo",
                        "--once",
                        "--grace=2",
                        "--root",
                        Demonstration.ROOT.toString(),
                        "--scenario",
                        hopeless.toString(),
                        "--out",
                        dir.resolve("out").toString()));
        assertEquals(1, ran.status(), ran.out());
        assertTrue(ran.out().contains("missed: AS12389 35.192.0.0/12"), ran.out());
        assertTrue(ran.out().contains("The time limit came first: 2 missed, 0 invented."), ran.out());
    }

    @Test
    void no_namespace_has_a_way_out() throws Exception {
        Demonstration.Ran ran = Demonstration.run(60, Map.of(), Demonstration.lab("isolation", SMALL.toString()));
        assertEquals(0, ran.status(), ran.out());
        assertTrue(ran.out().contains("probe-12389-1: no default route in any table"), ran.out());
        assertTrue(ran.out().contains("probe-12389-1: 149.154.160.2 answers"), ran.out());
        assertFalse(ran.out().contains("LEAK"), ran.out());
    }

    @Test
    void a_way_out_is_noticed_before_anything_is_sent() throws Exception {
        Demonstration.Ran ran =
                Demonstration.run(60, Map.of(), Demonstration.lab("isolation", "--with-leak", SMALL.toString()));
        assertEquals(1, ran.status(), ran.out());
        assertTrue(ran.out().contains("router-12389: LEAK: not true: no default route in any table"), ran.out());
        assertFalse(ran.out().contains("out of reach"), ran.out());
    }

    @Test
    void ten_kills_of_the_collector_and_a_cut_way_lose_and_double_nothing_and_change_no_verdict() throws Exception {
        Path out = dir.resolve("out");
        Demonstration.Ran ran = Demonstration.run(
                360, Map.of(), demo("--once", "--kill-collector=10", "--cut=60", "--out", out.toString()));
        assertEquals(0, ran.status(), ran.out());
        assertEquals(10, ran.out().split("the collector was killed with its broker", -1).length - 1, ran.out());
        assertFalse(ran.out().contains("meanwhile it made 0 batches"), ran.out());
        assertTrue(ran.out().contains("the collector has each of them exactly once."), ran.out());
        Demonstration.Ran detect = detect(out.resolve("observations.jsonl"));
        assertEquals(0, detect.status(), detect.out());
        assertArrayEquals(Files.readAllBytes(out.resolve("blocks.json")), Files.readAllBytes(dir.resolve("again")));
    }

    @Test
    void the_host_sees_api_and_metrics_and_nothing_is_left_after_a_kill() throws Exception {
        Set<Path> before = temporary();
        Process demo = shown(18_089, "--out=" + dir.resolve("out"));
        int port = port(Demonstration.text(dir.resolve("printed")));
        assertTrue(get(port, "/metrics").contains("cordon_monitor_observations_total"));
        waitFor(() -> get(port, "/api/v1/networks").contains("12714"), 60);
        assertTrue(get(port, "/incidents").contains("<h1>"), "a page for people");
        if (isInstalled("prometheus")) {
            Matcher matcher = Pattern.compile("Prometheus that scrapes it is at http://127\\.0\\.0\\.1:([0-9]+)")
                    .matcher(Demonstration.text(dir.resolve("printed")));
            assertTrue(matcher.find(), Demonstration.text(dir.resolve("printed")));
            int prometheus = Integer.parseInt(matcher.group(1));
            String question = "/api/v1/query?query=up%7Bjob%3D%22cordon-collector%22%7D";
            waitFor(() -> answers(prometheus, question).contains(",\"1\"]"), 30);
        }
        demo.destroyForcibly();
        assertTrue(demo.waitFor(10, TimeUnit.SECONDS));
        assertNothingIsLeft(before);
    }

    @Test
    void sigterm_ends_it_and_nothing_is_left() throws Exception {
        Set<Path> before = temporary();
        Process demo = shown(18_090);
        demo.destroy();
        assertTrue(demo.waitFor(20, TimeUnit.SECONDS), "it ends when it is asked to");
        assertNothingIsLeft(before);
    }

    @Test
    void bad_usage_is_told_with_status_2_and_leaves_nothing() throws Exception {
        Set<Path> before = temporary();
        for (List<String> wrong : List.of(
                List.of("--port=abc"),
                List.of("--port=99999"),
                List.of("--cut=-5"),
                List.of("extra"),
                List.of("--onec"))) {
            List<String> command = new ArrayList<>(List.of("./demo"));
            command.addAll(wrong);
            Demonstration.Ran ran = Demonstration.run(30, temporaryIn(mark()), command);
            assertEquals(2, ran.status(), ran.out());
            assertTrue(ran.out().contains("Try 'cordon-lab demo --help'."), ran.out());
            assertFalse(ran.out().contains("\tat "), ran.out());
        }
        assertNothingIsLeft(before);
    }

    /** A folder whose name all processes of a demonstration of this test bear in their command lines. */
    private Path mark() throws IOException {
        return Files.createDirectories(
                dir.resolve("cordon-kill-test-" + ProcessHandle.current().pid()));
    }

    private static Map<String, String> temporaryIn(Path folder) {
        return Map.of("TMPDIR", folder.toString());
    }

    /** {@code ./demo} as a user starts it, when the probes have begun. */
    private Process shown(int port, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("./demo", "--port=" + port, "--scenario=" + SMALL));
        command.addAll(List.of(options));
        Path printed = dir.resolve("printed");
        Process demo = Demonstration.start(printed, temporaryIn(mark()), command);
        try {
            waitFor(() -> Demonstration.text(printed).contains("make their first pass"), 60);
            assertTrue(processes(mark().toString()) >= 7, "probes and collector run");
            return demo;
        } catch (Exception | AssertionError e) {
            demo.destroyForcibly();
            throw e;
        }
    }

    private void assertNothingIsLeft(Set<Path> before) throws Exception {
        Path mark = mark();
        waitFor(() -> processes(mark.toString()) == 0 && list(mark).isEmpty(), 10);
        Set<Path> left = temporary();
        left.removeAll(before);
        assertEquals(Set.of(), left);
    }

    /** What a demonstration could leave in the system's folder for temporary files: its own, and unpacked libraries. */
    private static Set<Path> temporary() throws IOException {
        Set<Path> found = list(Path.of("/tmp"));
        found.removeIf(path -> !path.getFileName().toString().matches("(cordon-|lib|hsperfdata|snappy).*"));
        return found;
    }

    private static Set<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static int port(String printed) {
        Matcher matcher = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]+)/").matcher(printed);
        assertTrue(matcher.find(), printed);
        return Integer.parseInt(matcher.group(1));
    }

    private static String get(int port, String path) throws IOException {
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + path).toURL().openStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** The answer; nothing while the server is starting. */
    private static String answers(int port, String path) {
        try {
            return get(port, path);
        } catch (IOException starting) {
            return "";
        }
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(command)));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void waitFor(Condition condition, int seconds) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.holds() && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
        assertTrue(condition.holds(), "not within " + seconds + " s");
    }

    /** Processes of this machine whose command line bears {@code mark}, those in inner namespaces included. */
    private static long processes(String mark) throws IOException {
        long count = 0;
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : entries) {
                try {
                    String line = Demonstration.text(entry.resolve("cmdline"));
                    count += line.contains(mark) ? 1 : 0;
                } catch (IOException gone) {
                    // a process that ended meanwhile
                }
            }
        }
        return count;
    }
}
