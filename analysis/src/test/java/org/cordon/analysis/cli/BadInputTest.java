package org.cordon.analysis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.cordon.analysis.cli.Ran.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.cordon.analysis.wire.Mutations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a file is said with its place and reason; the rest is used; only {@code --strict} makes it fail. */
final class BadInputTest {
    private static final String LINE =
            "{\"v\":1,\"id\":\"%d\",\"probe\":\"p\",\"role\":\"vantage\",\"cc\":\"RU\",\"asn\":12389,"
                    + "\"at\":\"2018-04-16T05:00:00.000Z\",\"received\":\"2018-04-16T05:00:01.000Z\",\"test\":\"tcp\","
                    + "\"ip\":\"18.184.0.2\",\"port\":443,\"failure\":null,\"detail\":{\"stages\":{\"connect\":12.5}}}";

    @TempDir
    Path dir;

    private void assertReported(byte[] content, String used, String... reasons) throws IOException {
        String file = Files.write(dir.resolve("input"), content).toString();
        Ran ran = run("detect", file);
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.err().contains(used + " observations read"), ran.err());
        for (String reason : reasons) {
            assertTrue(ran.err().contains(file + reason), ran.err());
        }
        assertEquals(1, run("detect", "--strict", file).status());
    }

    private static String line(int id) {
        return LINE.formatted(id) + "\n";
    }

    @Test
    void truncated_lines_wrong_types_unknown_tests_and_future_times_are_named() throws IOException {
        String content = line(1)
                + LINE.formatted(2).substring(0, 100) + "\n"
                + line(3).replace("\"port\":443", "\"port\":\"443\"")
                + line(4).replace("\"tcp\"", "\"telepathy\"")
                + line(5).replace("\"at\":\"2018", "\"at\":\"2999")
                + line(6).replace("\"received\":\"2018", "\"received\":\"2999")
                + line(7);
        assertReported(
                content.getBytes(UTF_8),
                "2",
                ":2: not JSON",
                ":3: 'port': is not a whole number",
                ":4: 'test': nothing is known of 'telepathy'",
                ":5: 'at': 2999-04-16T05:00:00Z lies in the future",
                ":6: 'received': 2999-04-16T05:00:01Z lies in the future");
    }

    @Test
    void an_empty_file_is_said_to_be_empty() throws IOException {
        assertReported(new byte[0], "0", ": is empty");
    }

    @Test
    void a_gzip_that_ends_early_counts_to_where_it_does() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append(line(i * 7_919));
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(lines.toString().getBytes(UTF_8));
        }
        byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        String file = Files.write(dir.resolve("half.gz"), half).toString();
        Ran ran = run("detect", file);
        assertEquals(0, ran.status());
        assertTrue(ran.err().contains("the file breaks off here: Unexpected end of ZLIB input stream"), ran.err());
        assertFalse(ran.err().contains("\n0 observations read"), ran.err());
        assertReported(Arrays.copyOf(half, 5), "0", ": is not readable as gzip");
        byte[] garbled = packed.toByteArray();
        Arrays.fill(garbled, 1_000, 1_100, (byte) 0xff);
        assertReported(garbled, "", "");
    }

    @Test
    void several_gzip_members_are_one_file_and_a_damaged_one_is_told() throws IOException {
        byte[] first = gzip(line(1) + line(2));
        byte[] second = gzip(line(3));
        byte[] both = joined(first, second);
        Ran ran = run(
                "detect", "--strict", Files.write(dir.resolve("both.gz"), both).toString());
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.err().contains("3 observations read"), ran.err());
        byte[] damaged = second.clone();
        damaged[0] ^= 1;
        for (byte[] behind : new byte[][] {damaged, Arrays.copyOf(second, 6), {0}}) {
            assertReported(joined(first, behind), "2", ":3: the file breaks off here: bytes stand behind");
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void an_address_may_be_missing_only_where_a_name_was_asked_for() throws IOException {
        assertReported(
                (line(1).replace("\"18.184.0.2\"", "null") + line(2)).getBytes(UTF_8),
                "1",
                ":1: 'ip' may be null only where 'test' is dns");
    }

    @Test
    void a_line_of_a_gigabyte_costs_no_memory_and_not_its_neighbours() throws IOException {
        byte[] before = line(1).getBytes(UTF_8);
        byte[] after = ("\n" + line(2)).getBytes(UTF_8);
        long gigabyte = 1L << 30;
        InputStream stream = new InputStream() {
            private long at;

            @Override
            public int read() {
                long from = at - before.length;
                int b = at < before.length
                        ? before[(int) at]
                        : from < gigabyte ? 'x' : from - gigabyte < after.length ? after[(int) (from - gigabyte)] : -1;
                at++;
                return b;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                long from = at - before.length;
                if (from >= 0 && from + length < gigabyte) {
                    Arrays.fill(into, offset, offset + length, (byte) 'x');
                    at += length;
                    return length;
                }
                int b = read();
                into[offset] = (byte) b;
                return b < 0 ? -1 : 1;
            }
        };
        StringBuilder told = new StringBuilder();
        try (ObservationFile file = ObservationFile.open(
                "-",
                stream,
                InputFormat.ofCordon(),
                (name, line, reason) -> told.append(line).append(reason))) {
            assertNotNull(file.next());
            assertNotNull(file.next());
            assertNull(file.next());
        }
        assertEquals("2line is longer than 65536 bytes", told.toString());
    }

    /** Bounded in the build; {@code -Dcordon.fuzz=1000000} for as long as one likes. */
    @Test
    void no_file_breaks_it() throws IOException {
        int rounds = Integer.getInteger("cordon.fuzz", 5_000);
        SplittableRandom random = new SplittableRandom(6);
        byte[] good = (line(1) + line(2) + line(3)).getBytes(UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(good);
        }
        long[] counts = new long[2];
        Path file = dir.resolve("fuzz");
        for (int round = 0; round < rounds; round++) {
            Files.write(file, Mutations.of(round % 4 == 0 ? packed.toByteArray() : good, random));
            try (ObservationFile observations = ObservationFile.open(
                    file.toString(), System.in, InputFormat.ofCordon(), (name, line, reason) -> counts[0]++)) {
                while (observations.next() != null) {
                    counts[1]++;
                }
            }
        }
        assertTrue(counts[0] > 0 && counts[1] > rounds, Arrays.toString(counts));
    }
}
