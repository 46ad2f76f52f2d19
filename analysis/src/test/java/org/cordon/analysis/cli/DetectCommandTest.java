package org.cordon.analysis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.cordon.analysis.cli.Ran.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class DetectCommandTest {
    @TempDir
    Path dir;

    /** Three probes reach four addresses of 18.184.0.0/15 and one beside it, then the four no longer. */
    private static String world() {
        StringBuilder lines = new StringBuilder();
        String[] inside = {"18.184.0.2", "18.184.200.1", "18.185.10.1", "18.185.255.253"};
        int id = 0;
        for (int minute = 0; minute < 40; minute++) {
            for (String ip :
                    new String[] {inside[0], inside[1], inside[2], inside[3], "18.183.255.254", "18.186.0.1"}) {
                boolean blocked = minute >= 20 && Arrays.asList(inside).contains(ip);
                lines.append(String.format(
                        "{\"v\":1,\"id\":\"%d\",\"probe\":\"p%d\",\"role\":\"vantage\",\"cc\":\"RU\",\"asn\":12389,"
                                + "\"at\":\"2018-04-16T05:%02d:00.000Z\",\"test\":\"tcp\",\"ip\":\"%s\",\"port\":443,"
                                + "\"failure\":%s}%n",
                        id++,
                        minute % 3,
                        minute,
                        ip,
                        blocked ? "\"generic_timeout_error\",\"operation\":\"connect\"" : "null"));
            }
        }
        return lines.toString();
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(dir.resolve(name), content).toString();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void the_block_is_found_whatever_the_compression() throws Exception {
        byte[] world = world().getBytes(UTF_8);
        Ran plain = run("detect", "--format", "csv", file("a.jsonl", world));
        assertEquals(0, plain.status(), plain.err());
        assertEquals(2, plain.out().lines().count(), plain.out());
        assertTrue(plain.out().contains(",confirmed,RU,12389,18.184.0.0/15,131072,ip_drop,"), plain.out());
        assertTrue(plain.out().contains(",amazon"), plain.out());
        assertEquals(
                plain.out(),
                run("detect", "--format", "csv", file("a.gz", gzip(world))).out());
        assertEquals(
                plain.out(),
                run("detect", "--format", "csv", file("a.zst", Zstd.compress(world)))
                        .out());
        for (String format : new String[] {"json", "ndjson", "table"}) {
            Ran ran = run("detect", "--format", format, file("a.jsonl", world));
            assertTrue(ran.out().contains("18.184.0.0/15"), ran.out());
        }
    }

    @Test
    void a_file_is_put_in_order_whether_it_was_joined_from_others_or_shuffled() throws Exception {
        List<String> lines = world().lines().toList();
        String asMade = run("detect", file("a.jsonl", world().getBytes(UTF_8))).out();
        StringBuilder joined = new StringBuilder();
        for (int probe = 0; probe < 3; probe++) {
            String mark = "\"probe\":\"p" + probe + "\"";
            lines.stream()
                    .filter(line -> line.contains(mark))
                    .forEach(line -> joined.append(line).append('\n'));
        }
        Ran ran = run("detect", file("joined.jsonl", joined.toString().getBytes(UTF_8)));
        assertEquals(0, ran.status(), ran.err());
        assertEquals(asMade, ran.out());
        // of one minute's attempts, whose times are equal, the order stays: minutes are shuffled, not lines
        List<Integer> minutes = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
        Collections.shuffle(minutes, new Random(7));
        String shuffled = minutes.stream()
                .flatMap(minute -> lines.subList(minute * 6, minute * 6 + 6).stream())
                .collect(Collectors.joining("\n"));
        assertEquals(
                asMade,
                run("detect", file("shuffled.jsonl", shuffled.getBytes(UTF_8))).out());
    }

    @Test
    void the_same_file_twice_counts_once() throws Exception {
        String file = file("a.jsonl", world().getBytes(UTF_8));
        Ran twice = run("detect", file, file);
        assertEquals(run("detect", file).out(), twice.out());
        assertTrue(twice.err().contains("240 observations read, 240 repeated, 0 lines refused"), twice.err());
    }

    @Test
    void what_repeats_itself_stands_where_it_came_first() throws Exception {
        String file = file("a.jsonl", world().getBytes(UTF_8));
        assertEquals(
                order(file), order(file, file), "observations of one minute have equal times and keep their order");
        assertEquals(order(file), order(file, file, file));
    }

    private static List<String> order(String... files) throws Exception {
        List<ObservationFile> open = new ArrayList<>();
        for (String file : files) {
            open.add(ObservationFile.open(file, System.in, (name, line, reason) -> {}));
        }
        List<String> ids = new ArrayList<>();
        FoldOrder.ofFiles(open).drain(o -> ids.add(o.id()));
        for (ObservationFile file : open) {
            file.close();
        }
        return ids;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_pipe_is_read_to_its_end() throws Exception {
        byte[] world = world().getBytes(UTF_8);
        for (byte[] sent : List.of(world, gzip(world))) {
            Path pipe = dir.resolve("pipe" + sent.length);
            assertEquals(
                    0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
            Thread writer = new Thread(() -> {
                try (OutputStream out = Files.newOutputStream(pipe)) {
                    out.write(sent, 0, sent.length / 2);
                    out.flush();
                    Thread.sleep(100);
                    out.write(sent, sent.length / 2, sent.length - sent.length / 2);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            writer.start();
            Ran ran = run("detect", pipe.toString());
            writer.join();
            assertTrue(ran.err().contains("240 observations read, 0 repeated, 0 lines refused"), ran.err());
        }
    }

    @Test
    void bad_lines_are_named_and_the_rest_is_used() throws Exception {
        String world = world();
        String bad = "nonsense\n" + world + "{\"v\":1}\n" + "x".repeat(200_000) + "\n\n";
        String file = file("b.jsonl", bad.getBytes(UTF_8));
        Ran ran = run("detect", file);
        assertEquals(0, ran.status());
        assertEquals(run("detect", file("a.jsonl", world.getBytes(UTF_8))).out(), ran.out());
        assertTrue(ran.err().contains(file + ":1: not JSON"), ran.err());
        assertTrue(ran.err().contains(file + ":242: 'id' is missing"), ran.err());
        assertTrue(ran.err().contains(file + ":243: line is longer than 65536 bytes"), ran.err());
        assertTrue(ran.err().contains("240 observations read, 0 repeated, 3 lines refused"), ran.err());
        assertEquals(1, run("detect", "--strict", file).status());
    }

    @Test
    void a_file_that_breaks_off_is_used_to_where_it_does() throws Exception {
        byte[] packed = gzip(world().getBytes(UTF_8));
        Ran ran = run("detect", file("cut.gz", Arrays.copyOf(packed, packed.length - 200)));
        assertEquals(0, ran.status());
        assertTrue(ran.err().contains("the file breaks off here"), ran.err());
        assertEquals("[\n]\n", run("detect", file("empty", new byte[0])).out());
    }

    @Test
    void bad_usage_is_told_apart_from_failure() {
        assertEquals(2, run("detect").status());
        Ran typo = run("detect", "--formt", "csv", "x");
        assertEquals(2, typo.status());
        assertTrue(typo.err().contains("--format"), typo.err());
        assertEquals(1, run("detect", dir.resolve("missing").toString()).status());
    }
}
