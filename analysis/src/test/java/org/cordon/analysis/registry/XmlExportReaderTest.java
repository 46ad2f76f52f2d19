package org.cordon.analysis.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;
import org.junit.jupiter.api.Test;

final class XmlExportReaderTest {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n"
            + "<reg:register xmlns:reg=\"http://rsoc.ru\" updateTime=\"2018-04-16T20:40:00+03:00\" formatVersion=\"2.4\">\n";
    private static final String ENTRY =
            "<content id=\"7\" includeTime=\"2015-12-04T10:00:00\" entryType=\"1\" blockType=\"ip\" hash=\"X\">\n"
                    + "<decision date=\"2015-12-04\" number=\"27-31-2015/Ид4082-15\" org=\"Генпрокуратура\"/>\n"
                    + "<domain><![CDATA[example.org]]></domain>\n"
                    + "<ip>1.1.1.1</ip>\n"
                    + "<ipSubnet ts=\"2018-04-16T20:31:00+03:00\">35.156.0.0/14</ipSubnet>\n"
                    + "<ipSubnet>10.0.0.0/8</ipSubnet>\n"
                    + "<ipv6>2a00:1450::1</ipv6>\n"
                    + "</content>\n";
    private static final String TAIL = "</reg:register>\n";

    @Test
    void a_subnet_has_the_time_of_its_own_stamp_though_the_decision_is_old() {
        Register register = Dumps.read(HEAD + ENTRY + TAIL, Dumps.WINDOWS_1251);
        assertEquals(Instant.parse("2018-04-16T17:40:00Z"), register.edition().orElseThrow());
        Listing subnet = register.exactly(Prefix.parse("35.156.0.0/14")).get(0);
        assertEquals(TimeBounds.at(Instant.parse("2018-04-16T17:31:00Z")), subnet.listed());
        assertEquals("27-31-2015/Ид4082-15", subnet.entry().decision());
        Listing address = register.exactly(Prefix.parse("1.1.1.1")).get(0);
        assertEquals(TimeBounds.at(Instant.parse("2015-12-04T07:00:00Z")), address.listed());
        assertEquals(3, register.size());
        assertEquals(1, register.rows());
        assertEquals(
                List.of("line 8: '10.0.0.0/8' is no public address: private (10.0.0.0/8)"),
                register.problems().kept().stream().map(Problem::toString).toList());
    }

    @Test
    void an_export_that_breaks_off_is_used_as_far_as_it_goes() {
        Register register = Dumps.read(HEAD + ENTRY + ENTRY.substring(0, 200), Dumps.WINDOWS_1251);
        assertTrue(register.truncated());
        assertEquals(3, register.size());
    }

    @Test
    void a_document_type_is_refused_so_that_no_entity_reads_a_file_or_grows() {
        String evil = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + "<register updateTime=\"2018-04-16T20:40:00+03:00\"><content><domain>&x;</domain></content></register>";
        UncheckedIOException refused =
                assertThrows(UncheckedIOException.class, () -> Dumps.read(evil, Dumps.WINDOWS_1251));
        assertTrue(refused.getMessage().contains("document type"), refused.getMessage());
    }

    @Test
    void another_xml_file_is_refused() {
        assertThrows(UncheckedIOException.class, () -> Dumps.read("<html></html>", Dumps.WINDOWS_1251));
        assertThrows(UncheckedIOException.class, () -> Dumps.read("<<<", Dumps.WINDOWS_1251));
    }

    @Test
    void the_same_entry_twice_counts_once() {
        Register register = Dumps.read(HEAD + ENTRY + ENTRY + TAIL, Dumps.WINDOWS_1251);
        assertEquals(1, register.rows());
        assertEquals(1, register.problems().count(Problem.Kind.DUPLICATE));
    }

    @Test
    void a_bad_address_is_refused_by_line_and_reason_and_the_rest_of_the_entry_is_used() {
        String entry = "<content id=\"9\" includeTime=\"2018-04-16T10:00:00\">\n"
                + "<decision date=\"2018-04-16\" number=\"1\" org=\"X\"/>\n"
                + "<ipSubnet>1.2.3.4/24</ipSubnet>\n<ipSubnet>0.0.0.0/0</ipSubnet>\n<ip>9.9.9.9-9.9.9.1</ip>\n"
                + "<ip>192.168.1.1</ip>\n<ip>203.0.113.7</ip>\n<ip>banana</ip>\n<ipv6>2001:db8::1</ipv6>\n"
                + "<ipv6Subnet>::/0</ipv6Subnet>\n<ip>8.8.8.8</ip>\n</content>\n";
        Register register = Dumps.read(HEAD + entry + TAIL, Dumps.WINDOWS_1251);
        assertEquals(
                List.of("1.2.3.0/24", "8.8.8.8/32"),
                register.prefixes().stream().map(Prefix::toString).toList());
        List<String> problems =
                register.problems().kept().stream().map(Problem::toString).toList();
        List<String> reasons = List.of(
                "'1.2.3.4/24' has host bits set; read as 1.2.3.0/24",
                "'0.0.0.0/0' is too wide to be meant",
                "the range '9.9.9.9-9.9.9.1' ends before it begins",
                "'192.168.1.1' is no public address: private (192.168.0.0/16)",
                "'203.0.113.7' is no public address: documentation (203.0.113.0/24)",
                "not an IP address: 'banana'",
                "'2001:db8::1' is no public address: documentation (2001:db8::/32)",
                "'::/0' is too wide to be meant");
        assertEquals(reasons.size(), problems.size(), problems.toString());
        for (int i = 0; i < reasons.size(); i++) {
            assertTrue(problems.get(i).endsWith(reasons.get(i)), problems.toString());
            assertTrue(problems.get(i).matches("line [0-9]+: .*"), problems.get(i));
        }
    }

    @Test
    void entries_that_contradict_each_other_are_both_used_and_named() {
        String other = ENTRY.replaceFirst("org=\"[^\"]*\"", "org=\"Y\"");
        Register register = Dumps.read(HEAD + ENTRY + other + TAIL, Dumps.WINDOWS_1251);
        assertEquals(2, register.rows());
        assertEquals(1, register.problems().count(Problem.Kind.CONTRADICTION));
        assertEquals(2, register.exactly(Prefix.parse("1.1.1.1")).size());
    }

    @Test
    void an_export_in_another_encoding_than_it_declares_is_read_as_what_it_is_and_that_is_said() throws IOException {
        String utf8 = HEAD.replace("windows-1251", "utf-8");
        for (Register register : List.of(
                Dumps.read(HEAD + ENTRY + TAIL, StandardCharsets.UTF_8),
                Dumps.read(utf8 + ENTRY + TAIL, Dumps.WINDOWS_1251))) {
            assertEquals(3, register.size());
            assertEquals(1, register.problems().count(Problem.Kind.ENCODING));
            Listing subnet = register.exactly(Prefix.parse("35.156.0.0/14")).get(0);
            assertEquals("27-31-2015/Ид4082-15", subnet.entry().decision());
        }
        String right = utf8 + ENTRY + TAIL;
        byte[] oneBadLetter = (right.replace("Генпрокуратура", "Генпрокуратур~")).getBytes(StandardCharsets.UTF_8);
        oneBadLetter[new String(oneBadLetter, StandardCharsets.ISO_8859_1).indexOf('~')] = (byte) 0xE0;
        Register register = RegisterReader.read(new ByteArrayInputStream(oneBadLetter));
        assertEquals(0, register.problems().count(Problem.Kind.ENCODING), "one bad letter is no other encoding");
        assertEquals(
                "27-31-2015/Ид4082-15",
                register.exactly(Prefix.parse("1.1.1.1")).get(0).entry().decision());
    }
}
