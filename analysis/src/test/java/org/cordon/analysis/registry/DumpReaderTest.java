package org.cordon.analysis.registry;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.registry.Problem.Kind;
import org.junit.jupiter.api.Test;

final class DumpReaderTest {
    private static final String UPDATED = "Updated: 2018-05-05 13:25:00 +0000";
    private static final String GOOD = "1.1.1.1 | 8.8.0.0/16;example.org;http://example.org/;суд;2-1/18;2018-04-01";

    private static List<String> problems(Register register) {
        return register.problems().kept().stream().map(Problem::toString).toList();
    }

    private static List<String> prefixes(Register register) {
        return register.prefixes().stream().map(Prefix::toString).toList();
    }

    @Test
    void a_row_becomes_one_listing_for_each_address() {
        Register register = Dumps.read(UPDATED, GOOD);
        assertEquals(List.of("1.1.1.1/32", "8.8.0.0/16"), prefixes(register));
        Listing listing = register.exactly(Prefix.parse("8.8.0.0/16")).get(0);
        assertEquals("суд", listing.entry().authority());
        assertEquals("2-1/18", listing.entry().decision());
        assertEquals(LocalDate.parse("2018-04-01"), listing.entry().decided());
        assertEquals("example.org", listing.entry().domain());
        assertEquals(2, listing.entry().line());
        assertEquals(Instant.parse("2018-03-31T21:00:00Z"), listing.listed().notBefore());
        assertEquals(Instant.parse("2018-05-05T13:25:00Z"), listing.listed().notAfter());
        assertEquals(List.of(), problems(register));
    }

    @Test
    void a_bad_address_is_refused_and_the_rest_of_the_row_is_used() {
        Register register = Dumps.read(
                UPDATED,
                "1.2.3.4/24 | 9.9.9.9-9.9.9.1 | 0.0.0.0/0 | 10.1.2.3 | 203.0.113.0/28 | 1.2.3 | 8.8.8.8;;;a;b;2018-01-01",
                "5.0.0.0/7 | 8.8.4.0-8.8.4.9 | 2001:db8::1 | 2a00::/32 | 01.2.3.4 | 5.5.5.5/33;;;a;c;2018-01-01");
        assertEquals(List.of("1.2.3.0/24", "8.8.4.0/29", "8.8.4.8/31", "8.8.8.8/32", "2a00::/32"), prefixes(register));
        assertEquals(
                List.of(
                        "line 2: '1.2.3.4/24' has host bits set; read as 1.2.3.0/24",
                        "line 2: the range '9.9.9.9-9.9.9.1' ends before it begins",
                        "line 2: '0.0.0.0/0' is too wide to be meant",
                        "line 2: '10.1.2.3' is no public address: private (10.0.0.0/8)",
                        "line 2: '203.0.113.0/28' is no public address: documentation (203.0.113.0/24)",
                        "line 2: not an IP address: '1.2.3'",
                        "line 3: '5.0.0.0/7' is too wide to be meant",
                        "line 3: '2001:db8::1' is no public address: documentation (2001:db8::/32)",
                        "line 3: not an IP address: '01.2.3.4'",
                        "line 3: prefix length 33 is not between 0 and 32"),
                problems(register));
    }

    @Test
    void a_semicolon_in_the_page_neither_shifts_nor_loses_fields() {
        Register register = Dumps.read(
                UPDATED,
                "1.1.1.1;a.org;\"http://a.org/?x=1&amp;y=2\";МВД;8/7;2017-09-30",
                "1.1.1.2;b.org;http://b.org/?x;y;МВД;8/7;2017-09-30");
        assertEquals(
                "http://a.org/?x=1&amp;y=2",
                register.exactly(Prefix.parse("1.1.1.1")).get(0).entry().url());
        RegisterEntry repaired =
                register.exactly(Prefix.parse("1.1.1.2")).get(0).entry();
        assertEquals("http://b.org/?x;y", repaired.url());
        assertEquals("МВД", repaired.authority());
        assertEquals(List.of("line 3: an unquoted ';' in the address of the page"), problems(register));
    }

    @Test
    void a_row_that_stands_twice_counts_once_and_rows_that_disagree_are_named() {
        Register register = Dumps.read(
                UPDATED,
                GOOD,
                GOOD,
                GOOD.replace("суд", "ФНС"),
                "2.2.2.2;;;суд;2-1/18;2018-13-01",
                "3.3.3.3;;;x;y;2019-01-01");
        assertEquals(2, register.exactly(Prefix.parse("1.1.1.1")).size());
        assertEquals(
                List.of(
                        "line 3: the same row as line 2",
                        "line 4: the same resource and decision as line 2, with another authority or date; both are used",
                        "line 5: not a date: '2018-13-01'; the row is used without",
                        "line 6: decided on 2019-01-01, after the register was published; not used"),
                problems(register));
        assertEquals(4, register.rows());
    }

    @Test
    void a_truncated_dump_is_used_as_far_as_it_goes() {
        Register register = Dumps.read(UPDATED + "\n" + GOOD + "\n9.9.9.9;b.org;http", Dumps.WINDOWS_1251);
        assertTrue(register.truncated());
        assertEquals(List.of("1.1.1.1/32", "8.8.0.0/16"), prefixes(register));
        Register complete = Dumps.read(UPDATED + "\n" + GOOD, Dumps.WINDOWS_1251);
        assertFalse(complete.truncated(), "a last row without a line end is complete");
    }

    @Test
    void a_compressed_stream_that_breaks_off_is_a_truncated_dump() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write((UPDATED + "\n").getBytes(UTF_8));
            for (int i = 0; i < 50_000; i++) {
                out.write(("1." + i % 200 + "." + i / 200 + ".7;;;a;" + i * 31L + ";2018-01-01\n").getBytes(UTF_8));
            }
        }
        byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
        Register register = RegisterReader.read(new GZIPInputStream(new ByteArrayInputStream(half)));
        assertTrue(register.truncated());
        assertTrue(register.size() > 10_000, "used: " + register.size());
    }

    @Test
    void utf_8_is_recognised_and_utf_16_refused() {
        Register register = Dumps.read("\uFEFF" + UPDATED + "\n" + GOOD + "\n", UTF_8);
        assertEquals(
                "суд", register.exactly(Prefix.parse("1.1.1.1")).get(0).entry().authority());
        assertEquals(List.of("line 2: the text is UTF-8, not windows-1251; read as UTF-8"), problems(register));
        assertThrows(UncheckedIOException.class, () -> Dumps.read(UPDATED + "\n" + GOOD, UTF_16));
    }

    @Test
    void a_dump_without_its_first_line_has_rows_without_times() {
        Register register = Dumps.read(GOOD, "only;three;fields");
        assertTrue(register.edition().isEmpty());
        assertEquals(1, register.problems().count(Kind.NO_EDITION));
        assertEquals(1, register.problems().count(Kind.FIELDS));
        assertEquals(
                Listing.State.UNCERTAIN,
                register.exactly(Prefix.parse("1.1.1.1")).get(0).at(Instant.MAX));
    }

    @Test
    void a_file_of_nothing_but_errors_does_not_fill_the_memory() {
        Register register = Dumps.read(UPDATED + "\n" + "x;;;a;b\n".repeat(10_000), Dumps.WINDOWS_1251);
        assertEquals(10_000, register.problems().count(Kind.FIELDS));
        assertEquals(Problems.KEPT_PER_KIND, register.problems().kept().size());
    }
}
