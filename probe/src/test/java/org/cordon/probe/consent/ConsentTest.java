package org.cordon.probe.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ConsentTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    private boolean ask(String answers) throws IOException {
        return Consent.ask(
                new BufferedReader(new StringReader(answers)), new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    @Test
    void only_a_clear_yes_is_a_yes() throws IOException {
        assertTrue(ask("yes\n"));
        assertTrue(ask("Да\n"));
        assertFalse(ask("no\n"));
        assertFalse(ask(""), "the end of the input is a no");
    }

    @Test
    void an_unclear_answer_is_asked_again() throws IOException {
        assertFalse(ask("perhaps\nno\n"));
        assertEquals(2, told.toString(StandardCharsets.UTF_8).split("go on\\?", -1).length - 1);
    }

    @Test
    void the_text_tells_contact_record_publication_and_risk() {
        for (String word : new String[] {"contacts", "recorded", "publishes", "risk", "Ctrl-C", "--dry-run"}) {
            assertTrue(Consent.TEXT.contains(word), word);
        }
    }
}
