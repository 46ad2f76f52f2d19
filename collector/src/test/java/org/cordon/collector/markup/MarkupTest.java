package org.cordon.collector.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

final class MarkupTest {
    @Test
    void nothing_from_outside_opens_an_element_or_leaves_an_attribute() {
        byte[] page = Markup.xml()
                .open("p", "title", "\"><script>alert('x')</script>")
                .text("<b>&amp;</b>")
                .close()
                .bytes();
        String text = new String(page, StandardCharsets.UTF_8);
        assertEquals(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)"
                        + "&lt;/script&gt;\">&lt;b&gt;&amp;amp;&lt;/b&gt;</p>\n",
                text);
    }

    @Test
    void any_text_at_all_makes_well_formed_xml_and_comes_back() throws Exception {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            StringBuilder any = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                int c = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(0x80);
                any.append(c >= 0x10000 ? new String(Character.toChars(c)) : String.valueOf((char) c));
            }
            byte[] page = Markup.xml()
                    .open("p", "title", any.toString())
                    .text(any.toString())
                    .close()
                    .bytes();
            Document read =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(page));
            assertEquals(1, read.getDocumentElement().getChildNodes().getLength(), "seed " + seed);
            assertEquals(
                    any.toString().replaceAll("[^a-zA-Z<>&\"']", ""),
                    read.getDocumentElement().getTextContent().replaceAll("[^a-zA-Z<>&\"']", ""),
                    "seed " + seed);
        }
    }

    @Test
    void direction_overrides_are_taken_out() {
        String text = new String(Markup.html().element("p", "a\u202Eb\u2066c").bytes(), StandardCharsets.UTF_8);
        assertEquals("<!DOCTYPE html>\n<p>a\uFFFDb\uFFFDc</p>\n", text);
    }

    @Test
    void a_document_with_an_open_element_is_a_bug() {
        Markup page = Markup.html().open("p");
        assertThrows(IllegalStateException.class, page::bytes);
    }
}
