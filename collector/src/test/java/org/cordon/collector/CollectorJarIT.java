package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a process of its own: started, killed, started again, stopped, replayed. */
final class CollectorJarIT {
    private static final String JAR = "target/cordon-collector.jar";
    private static final String ANALYSIS = "../analysis/target/cordon-analysis.jar";

    @TempDir
    Path dir;

    private final List<Process> started = new ArrayList<>();
    private final TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 12389);
    private String address;
    private String kafka;

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    private Process serve() throws Exception {
        address = "127.0.0.1:" + Running.freePort();
        kafka = "127.0.0.1:" + Running.freePort();
        return java(
                "serve",
                JAR,
                "serve",
                "--data",
                data(),
                "--listen",
                address,
                "--kafka-listen",
                kafka,
                "--trust-claims",
                "--open-records",
                "--records-token",
                "s3cret");
    }

    private String data() {
        return dir.resolve("data").toString();
    }

    private Process java(String name, String jar, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path temporary = Files.createDirectories(dir.resolve("tmp"));
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary, "-jar", jar));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out(name))
                .redirectError(ProcessBuilder.Redirect.appendTo(err(name)))
                .start();
        started.add(process);
        return process;
    }

    private File out(String name) {
        return dir.resolve(name + ".out").toFile();
    }

    private File err(String name) {
        return dir.resolve(name + ".err").toFile();
    }

    private static String read(File file) {
        try {
            return Files.readString(file.toPath());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void until(Process process, String path, Predicate<String> isSo) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            assertTrue(process.isAlive(), () -> read(err("serve")));
            try {
                HttpResponse<String> response = Running.get("http://" + address, path);
                if (response.statusCode() == 200 && isSo.test(response.body())) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            Thread.sleep(50);
        }
        throw new AssertionError(path + " does not come to it:\n" + read(err("serve")));
    }

    private void untilArchived(Process process, int observations) throws Exception {
        until(
                process,
                "/api/v1/observations?format=ndjson",
                body -> body.lines().count() == observations);
    }

    @Test
    void it_survives_a_kill_stops_in_order_and_replays_as_detect_does() throws Exception {
        Process first = serve();
        until(first, "/readyz", body -> true);
        send(20, false);
        send(20, true);
        untilArchived(first, 240);
        first.destroyForcibly().waitFor();
        assertEquals(
                "240 observations read, 0 repeated, 0 lines refused",
                lastLineOf("replay", JAR, "replay", "--data", data()),
                "the archive of a collector that was killed can be read before it is started again");

        Process second = serve();
        until(second, "/readyz", body -> true);
        send(5, true);
        untilArchived(second, 270);
        Path observations = dir.resolve("observations.jsonl");
        Files.writeString(
                observations,
                Running.get("http://" + address, "/api/v1/observations?format=ndjson")
                        .body());
        Process busy = java("busy", JAR, "replay", "--data", data());
        assertEquals(1, busy.waitFor());
        assertTrue(read(err("busy")).startsWith("a running collector has the archive of"));

        second.destroy(); // SIGTERM
        assertTrue(second.waitFor(30, TimeUnit.SECONDS), "it stops");
        assertEquals(0, second.exitValue(), read(err("serve")));
        assertLogged();
        assertEquals(0, unpackedLibraries(), "neither a kill nor a stop leaves anything");
        assertReplayedAsDetected(observations);
    }

    private void assertLogged() {
        String log = read(err("serve"));
        assertTrue(log.contains("stopped in order"), log);
        assertTrue(log.contains("configuration  records-token: (hidden)   # --records-token"), log);
        assertTrue(log.contains("configuration  save-every: 1m"), log);
        assertFalse(log.contains("s3cret"), log);
        assertEquals("", read(out("serve")), "standard output is for data");
    }

    private long unpackedLibraries() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("tmp"))) {
            return files.filter(file -> file.toString().contains("duckdb")).count();
        }
    }

    private void assertReplayedAsDetected(Path observations) throws Exception {
        for (String format : List.of("json", "ndjson", "csv", "table")) {
            Process detect = java("detect", ANALYSIS, "detect", "--format", format, observations.toString());
            Process replay = java("replay", JAR, "replay", "--format", format, "--data", data());
            assertEquals(0, detect.waitFor(), read(err("detect")));
            assertEquals(0, replay.waitFor(), read(err("replay")));
            assertTrue(read(out("detect")).contains("18.184.0.0/15"), read(out("detect")));
            assertEquals(
                    -1, Files.mismatch(out("detect").toPath(), out("replay").toPath()), format);
        }
    }

    private String lastLineOf(String name, String jar, String... arguments) throws Exception {
        Process process = java(name, jar, arguments);
        assertEquals(0, process.waitFor(), read(err(name)));
        return read(err(name)).lines().reduce((a, b) -> b).orElse("");
    }

    /** Four addresses of 18.184.0.0/15 and two beside it. */
    private void send(int rounds, boolean dead) throws Exception {
        List<String> inside = List.of("18.184.0.2", "18.184.200.1", "18.185.10.1", "18.185.255.253");
        List<String> beside = List.of("18.183.255.254", "18.186.0.1");
        try (KafkaProducer<String, byte[]> producer = TestProbe.producer(kafka)) {
            for (int round = 0; round < rounds; round++) {
                Instant now = Instant.now();
                List<Observation> said =
                        TestProbe.each(inside, ip -> dead ? probe.dropped(ip, now) : probe.open(ip, now));
                said.addAll(TestProbe.each(beside, ip -> probe.open(ip, now)));
                probe.send(producer, probe.batch(said)).get();
                if (round == rounds - 2) {
                    Thread.sleep(1_100); // the detector looks once a second of the log's time
                }
            }
        }
    }

    @Test
    void a_bad_configuration_ends_with_status_2_and_all_problems() throws Exception {
        Path file = Files.writeString(dir.resolve("c.yaml"), "lisen: x\npartitions: 0\n");
        Process serve = java("serve", JAR, "serve", "--config", file.toString());
        assertEquals(2, serve.waitFor());
        assertEquals(
                file + ": unknown key 'lisen'; did you mean 'listen'?\n" + file
                        + ": 'partitions': '0' is not a whole number between 1 and 1000\n",
                read(err("serve")));
    }

    @Test
    void replay_says_what_is_wrong_with_status_1_or_2() throws Exception {
        Process none = java("none", JAR, "replay");
        Process empty = java("empty", JAR, "replay", "--data", dir.toString());
        assertEquals(2, none.waitFor());
        assertEquals(1, empty.waitFor());
        assertTrue(read(err("none")).startsWith("give either --data DIR or FILE..."), read(err("none")));
        assertEquals("there is no archive in " + dir + "\n", read(err("empty")));
    }
}
