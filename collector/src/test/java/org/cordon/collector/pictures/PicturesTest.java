package org.cordon.collector.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.targets.AsNames;
import org.cordon.collector.board.TestBlocks;
import org.cordon.collector.words.Credit;
import org.cordon.collector.words.Language;
import org.cordon.collector.words.Networks;
import org.cordon.collector.words.Sentences;
import org.cordon.collector.words.Story;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

final class PicturesTest {
    private static final Networks NETWORKS = new Networks(AsNames.bundled());
    private static final Credit CREDIT = new Credit("https://cordon.example.org", "CC BY 4.0");
    private static final Instant NOW = Instant.parse("2018-05-03T09:00:00Z");
    private static final Prefix ALL = Prefix.parse("0.0.0.0/0");

    private static List<Block> april() {
        try {
            List<Block> blocks = new ArrayList<>();
            TestBlocks.april2018(3).values().forEach(blocks::addAll);
            return blocks;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sentences in(Language language) {
        return new Sentences(language, NETWORKS);
    }

    private static Picture map(List<Block> blocks, String prefix, Language language, int width) {
        return new AddressMap(blocks, TestBlocks.RANGES, in(language), CREDIT)
                .of(Prefix.parse(prefix), "RU", NOW, width);
    }

    private static Picture curve(List<Block> blocks, Instant now) {
        List<Prefix> telegram =
                TestBlocks.RANGES.edition("telegram", now).orElseThrow().prefixes();
        return new BlockedCurve(blocks, "telegram", telegram, in(Language.EN), CREDIT).of("RU", null, null, now, 800);
    }

    private static Picture times(List<Block> blocks, int measured) {
        Story story = new Story(TestBlocks.incident(measured, blocks), blocks, null);
        return new NetworkTimes(in(Language.EN), NETWORKS, CREDIT)
                .of(story, Instant.parse("2018-04-16T16:00:00Z"), 800);
    }

    private static String svg(Picture picture) {
        return new String(picture.bytes(Picture.Format.SVG), StandardCharsets.UTF_8);
    }

    @Test
    void prefixes_lie_inside_those_that_contain_them_and_neighbours_touch() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            Prefix outer = new Prefix(Address.v4(random.nextInt()), random.nextInt(24));
            Prefix inner = new Prefix(outer.network(), outer.length() + random.nextInt(8));
            Rectangle2D place = Hilbert.place(outer);
            assertTrue(place.contains(Hilbert.place(inner)), outer + " " + inner);
            double size = outer.addresses().doubleValue() / ALL.addresses().doubleValue();
            assertEquals(size, place.getWidth() * place.getHeight(), size * 1e-9, outer.toString());
            if (outer.last().high() != ALL.last().high()) {
                int next = (int) (outer.last().high() >>> 32) + 1;
                double distance = center(Prefix.of(outer.last())).distance(center(Prefix.of(Address.v4(next))));
                assertEquals(1.0 / 65_536, distance, 1e-9, outer.toString());
            }
        }
    }

    private static java.awt.geom.Point2D center(Prefix prefix) {
        Rectangle2D place = Hilbert.place(prefix);
        return new java.awt.geom.Point2D.Double(place.getCenterX(), place.getCenterY());
    }

    @Test
    void the_map_shows_as_many_dark_cells_as_are_cut_off() {
        List<Block> blocks = List.of(
                TestBlocks.block(8359, "52.58.0.0/15", "2018-04-16T14:34:00Z").build(),
                TestBlocks.block(8359, "52.64.0.0/12", "2018-04-16T14:34:00Z")
                        .except("52.64.0.0/16")
                        .build());
        MapCells cells = new MapCells(Prefix.parse("52.0.0.0/8"));
        cells.block(BlockedSpace.at(blocks, "RU", NOW));
        long dark = java.util.Arrays.stream(cells.kinds())
                .filter(kind -> kind % 2 == 1)
                .count();
        assertEquals((2 + 15) * 1_024, dark, "a /16 is 1024 cells of /26");
    }

    @Test
    void a_map_names_the_figures_in_words_and_in_the_legend() {
        String picture = svg(map(TestBlocks.frankfurt(), "52.58.0.0/15", Language.EN, 800));
        assertTrue(picture.contains("At least 131,072 addresses in 52.56.0.0/14 are cut off in at least one measured"));
        assertTrue(picture.contains("Amazon: 131,072 addresses cut off"));
        assertTrue(
                picture.contains("Licence: CC BY 4.0".replace(' ', '\u00A0').replace("Licence:\u00A0", "Licence: ")));
        assertTrue(
                picture.contains("Source: Cordon, https://cordon.example.org, as of 3 May 2018, 12:00 Moscow time."));
    }

    @Test
    void only_the_inner_bound_is_drawn() {
        Block block = TestBlocks.block(8359, "52.58.0.0/15", "2018-04-16T14:34:00Z")
                .atMost("52.56.0.0/14")
                .build();
        assertEquals(List.of(Prefix.parse("52.58.0.0/15")), BlockedSpace.at(List.of(block), null, NOW));
    }

    @Test
    void what_began_later_or_ended_earlier_is_not_on_the_map() {
        Block block = TestBlocks.block(8359, "52.58.0.0/15", "2018-04-16T14:34:00Z")
                .ended("2018-04-18T00:00:00Z")
                .build();
        Instant[] out = {Instant.parse("2018-04-16T14:33:59Z"), Instant.parse("2018-04-18T00:00:00Z")};
        for (Instant when : out) {
            assertEquals(List.of(), BlockedSpace.at(List.of(block), null, when), when.toString());
        }
        assertEquals(1, BlockedSpace.at(List.of(block), "RU", block.started()).size());
        assertEquals(0, BlockedSpace.at(List.of(block), "DE", block.started()).size());
    }

    @Test
    void the_curve_is_the_size_of_the_union_at_every_moment() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            List<Block> blocks = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                String cidr = new Prefix(Address.v4(0x34000000 | random.nextInt(1 << 20)), 12 + random.nextInt(12))
                        .toString();
                Instant start = NOW.minusSeconds(random.nextInt(100) * 60L);
                TestBlocks block = TestBlocks.block(i, cidr, start.toString());
                blocks.add(
                        random.nextBoolean()
                                ? block.build()
                                : block.ended(start.plusSeconds(random.nextInt(60) * 60L)
                                                .toString())
                                        .build());
            }
            List<Prefix> target = List.of(Prefix.parse("52.0.0.0/14"), Prefix.parse("52.1.0.0/16"));
            for (SpaceOverTime.Step step : SpaceOverTime.steps(blocks, target)) {
                List<Prefix> space = BlockedSpace.at(blocks, null, step.when());
                BigInteger own = PrefixSet.addresses(PrefixSet.intersection(space, target));
                assertEquals(PrefixSet.addresses(space).longValue(), step.all(), "seed " + seed + " " + step);
                assertEquals(own.longValue(), step.target(), "seed " + seed + " " + step);
            }
        }
    }

    @Test
    void the_curve_of_april_2018_tells_its_peak() {
        String picture = svg(curve(april(), NOW));
        assertTrue(picture.contains("At the peak at least 19,901,184 addresses were cut off at once"), picture);
        assertTrue(picture.contains("9,472 of them Telegram’s own"), picture);
    }

    @Test
    void the_time_line_has_a_row_for_each_network_up_to_its_bound() {
        String picture = svg(times(TestBlocks.frankfurt(), 9));
        assertTrue(picture.contains("PJSC Rostelecom AS12389") && picture.contains("MTS PJSC AS8359"), picture);
        assertTrue(picture.contains("2 other measured networks did not cut it off."), picture);
        List<Block> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(TestBlocks.block(200_000 + i, "52.58.0.0/15", "2018-04-16T14:34:00Z")
                    .build());
        }
        Picture bounded = times(many, 500);
        assertTrue(bounded.height() < 1_600, "height " + bounded.height());
        assertTrue(svg(bounded).contains("460 more networks are not shown."));
    }

    @Test
    void the_order_of_the_networks_stays_visible_when_a_block_lasts_for_weeks() {
        List<Block> blocks = TestBlocks.frankfurt();
        Story story = new Story(TestBlocks.incident(9, blocks), blocks, null);
        NetworkTimes times = new NetworkTimes(in(Language.EN), NETWORKS, CREDIT);
        String weeks = svg(times.of(story, NOW, 800));
        assertTrue(weeks.contains("It goes on: the picture ends on 16 April 2018, 20:15 Moscow time."), weeks);
        assertTrue(weeks.contains(">17:34<") && weeks.contains(">18:16<"), weeks);
        assertFalse(svg(times(blocks, 9)).contains("It goes on"));
    }

    @Test
    void nothing_known_is_not_nothing_blocked() {
        for (Picture picture : List.of(map(List.of(), "0.0.0.0/0", Language.EN, 800), curve(List.of(), NOW))) {
            assertTrue(svg(picture).contains("That does not mean that nothing is blocked"), svg(picture));
            assertTrue(picture.bytes(Picture.Format.PNG).length > 1_000);
        }
    }

    @Test
    void the_same_facts_give_the_same_bytes() {
        List<Supplier<Picture>> pictures = List.of(
                () -> map(april(), "0.0.0.0/0", Language.RU, 800),
                () -> map(april(), "52.0.0.0/8", Language.FR, 360),
                () -> curve(april(), NOW),
                () -> times(TestBlocks.frankfurt(), 9));
        for (Supplier<Picture> picture : pictures) {
            for (Picture.Format format : Picture.Format.values()) {
                assertArrayEquals(picture.get().bytes(format), picture.get().bytes(format));
            }
        }
    }

    @Test
    void every_picture_is_well_formed_needs_nothing_and_names_licence_and_source() throws Exception {
        for (Language language : Language.values()) {
            for (int width : new int[] {300, 360, 800, 1_600}) {
                Picture picture = map(april(), "0.0.0.0/0", language, width);
                Element root = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(picture.bytes(Picture.Format.SVG)))
                        .getDocumentElement();
                assertEquals(language.tag(), root.getAttribute("lang"));
                Set<String> names = new HashSet<>();
                for (int i = 0; i < root.getElementsByTagName("*").getLength(); i++) {
                    Element element = (Element) root.getElementsByTagName("*").item(i);
                    names.add(element.getTagName());
                    assertFalse(element.hasAttribute("href") || element.hasAttribute("style"), element.getTagName());
                }
                assertEquals(Set.of("title", "desc", "rect", "path", "text"), names);
                assertTrue(svg(picture).contains("cordon.example.org")
                        && svg(picture).contains("CC\u00A0BY\u00A04.0"));
            }
        }
    }

    @Test
    void the_png_is_the_drawing_at_twice_its_size_and_dark_where_something_is_cut_off() throws Exception {
        Picture picture = map(TestBlocks.frankfurt(), "52.56.0.0/14", Language.EN, 800);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.bytes(Picture.Format.PNG)));
        assertEquals(picture.width() * 2, image.getWidth());
        assertEquals(picture.height() * 2, image.getHeight());
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        assertTrue(colours.contains(0xC46A00), "Amazon, cut off");
        assertTrue(colours.contains(0xF9DFB3), "Amazon, open");
    }

    @Test
    void hostile_names_stay_text() {
        Credit hostile = new Credit("https://x/\"><script>", "<b>&");
        String picture =
                svg(new AddressMap(List.of(), TestBlocks.RANGES, in(Language.EN), hostile).of(ALL, null, NOW, 800));
        assertFalse(picture.contains("<script") || picture.contains("<b>"), picture);
    }

    @Test
    void five_thousand_blocks_are_drawn_within_bounds() {
        List<Block> blocks = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            String cidr = new Prefix(Address.v4(random.nextInt()), 16 + random.nextInt(9)).toString();
            blocks.add(TestBlocks.block(
                            i % 50, cidr, NOW.minus(Duration.ofMinutes(i)).toString())
                    .build());
        }
        assertTrue(svg(map(blocks, "0.0.0.0/0", Language.EN, 800)).length() < 3_000_000);
        assertTrue(svg(curve(blocks, NOW)).length() < 200_000);
    }

    @Test
    void there_is_no_map_of_a_single_address_or_of_ipv6() {
        assertFalse(AddressMap.canShow(Prefix.parse("1.2.3.4/29")));
        assertFalse(AddressMap.canShow(Prefix.parse("2001:db8::/32")));
        assertThrows(IllegalArgumentException.class, () -> map(List.of(), "2001:db8::/32", Language.EN, 800));
        for (int length = 0; length <= 28; length++) {
            assertTrue(map(TestBlocks.frankfurt(), "52.58.0.0/" + length, Language.EN, 300)
                            .height()
                    > 300);
        }
    }
}
