package org.cordon.collector.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Incident;
import org.cordon.collector.NodeModules;
import org.cordon.collector.api.ApiAlone;
import org.cordon.collector.board.Board;
import org.cordon.collector.board.Boards;
import org.cordon.collector.board.TestBlocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages and pictures as people see them, in a headless Chromium; what it saw is kept in {@code target/screenshots}. */
final class PagesIT {
    private static final Path SHOTS = Path.of("target/screenshots");
    private static final Map<String, String> HEADLINES = Map.of(
            "en",
                    "7 of 9 measured Russian networks no longer reach 52.58.0.0/15 (131,072 addresses, Amazon, Frankfurt)",
            "ru",
                    "в 7 из 9 измеренных российских сетей недоступен диапазон 52.58.0.0/15 (131 072 адреса, Amazon, Франкфурт)",
            "fr",
                    "7 des 9 réseaux russes mesurés n’atteignent plus 52.58.0.0/15 (131 072 adresses, Amazon, Francfort)");

    @TempDir
    Path dir;

    private volatile Instant now = Instant.parse("2018-04-16T16:00:00Z");
    private Browser browser;
    private ApiAlone api;

    @BeforeEach
    void start() throws Exception {
        NodeModules.need(NodeModules.isInstalled("chromium"), "chromium is not installed: apt install chromium");
        Files.createDirectories(SHOTS);
        browser = Browser.start(dir);
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (api != null) {
            api.close();
        }
    }

    private void serve(Board board) throws Exception {
        api = ApiAlone.start(Files.createDirectories(dir.resolve("data")), board, null, () -> now);
    }

    private void open(String path, int width) throws Exception {
        browser.open(api.address() + path, width);
    }

    private String text() throws Exception {
        return browser.evaluate("document.body.innerText")
                .asText()
                .replace('\u00A0', ' ')
                .replace('\u202F', ' ');
    }

    private void keep(String name, byte[] bytes) throws Exception {
        Files.write(SHOTS.resolve(name), bytes);
    }

    private static String incident() {
        return "/incidents/" + TestBlocks.incident(9, TestBlocks.frankfurt()).id();
    }

    private static Board frankfurt() {
        List<Block> blocks = TestBlocks.frankfurt();
        return TestBlocks.board(blocks, List.of(TestBlocks.incident(9, blocks)));
    }

    private void assertFits(int width) throws Exception {
        assertEquals(
                width, browser.evaluate("document.documentElement.clientWidth").asInt());
        JsonNode wide = browser.evaluate(
                "[...document.querySelectorAll('body *')].filter(e =>"
                        + " e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5).map(e => e.outerHTML.slice(0, 200))");
        assertTrue(wide.isEmpty(), "wider than the window: " + wide);
        assertTrue(
                browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                        .asBoolean(),
                "scrolls sideways");
        JsonNode small = browser.evaluate("[...document.querySelectorAll('body *')].filter(e => e.innerText &&"
                + " parseFloat(getComputedStyle(e).fontSize) < 13).map(e => e.outerHTML.slice(0, 200))");
        assertTrue(small.isEmpty(), "too small to read: " + small);
        JsonNode broken = browser.evaluate("[...document.images].filter(i => !i.naturalWidth).map(i => i.currentSrc)");
        assertTrue(broken.isEmpty(), "pictures that do not load: " + broken);
    }

    private void assertKeptToItself() {
        for (String request : browser.requests()) {
            assertTrue(request.startsWith(api.address()) || request.equals("about:blank"), request);
        }
        List<String> complaints = new ArrayList<>(browser.complaints());
        complaints.removeIf(complaint -> complaint.endsWith("/favicon.ico"));
        assertEquals(List.of(), complaints);
    }

    @Test
    void an_incident_is_readable_in_three_languages_on_a_telephone_and_on_a_desk() throws Exception {
        serve(frankfurt());
        for (Map.Entry<String, String> language : HEADLINES.entrySet()) {
            for (int width : new int[] {360, 1_000}) {
                open(incident() + "?lang=" + language.getKey(), width);
                assertTrue(text().contains(language.getValue()), text());
                assertEquals(
                        language.getKey(),
                        browser.evaluate("document.documentElement.lang").asText());
                assertFits(width);
                String drawn = browser.evaluate("document.images[0].currentSrc").asText();
                assertEquals(width == 360, drawn.contains("width=360"), drawn);
                keep("incident-" + language.getKey() + "-" + width + ".png", browser.screenshot());
            }
        }
        assertKeptToItself();
    }

    @Test
    void every_page_is_free_of_serious_findings_of_axe() throws Exception {
        NodeModules.needPackages(dir);
        serve(frankfurt());
        for (String language : HEADLINES.keySet()) {
            for (String page : List.of(incident(), "/incidents", "/incidents/none")) {
                for (int width : new int[] {360, 1_000}) {
                    open(page + "?lang=" + language, width);
                    assertEquals(List.of(), Axe.serious(browser), page + " " + language + " " + width);
                }
            }
        }
    }

    @Test
    void axe_would_find_something_where_there_is_something() throws Exception {
        NodeModules.needPackages(dir);
        serve(frankfurt());
        open(incident(), 1_000);
        browser.evaluate(
                "document.images[0].removeAttribute('alt'); document.querySelector('p').style.color = '#ccc'; 0");
        assertEquals(2, Axe.serious(browser).size(), Axe.serious(browser).toString());
    }

    @Test
    void an_incident_prints_on_paper_without_the_navigation() throws Exception {
        serve(frankfurt());
        open(incident() + "?lang=ru", 1_000);
        browser.ask("Emulation.setEmulatedMedia", Map.of("media", "print"));
        assertFalse(text().contains("English"), "navigation is not printed");
        assertTrue(text().contains(HEADLINES.get("ru")));
        // the printable width of A4
        browser.ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 718, "height", 1_000, "deviceScaleFactor", 1, "mobile", false));
        assertFits(718);
        byte[] pdf = browser.print();
        keep("incident-ru.pdf", pdf);
        assertTrue(pdf.length > 20_000
                && new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII).equals("%PDF-"));
        browser.ask("Emulation.setEmulatedMedia", Map.of("media", ""));
    }

    @Test
    void the_list_says_something_true_with_no_incident_and_with_five_hundred() throws Exception {
        Board board = new Board();
        serve(board);
        open("/incidents?lang=fr", 360);
        assertTrue(text().contains("Le collecteur vient de démarrer"), text());
        TestBlocks.show(board, List.of(), List.of());
        open("/incidents?lang=fr", 360);
        assertTrue(text().contains("Cela ne veut pas dire que rien n’est bloqué"), text());
        assertFits(360);
        keep("incidents-none-fr-360.png", browser.screenshot());
        Map<Incident, List<Block>> many = TestBlocks.many(500);
        now = Instant.parse("2026-03-21T12:00:00Z");
        TestBlocks.show(board, many.values().stream().flatMap(List::stream).toList(), List.copyOf(many.keySet()));
        open("/incidents?lang=ru", 360);
        assertTrue(text().contains("Продолжается 500 случаев."), text().substring(0, 300));
        assertEquals(
                500,
                browser.evaluate("document.querySelectorAll('main li').length").asInt());
        assertFits(360);
        keep("incidents-500-ru-360.png", browser.screenshot());
    }

    @Test
    void april_2018_is_drawn_the_same_as_svg_and_as_png() throws Exception {
        List<Block> blocks = new ArrayList<>();
        Map<Incident, List<Block>> april = TestBlocks.april2018(3);
        april.values().forEach(blocks::addAll);
        now = Instant.parse("2018-05-03T09:00:00Z");
        serve(TestBlocks.board(blocks, List.copyOf(april.keySet())));
        open("/incidents?lang=en&probe_cc=RU", 1_000);
        keep("incidents-april-2018-en-1000.png", browser.screenshot());
        assertFits(1_000);
        for (String picture : List.of("map", "map?prefix=52.0.0.0/8", "curve", "networks?incident=" + amazon(april))) {
            String name =
                    picture.replaceFirst("([?]|$)", ".FORMAT$1") + (picture.contains("?") ? "&" : "?") + "lang=en";
            byte[] png = bytes("/pictures/" + name.replace("FORMAT", "png"));
            String file = picture.replaceAll("[?].*", "") + (picture.contains("52.0") ? "-zoomed" : "");
            keep(file + ".png", png);
            open("/pictures/" + name.replace("FORMAT", "svg"), 800);
            byte[] svg = browser.screenshot();
            keep(file + "-as-svg.png", svg);
            double differs = difference(png, svg);
            assertTrue(differs < 0.05, name + ": " + differs + " of the points differ");
        }
        assertKeptToItself();
    }

    private static String amazon(Map<Incident, List<Block>> april) {
        return april.keySet().stream()
                .filter(incident -> incident.cidr().toString().equals("52.58.0.0/15"))
                .map(Incident::id)
                .findFirst()
                .orElseThrow();
    }

    private byte[] bytes(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(api.address() + path)).build();
        HttpResponse<byte[]> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, response.statusCode(), path);
        return response.body();
    }

    /** Share of the points whose colours are far apart. */
    private static double difference(byte[] one, byte[] other) throws IOException {
        BufferedImage a = ImageIO.read(new ByteArrayInputStream(one));
        BufferedImage b = ImageIO.read(new ByteArrayInputStream(other));
        assertTrue(b.getWidth() >= a.getWidth() && b.getHeight() >= a.getHeight(), b.getWidth() + "×" + b.getHeight());
        int far = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                far += isFar(a.getRGB(x, y), b.getRGB(x, y)) ? 1 : 0;
            }
        }
        return (double) far / a.getWidth() / a.getHeight();
    }

    private static boolean isFar(int a, int b) {
        for (int shift = 0; shift < 24; shift += 8) {
            if (Math.abs((a >> shift & 255) - (b >> shift & 255)) > 96) {
                return true;
            }
        }
        return false;
    }

    @Test
    void an_empty_collector_draws_that_nothing_is_known() throws Exception {
        serve(Boards.empty());
        open("/pictures/map.svg?width=360&lang=ru", 360);
        keep("map-empty-ru-360.png", browser.screenshot());
        assertTrue(browser.evaluate("document.documentElement.textContent")
                .asText()
                .contains("Это не значит"));
        assertKeptToItself();
    }
}
