package org.cordon.collector.words;

import static org.cordon.collector.board.TestBlocks.block;
import static org.cordon.collector.board.TestBlocks.incident;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.cordon.analysis.collateral.Category;
import org.cordon.analysis.collateral.DamageReport.CategoryDamage;
import org.cordon.analysis.collateral.DamageSummary;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.detect.Cause;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.targets.AsNames;
import org.cordon.collector.board.TestBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said, word for word, in three languages. */
final class SentencesTest {
    private static final Networks NETWORKS = new Networks(AsNames.bundled());
    private static final String START = "2018-04-16T14:34:00Z";

    private static Sentences in(Language language) {
        return new Sentences(language, NETWORKS);
    }

    private static Story story(int measured, Block... blocks) {
        return new Story(incident(measured, blocks), List.of(blocks), null);
    }

    private static Story frankfurt() {
        List<Block> blocks = TestBlocks.frankfurt();
        return new Story(incident(9, blocks), blocks, null);
    }

    private static void assertPlain(String expected, String said) {
        assertEquals(expected, said.replace('\u00A0', ' ').replace('\u202F', ' '));
    }

    @Test
    void an_incident_is_one_sentence_in_each_language() {
        assertPlain(
                "Since 16 April 2018, 17:34 Moscow time, 7 of 9 measured Russian networks no longer reach 52.58.0.0/15"
                        + " (131,072 addresses, Amazon, Frankfurt).",
                in(Language.EN).headline(frankfurt()));
        assertPlain(
                "С 16 апреля 2018 года, 17:34 по московскому времени, в 7 из 9 измеренных российских сетей недоступен"
                        + " диапазон 52.58.0.0/15 (131 072 адреса, Amazon, Франкфурт).",
                in(Language.RU).headline(frankfurt()));
        assertPlain(
                "Depuis le 16 avril 2018 à 17 h 34 (heure de Moscou), 7 des 9 réseaux russes mesurés n’atteignent plus"
                        + " 52.58.0.0/15 (131 072 adresses, Amazon, Francfort).",
                in(Language.FR).headline(frankfurt()));
    }

    @Test
    void russian_nouns_follow_their_number() {
        Phrases phrases = Phrases.in(Language.RU);
        String[][] forms = {
            {"0", "0 адресов"},
            {"1", "1 адрес"},
            {"2", "2 адреса"},
            {"4", "4 адреса"},
            {"5", "5 адресов"},
            {"11", "11 адресов"},
            {"12", "12 адресов"},
            {"14", "14 адресов"},
            {"21", "21 адрес"},
            {"22", "22 адреса"},
            {"25", "25 адресов"},
            {"101", "101 адрес"},
            {"111", "111 адресов"},
            {"112", "112 адресов"},
            {"1001", "1 001 адрес"},
            {"131072", "131 072 адреса"},
            {"1048576", "1 048 576 адресов"}
        };
        for (String[] form : forms) {
            assertPlain(form[1], phrases.count("addresses", new BigInteger(form[0])));
        }
        assertEquals("21 измеренной российской сети", phrases.count("measured.RU", 21));
        assertEquals("11 измеренных российских сетей", phrases.count("measured.RU", 11));
    }

    @Test
    void french_zero_is_singular_and_english_zero_is_plural() {
        assertEquals("0 adresse", Phrases.in(Language.FR).count("addresses", 0));
        assertEquals("1 adresse", Phrases.in(Language.FR).count("addresses", 1));
        assertEquals("2 adresses", Phrases.in(Language.FR).count("addresses", 2));
        assertEquals("0 addresses", Phrases.in(Language.EN).count("addresses", 0));
        assertEquals("1 address", Phrases.in(Language.EN).count("addresses", 1));
    }

    @Test
    void the_preposition_before_the_second_day_is_another_in_russian() {
        Block block = block(8359, "52.58.0.0/15", "2018-05-02T09:00:00Z").build();
        assertTrue(
                in(Language.RU).of(block).startsWith("Со 2 мая 2018 года, 12:00"),
                in(Language.RU).of(block));
        assertTrue(
                in(Language.FR).of(block).startsWith("Depuis le 2 mai 2018 à 12"),
                in(Language.FR).of(block));
        Block first = block(8359, "52.58.0.0/15", "2018-05-01T09:00:00Z").build();
        assertTrue(
                in(Language.FR).of(first).startsWith("Depuis le 1er mai 2018"),
                in(Language.FR).of(first));
    }

    @Test
    void bounds_are_quoted_by_their_minimum_and_the_maximum_is_said_apart() {
        Block block = block(8359, "52.58.0.0/15", START)
                .atMost("52.56.0.0/14")
                .except("52.59.4.0/24")
                .build();
        List<String> said = in(Language.EN).paragraph(story(9, block));
        assertPlain(
                "Since 16 April 2018, 17:34 Moscow time, 1 of 9 measured Russian networks no longer reaches 52.58.0.0/15"
                        + " (at least 130,816 addresses, Amazon, Frankfurt).",
                said.get(0));
        assertTrue(
                said.contains("The edges are not known exactly: as much as 52.56.0.0/14 (261,888 addresses) may be cut"
                        + " off."),
                said.toString());
        assertTrue(said.contains("One part inside can still be reached: 52.59.4.0/24."), said.toString());
        assertPlain(
                "С 16 апреля 2018 года, 17:34 по московскому времени, в 1 из 9 измеренных российских сетей недоступен"
                        + " диапазон 52.58.0.0/15 (не менее 130 816 адресов, Amazon, Франкфурт).",
                in(Language.RU).headline(story(9, block)));
    }

    @Test
    void a_network_that_cuts_off_only_a_part_makes_the_whole_uneven() {
        Story story = story(
                9,
                block(12389, "52.56.0.0/14", START).build(),
                block(8359, "52.58.0.0/16", START).build());
        assertPlain(
                "Since 16 April 2018, 17:34 Moscow time, 2 of 9 measured Russian networks no longer reach 52.56.0.0/14 or"
                        + " parts of it (at least 65,536 addresses, Amazon).",
                in(Language.EN).headline(story));
    }

    @Test
    void an_uncertain_start_is_said_to_be_one() {
        Block block =
                block(8359, "52.58.0.0/15", START).unsure(Duration.ofMinutes(4)).build();
        List<String> said = in(Language.EN).paragraph(story(9, block));
        assertTrue(said.contains("It began between 16 April 2018, 17:30 and 17:38."), said.toString());
        Block night = block(8359, "52.58.0.0/15", "2018-04-16T21:02:00Z")
                .unsure(Duration.ofMinutes(5))
                .build();
        assertTrue(
                in(Language.EN)
                        .paragraph(story(9, night))
                        .contains("It began between 16 April 2018, 23:57 and 17 April 2018, 00:07."),
                in(Language.EN).paragraph(story(9, night)).toString());
    }

    @Test
    void what_is_over_is_told_in_the_past() {
        Block block =
                block(8359, "52.58.0.0/15", START).ended("2018-04-18T06:00:00Z").build();
        assertPlain(
                "From 16 April 2018, 17:34 to 18 April 2018, 09:00 Moscow time, 1 of 9 measured Russian networks did not"
                        + " reach 52.58.0.0/15 (131,072 addresses, Amazon, Frankfurt).",
                in(Language.EN).headline(story(9, block)));
        assertPlain(
                "С 16 апреля 2018 года, 17:34 до 18 апреля 2018 года, 09:00 по московскому времени, в 1 из 9 измеренных"
                        + " российских сетей был недоступен диапазон 52.58.0.0/15 (131 072 адреса, Amazon, Франкфурт).",
                in(Language.RU).headline(story(9, block)));
        assertPlain(
                "Du 16 avril 2018 à 17 h 34 au 18 avril 2018 à 09 h 00 (heure de Moscou), 1 des 9 réseaux russes mesurés n’a"
                        + " pas atteint 52.58.0.0/15 (131 072 adresses, Amazon, Francfort).",
                in(Language.FR).headline(story(9, block)));
    }

    @Test
    void a_single_measured_network_is_called_the_only_one() {
        Block block = block(8359, "52.58.0.0/15", START).build();
        assertTrue(in(Language.EN)
                .headline(story(1, block))
                .contains("the only measured Russian network, MTS PJSC (AS8359), no longer reaches"));
        assertTrue(in(Language.RU)
                .headline(story(1, block))
                .contains("в единственной измеренной российской сети, MTS PJSC (AS8359), недоступен"));
        assertTrue(in(Language.FR)
                .headline(story(1, block))
                .contains("le seul réseau russe mesuré, MTS PJSC (AS8359), n’atteint plus"));
    }

    @Test
    void another_country_goes_by_its_name_and_utc() {
        Block block = block(44244, "52.58.0.0/15", START).in("IR").build();
        assertTrue(in(Language.EN)
                .headline(story(3, block))
                .startsWith("Since 16 April 2018, 14:34 UTC, 1 of 3 measured networks (Iran)"));
        assertTrue(in(Language.RU).headline(story(3, block)).contains("в 1 из 3 измеренных сетей (Иран)"));
        assertTrue(in(Language.FR).headline(story(3, block)).contains("1 des 3 réseaux mesurés (Iran)"));
        Block nowhere = block(1, "203.0.113.0/24", START).in("ZZ").build();
        assertTrue(in(Language.EN).headline(story(3, nowhere)).contains("(an unknown country)"));
    }

    @Test
    void quadrillions_of_addresses_are_not_counted_in_ipv6() {
        Block block = block(8359, "2001:67c:4e8::/48", "2026-09-01T14:34:00Z").build();
        assertPlain(
                "Since 1 September 2026, 17:34 Moscow time, MTS PJSC (AS8359) no longer reaches 2001:67c:4e8::/48 (IPv6,"
                        + " Telegram, data centres 2 and 4).",
                in(Language.EN).of(block));
    }

    @Test
    void suspected_and_withdrawn_blocks_say_what_they_are() {
        Block suspected = block(8359, "52.58.0.0/15", START)
                .state(BlockState.SUSPECTED, "seen from 1 of 4 active sites")
                .build();
        assertTrue(in(Language.EN).of(suspected).contains("seems no longer to reach"));
        assertTrue(in(Language.EN).of(suspected).endsWith("this is a suspicion from too few places, not a finding."));
        assertTrue(in(Language.RU).of(suspected).contains("по-видимому, недоступен"));
        Block withdrawn = block(8359, "52.58.0.0/15", START)
                .ended("2018-04-16T15:00:00Z")
                .state(BlockState.RETRACTED, "a reason nobody has translated")
                .build();
        assertTrue(in(Language.EN).of(withdrawn).endsWith("That was wrong: a reason nobody has translated."));
        assertTrue(in(Language.RU).of(withdrawn).endsWith("ошибкой: «a reason nobody has translated»."));
        assertTrue(in(Language.FR).of(withdrawn).startsWith("Retiré"));
    }

    @Test
    void how_sure_is_said_in_words_and_never_rounded_up() {
        double[] probabilities = {0.9999, 0.953, 0.81, 0.6};
        String[] words = {
            "almost certain (at least 99%",
            "very likely (at least 95%",
            "likely, not certain (at least 81%",
            "possible, no more (at least 60%"
        };
        for (int i = 0; i < words.length; i++) {
            Block block = block(8359, "52.58.0.0/15", START)
                    .confidence(probabilities[i], 1)
                    .build();
            String said = String.join(" ", in(Language.EN).paragraph(story(9, block)));
            assertTrue(said.contains(words[i] + ", from 120 attempts to connect at 1 place"), said);
        }
    }

    @Test
    void networks_that_disagree_about_the_cause_leave_it_open() {
        Story story = story(
                9,
                block(12389, "52.58.0.0/15", START).cause(Cause.CENSOR).build(),
                block(8359, "52.58.0.0/15", START)
                        .cause(Cause.UNKNOWN, "one network only")
                        .build());
        assertTrue(in(Language.EN)
                .paragraph(story)
                .contains("Who or what is behind it is not known: the networks show different patterns."));
    }

    @Test
    void measured_damage_and_inferred_damage_stand_apart() {
        DamageSummary damage = new DamageSummary(
                5,
                9,
                List.of(),
                "telegram",
                BigInteger.ZERO,
                BigInteger.valueOf(131_072),
                List.of("Shop", "Bank"),
                List.of("Airline", "Clinic", "Game"),
                List.of(new CategoryDamage(Category.E_COMMERCE, 5, 2, 0, 0, 0, 3)),
                "r");
        Story told = frankfurt();
        List<String> said = in(Language.EN).paragraph(new Story(told.incident(), told.blocks(), damage));
        assertTrue(said.contains("At least 131,072 of these addresses are not Telegram’s."), said.toString());
        assertTrue(said.contains("2 services of others inside were measured and are down: Shop and Bank."));
        assertTrue(said.contains(
                "3 more services have addresses inside but were not measured: Airline, Clinic and Game."));
        List<String> russian = in(Language.RU).paragraph(new Story(told.incident(), told.blocks(), damage));
        assertTrue(russian.contains("Измерены и не работают 2 чужие службы внутри: Shop и Bank."), russian.toString());
    }

    @ParameterizedTest
    @EnumSource
    void every_language_can_say_everything(Language language) {
        Sentences sentences = in(language);
        List<String> all = new ArrayList<>();
        for (Mechanism mechanism : Mechanism.values()) {
            for (Cause cause : Cause.values()) {
                Block block = block(8359, "52.58.0.0/15", START)
                        .by(mechanism, 443)
                        .cause(cause)
                        .build();
                all.addAll(sentences.paragraph(story(3, block)));
                all.addAll(sentences.paragraph(story(
                        3,
                        block(8359, "52.58.0.0/15", START)
                                .cause(cause, "one network only")
                                .build())));
            }
        }
        assertFalse(all.stream().anyMatch(text -> text.contains("{") || text.contains("null")), all.toString());
    }

    @Test
    void the_languages_have_the_same_phrases() throws Exception {
        Set<String> english = keys("");
        assertEquals(english, keys("_fr"));
        assertEquals(english, keys("_ru"));
    }

    /** The phrases without their plural forms. */
    private static Set<String> keys(String suffix) throws Exception {
        Properties properties = new Properties();
        try (var stream = Phrases.class.getResourceAsStream("phrases" + suffix + ".properties")) {
            properties.load(stream);
        }
        Set<String> keys = new TreeSet<>();
        properties.stringPropertyNames().stream()
                .filter(key -> !key.startsWith("since."))
                .forEach(key -> keys.add(key.replaceAll("[.](one|few|many|other)$", "")));
        return keys;
    }

    @Test
    void what_a_client_prefers_is_found_and_nonsense_is_english() {
        assertEquals(Language.RU, Language.preferred("ru-RU,ru;q=0.9,en-US;q=0.8"));
        assertEquals(Language.FR, Language.preferred("de, fr-CA;q=0.5, en;q=0.1"));
        assertEquals(Language.EN, Language.preferred("de"));
        assertEquals(Language.EN, Language.preferred(null));
        for (String nonsense :
                List.of("", ";;;", "ru;q=banana", "-", "*", "x".repeat(10_000), "ru,".repeat(300), "\u0000")) {
            assertEquals(Language.EN, Language.preferred(nonsense), nonsense);
        }
    }
}
