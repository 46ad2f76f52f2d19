package org.cordon.probe.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConsentFileTest {
    @TempDir
    Path home;

    @Test
    void a_yes_holds_for_the_tests_that_it_was_given_for_and_no_other() throws IOException {
        ConsentFile file = new ConsentFile(home);
        assertFalse(file.covers(Set.of("tcp")));
        file.remember(Set.of("tcp", "tls"), Instant.EPOCH);
        assertTrue(file.covers(Set.of("tcp")));
        assertTrue(file.covers(Set.of("tcp", "tls")));
        assertFalse(file.covers(Set.of("tcp", "quic")));
    }

    @Test
    void a_later_yes_stands_beside_the_earlier_one() throws IOException {
        ConsentFile file = new ConsentFile(home);
        file.remember(Set.of("tcp", "tls"), Instant.EPOCH);
        file.remember(Set.of("socks5"), Instant.EPOCH);
        assertEquals(Set.of("tcp", "tls", "socks5"), file.tests());
        assertTrue(file.covers(Set.of("tcp", "socks5")));
    }

    @Test
    void a_yes_to_another_edition_of_the_text_is_no_yes_to_this_one() throws IOException {
        Files.writeString(home.resolve("consent"), "text 0\ntest tcp\ngiven 1970-01-01T00:00:00Z\n");
        assertFalse(new ConsentFile(home).covers(Set.of("tcp")));
    }
}
