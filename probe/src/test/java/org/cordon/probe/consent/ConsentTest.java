package org.cordon.probe.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cordon.probe.nettest.Nettest;
import org.cordon.probe.nettest.Nettests;
import org.junit.jupiter.api.Test;

final class ConsentTest {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru-RU");

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    private boolean ask(Locale language, String answers) throws IOException {
        return Consent.toMeasure(Nettests.ALL, language)
                .ask(
                        new BufferedReader(new StringReader(answers)),
                        new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return told.toString(StandardCharsets.UTF_8);
    }

    @Test
    void only_a_clear_yes_is_a_yes() throws IOException {
        assertTrue(ask(Locale.ENGLISH, "yes\n"));
        assertTrue(ask(RUSSIAN, "Да\n"));
        assertTrue(ask(Locale.FRENCH, "oui\n"));
        assertFalse(ask(Locale.ENGLISH, "no\n"));
        assertFalse(ask(Locale.ENGLISH, ""), "the end of the input is a no");
    }

    @Test
    void an_unclear_answer_is_asked_again_in_the_same_language() throws IOException {
        assertFalse(ask(RUSSIAN, "может быть\nнет\n"));
        assertEquals(2, said().split("Продолжить\\?", -1).length - 1);
        assertTrue(said().contains("Ответьте, пожалуйста"), said());
    }

    @Test
    void the_text_tells_contact_record_publication_and_risk_in_every_language() {
        Map<Locale, List<String>> words = Map.of(
                Locale.ENGLISH,
                List.of("contacts", "recorded", "published", "risk", "recognise a probe"),
                RUSSIAN,
                List.of("обращается", "записывается", "публикуется", "опасен", "узнать пробу"),
                Locale.FRENCH,
                List.of("joint", "noté", "publié", "risque", "reconnaître une sonde"));
        words.forEach((language, expected) -> {
            String text = Consent.toMeasure(Nettests.ALL, language).text();
            expected.forEach(word -> assertTrue(text.contains(word), language + " lacks " + word));
            for (String same : new String[] {"Ctrl-C", "--dry-run", "--without", "history --forget", "consent"}) {
                assertTrue(text.contains(same), language + " lacks " + same);
            }
            Nettests.ALL.forEach(test -> assertTrue(text.contains(" " + test.name() + "  "), language + test.name()));
            assertFalse(text.contains("{"), text);
        });
    }

    @Test
    void every_nettest_is_explained_in_every_language() {
        for (Nettest test : Nettests.ALL) {
            for (Locale language : List.of(RUSSIAN, Locale.FRENCH)) {
                assertNotEquals(
                        test.whatItSends(), NettestWords.in(language).whatItSends(test), language + " " + test.name());
            }
        }
    }

    @Test
    void whoever_speaks_another_language_is_asked_in_english() {
        assertEquals(
                Consent.toMeasure(Nettests.ALL, Locale.ENGLISH).text(),
                Consent.toMeasure(Nettests.ALL, Locale.JAPANESE).text());
    }

    @Test
    void proxies_are_asked_for_by_themselves_in_every_language() {
        assertTrue(Consent.toProxies(Nettests.ALL, Locale.ENGLISH).text().contains("punished"));
        assertTrue(Consent.toProxies(Nettests.ALL, RUSSIAN).text().contains("наказуем"));
        assertTrue(Consent.toProxies(Nettests.ALL, Locale.FRENCH).text().contains("puni"));
    }
}
