package org.cordon.collector.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.xml.parsers.DocumentBuilderFactory;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.detect.Incident;
import org.cordon.collector.board.Board;
import org.cordon.collector.board.Boards;
import org.cordon.collector.board.TestBlocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Pages, feed and pictures over HTTP. */
final class PublishedTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

    @TempDir
    Path dir;

    private volatile Instant now = Instant.parse("2018-04-16T16:00:30Z");
    private ApiAlone alone;

    @AfterEach
    void close() {
        alone.close();
    }

    private void start(Board board) throws Exception {
        alone = ApiAlone.start(dir, board, "https://cordon.example.org", () -> now);
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(alone.address() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private String text(String path, String... headers) throws Exception {
        return new String(get(path, headers).body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static Board frankfurt() {
        List<Block> blocks = TestBlocks.frankfurt();
        return TestBlocks.board(blocks, List.of(TestBlocks.incident(9, blocks)));
    }

    private static String id() {
        return TestBlocks.incident(9, TestBlocks.frankfurt()).id();
    }

    @Test
    void programs_get_json_and_browsers_a_page_at_both_addresses() throws Exception {
        start(frankfurt());
        for (String path : List.of("/incidents/" + id(), "/api/v1/incidents/" + id())) {
            assertEquals("application/json", header(get(path), "Content-Type"), path);
            assertEquals("application/json", header(get(path, "Accept", "*/*"), "Content-Type"));
            assertEquals("application/json", header(get(path, "Accept", "text/html;q=0, */*"), "Content-Type"));
            assertEquals(
                    "application/json",
                    header(get(path, "Accept", "text/html;q=0.5, application/json"), "Content-Type"));
            assertEquals("text/html;charset=utf-8", header(get(path, "Accept", BROWSER), "Content-Type"));
            assertTrue(header(get(path), "Vary").contains("Accept"));
        }
        for (String nonsense : List.of(";;;,", "text/html;q=banana", "\"", "text/html;q=-1", "x".repeat(5_000))) {
            assertEquals(
                    "application/json",
                    header(get("/incidents/" + id(), "Accept", nonsense), "Content-Type"),
                    nonsense);
        }
    }

    @Test
    void the_page_speaks_the_language_that_is_asked_for() throws Exception {
        start(frankfurt());
        String path = "/incidents/" + id();
        assertTrue(text(path, "Accept", BROWSER).contains("7 of 9 measured Russian networks no longer reach"));
        assertTrue(text(path + "?lang=ru", "Accept", BROWSER).contains("недоступен диапазон 52.58.0.0/15"));
        String french = text(path, "Accept", BROWSER, "Accept-Language", "fr-FR,fr;q=0.9,en;q=0.1");
        assertTrue(french.contains("n’atteignent plus 52.58.0.0/15") && french.contains("<html lang=\"fr\">"), french);
        assertEquals("ru", header(get(path + "?lang=ru", "Accept", BROWSER), "Content-Language"));
        assertEquals(400, get(path + "?lang=xx", "Accept", BROWSER).statusCode());
        assertEquals(400, get(path + "?nonsense=1", "Accept", BROWSER).statusCode());
    }

    @Test
    void a_page_may_load_nothing_but_its_own_style_and_pictures() throws Exception {
        start(frankfurt());
        HttpResponse<byte[]> page = get("/incidents/" + id(), "Accept", BROWSER);
        String policy = header(page, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; img-src 'self'; style-src 'sha256-"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        String text = new String(page.body(), StandardCharsets.UTF_8);
        assertFalse(text.contains("<script") || text.contains(" style=\"") || text.contains(" onload"), text);
        Document read = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        text.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
        Set<String> links = new HashSet<>();
        for (String name : List.of("src", "srcset", "href")) {
            NodeList all = read.getElementsByTagName("*");
            for (int i = 0; i < all.getLength(); i++) {
                links.add(((Element) all.item(i)).getAttribute(name));
            }
        }
        links.removeIf(link -> link.isEmpty() || link.startsWith("https://cordon.example.org/"));
        for (String link : links) {
            assertTrue(link.startsWith("/"), link);
            assertEquals(200, get(link).statusCode(), link);
        }
        assertTrue(links.size() > 10, links.toString());
    }

    @Test
    void names_from_outside_cannot_leave_their_place() throws Exception {
        List<Block> blocks = List.of(TestBlocks.block(8359, "52.58.0.0/15", "2018-04-16T14:34:00Z")
                .in("<b")
                .state(BlockState.CONFIRMED, "<img src=x onerror=alert(1)>")
                .cause(org.cordon.analysis.detect.Cause.CENSOR, "<script>alert(1)</script>")
                .build());
        start(TestBlocks.board(blocks, List.of(TestBlocks.incident(1, blocks))));
        String page = text("/incidents/" + TestBlocks.incident(1, blocks).id(), "Accept", BROWSER);
        assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
        assertFalse(page.contains("<script") || page.contains("<img src=x") || page.contains("<b<"), page);
        assertFalse(text("/feed.atom").contains("<script"));
        HttpResponse<byte[]> none = get("/incidents/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "Accept", BROWSER);
        assertEquals(404, none.statusCode());
        assertTrue(new String(none.body(), StandardCharsets.UTF_8).contains("There is no such incident"));
        assertFalse(new String(none.body(), StandardCharsets.UTF_8).contains("<script"));
    }

    @Test
    void an_incident_that_joined_another_leads_there_and_one_taken_back_says_so() throws Exception {
        Block old =
                TestBlocks.block(8359, "52.58.0.0/16", "2018-04-16T14:34:00Z").build();
        Block wider =
                TestBlocks.block(12389, "52.58.0.0/15", "2018-04-16T14:38:00Z").build();
        Block wrong = TestBlocks.block(8359, "34.64.0.0/10", "2018-04-16T14:00:00Z")
                .ended("2018-04-16T15:00:00Z")
                .state(BlockState.RETRACTED, "the targets answered before it was confirmed")
                .build();
        Incident joined = TestBlocks.incident(2, wider, old);
        start(TestBlocks.board(List.of(old, wider, wrong), List.of(joined)));
        HttpResponse<byte[]> moved = get("/incidents/i" + old.id().substring(1), "Accept", BROWSER);
        assertEquals(308, moved.statusCode());
        assertEquals("/incidents/" + joined.id() + "?lang=en", header(moved, "Location"));
        HttpResponse<byte[]> gone = get("/incidents/i" + wrong.id().substring(1), "Accept", BROWSER);
        assertEquals(410, gone.statusCode());
        assertTrue(new String(gone.body(), StandardCharsets.UTF_8).contains("That was wrong"));
        assertTrue(text("/feed.atom").contains("Withdrawn: since 16 April 2018, 17:00 Moscow time"));
    }

    @Test
    void an_empty_collector_does_not_say_that_nothing_is_blocked() throws Exception {
        start(Boards.empty());
        assertTrue(text("/incidents").contains("That does not mean that nothing is blocked"));
        assertTrue(text("/incidents?lang=ru").contains("Это не значит, что ничего не закрыто"));
        assertTrue(text("/incidents?lang=fr").contains("Cela ne veut pas dire que rien n’est bloqué"));
        assertTrue(text("/pictures/map.svg").contains("That does not mean that nothing is blocked"));
        assertTrue(text("/pictures/curve.svg").contains("That does not mean that nothing is blocked"));
        Element feed = atom("/feed.atom");
        assertEquals(0, feed.getElementsByTagName("entry").getLength());
        assertEquals("2018-04-16T16:00:30.000Z", child(feed, "updated"));
    }

    @Test
    void what_began_seconds_ago_is_told_and_drawn_at_once() throws Exception {
        Block block =
                TestBlocks.block(8359, "52.58.0.0/15", "2018-04-16T16:00:29Z").build();
        start(TestBlocks.board(List.of(block), List.of(TestBlocks.incident(3, block))));
        assertTrue(text("/pictures/map.svg").contains("At least 131,072 addresses are cut off"));
        assertTrue(text("/pictures/curve.svg").contains("131,072 addresses were cut off at once"));
        assertTrue(text("/incidents").contains("1 incident goes on."));
    }

    @Test
    void one_just_started_says_that_it_cannot_say_anything_yet() throws Exception {
        start(new Board());
        for (String path : List.of("/incidents", "/incidents/x")) {
            HttpResponse<byte[]> page = get(path, "Accept", BROWSER);
            assertEquals(503, page.statusCode(), path);
            assertEquals("5", header(page, "Retry-After"));
            assertTrue(new String(page.body(), StandardCharsets.UTF_8).contains("has not read yet what is known"));
        }
        for (String path : List.of(
                "/feed.atom", "/pictures/map.svg", "/pictures/curve.png", "/pictures/networks.svg?incident=x")) {
            assertEquals(503, get(path).statusCode(), path);
        }
    }

    @Test
    void five_hundred_incidents_are_listed_and_the_feed_has_the_newest_hundred() throws Exception {
        Map<Incident, List<Block>> many = TestBlocks.many(500);
        now = Instant.parse("2026-03-21T12:00:00Z");
        start(TestBlocks.board(many.values().stream().flatMap(List::stream).toList(), List.copyOf(many.keySet())));
        String page = text("/incidents");
        assertTrue(page.contains("500 incidents go on."));
        assertEquals(500, page.split("<li>", -1).length - 1);
        Element feed = atom("/feed.atom");
        NodeList entries = feed.getElementsByTagName("entry");
        assertEquals(100, entries.getLength());
        String before = "9";
        for (int i = 0; i < entries.getLength(); i++) {
            String updated = child((Element) entries.item(i), "updated");
            assertTrue(updated.compareTo(before) <= 0, "the newest first");
            before = updated;
        }
        assertTrue(text("/pictures/map.svg").contains("At least 128,000 addresses are cut off"));
    }

    private Element atom(String path) throws Exception {
        HttpResponse<byte[]> response = get(path);
        assertEquals("application/atom+xml; charset=utf-8", header(response, "Content-Type"));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element feed = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(response.body()))
                .getDocumentElement();
        assertEquals("http://www.w3.org/2005/Atom", feed.getNamespaceURI());
        return feed;
    }

    private static String child(Element of, String name) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < of.getChildNodes().getLength(); i++) {
            if (of.getChildNodes().item(i) instanceof Element element
                    && element.getTagName().equals(name)) {
                texts.add(element.getTextContent());
            }
        }
        assertEquals(1, texts.size(), "RFC 4287: one " + name);
        return texts.get(0);
    }

    @Test
    void the_feed_has_all_that_atom_requires_and_ids_that_stay() throws Exception {
        Board board = frankfurt();
        start(board);
        Element feed = atom("/feed.atom?lang=ru");
        assertEquals("ru", feed.getAttribute("xml:lang"));
        assertTrue(child(feed, "id").startsWith("urn:uuid:"));
        assertFalse(child(feed, "title").isEmpty());
        assertEquals(1, feed.getElementsByTagName("author").getLength());
        Element entry = (Element) feed.getElementsByTagName("entry").item(0);
        String id = child(entry, "id");
        assertEquals("2018-04-16T15:21:00.000Z", child(entry, "updated"));
        assertEquals("2018-04-16T14:39:00.000Z", child(entry, "published"));
        assertTrue(child(entry, "title").contains("недоступен диапазон"));
        assertTrue(child(entry, "summary").length() > child(entry, "title").length());
        List<Block> ended = new ArrayList<>();
        for (Block block : TestBlocks.frankfurt()) {
            ended.add(TestBlocks.block(
                            block.asn(), "52.58.0.0/15", block.started().toString())
                    .ended("2018-04-18T06:00:00Z")
                    .build());
        }
        now = Instant.parse("2018-04-18T07:00:00Z");
        TestBlocks.show(board, ended, List.of(TestBlocks.incident(9, ended)));
        Element later = (Element)
                atom("/feed.atom?lang=ru").getElementsByTagName("entry").item(0);
        assertEquals(id, child(later, "id"));
        assertEquals("2018-04-18T06:00:00.000Z", child(later, "updated"));
        assertTrue(child(later, "title").contains("был недоступен"));
    }

    @Test
    void what_has_not_changed_is_not_sent_again() throws Exception {
        start(frankfurt());
        for (String path : List.of(
                "/feed.atom",
                "/incidents",
                "/pictures/map.svg",
                "/pictures/map.png?prefix=52.0.0.0/8",
                "/pictures/curve.png",
                "/pictures/networks.svg?incident=" + id())) {
            HttpResponse<byte[]> first = get(path);
            String tag = header(first, "ETag");
            assertFalse(tag.isEmpty(), path);
            now = now.plusSeconds(20);
            HttpResponse<byte[]> second = get(path, "If-None-Match", tag);
            assertEquals(304, second.statusCode(), path);
            assertArrayEquals(first.body(), get(path).body(), path);
            now = now.minusSeconds(20);
        }
    }

    @Test
    void pictures_may_be_embedded_anywhere_and_do_nothing_there() throws Exception {
        start(frankfurt());
        for (String path :
                List.of("/pictures/map.svg", "/pictures/map.png", "/pictures/networks.png?incident=" + id())) {
            HttpResponse<byte[]> picture = get(path);
            assertEquals(200, picture.statusCode(), path);
            assertEquals("cross-origin", header(picture, "Cross-Origin-Resource-Policy"));
            assertEquals("*", header(picture, "Access-Control-Allow-Origin"));
            assertEquals("default-src 'none'", header(picture, "Content-Security-Policy"));
            assertEquals(path.contains(".svg") ? "image/svg+xml" : "image/png", header(picture, "Content-Type"));
        }
        assertNotEquals(text("/pictures/map.svg"), text("/pictures/map.svg?lang=fr"));
    }

    @Test
    void hostile_questions_about_pictures_are_refused_by_name() throws Exception {
        start(frankfurt());
        Random random = new Random(11);
        String[] names = {"prefix", "probe_cc", "as_of", "since", "until", "lang", "width", "incident", "x"};
        String[] values = {
            "",
            "0",
            "1.2.3.4/32",
            "::/0",
            "0.0.0.0/0",
            "52.58.0.0/28",
            "RU",
            "ru",
            "99999999999",
            "299",
            "1601",
            "300",
            "2018-04-16",
            "1970-01-01",
            "9999-12-31",
            "%00",
            "..%2F..",
            "x".repeat(900),
            "%3Cscript%3E",
            id()
        };
        for (int i = 0; i < 300; i++) {
            String picture = List.of("map", "curve", "networks").get(random.nextInt(3));
            String format = List.of("svg", "png", "gif", "svg%2Fx", "").get(random.nextInt(5));
            String path = "/pictures/" + picture + "." + format + "?" + names[random.nextInt(names.length)] + "="
                    + values[random.nextInt(values.length)];
            int status = get(path).statusCode();
            assertTrue(status == 200 || status == 400 || status == 404, status + " for " + path);
        }
        assertTrue(text("/pictures/map.svg?prefix=2001:db8::/32").contains("'prefix' is not an IPv4 prefix"));
        assertTrue(text("/pictures/curve.svg?since=2020-01-01").contains("'since' is not before 'until'"));
        assertTrue(text("/pictures/networks.svg").contains("'incident' is needed"));
        assertEquals(404, get("/pictures/networks.svg?incident=nobody").statusCode());
    }

    @Test
    void many_who_ask_at_once_all_get_the_same_picture() throws Exception {
        start(frankfurt());
        ExecutorService readers = Executors.newFixedThreadPool(24);
        List<Future<byte[]>> pictures = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            pictures.add(readers.submit(() -> get("/pictures/map.png?width=400").body()));
        }
        for (Future<byte[]> picture : pictures) {
            assertArrayEquals(pictures.get(0).get(), picture.get());
        }
        readers.shutdown();
    }
}
