package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.cordon.probe.engine.Peer;
import org.junit.jupiter.api.Test;

final class NettestsTest {

    @Test
    void every_nettest_has_a_name_of_its_own_that_fits_the_format() {
        Set<String> names = new HashSet<>();
        for (Nettest test : Nettests.ALL) {
            assertTrue(test.name().matches("[a-z0-9]{1,32}"), test.name());
            assertTrue(names.add(test.name()), "twice: " + test.name());
        }
    }

    @Test
    void every_nettest_has_a_page_that_says_what_it_sends_and_what_its_outcomes_mean() throws IOException {
        for (Nettest test : Nettests.ALL) {
            Path page = Path.of("..", "docs", "nettests", test.name() + ".md");
            assertTrue(Files.exists(page), "write " + page.normalize());
            String text = Files.readString(page);
            for (String part : new String[] {"# " + test.name(), "## What it sends", "## Outcomes", "## Detail"}) {
                assertTrue(text.contains(part), page.normalize() + " lacks '" + part + "'");
            }
        }
    }

    @Test
    void every_nettest_tells_volunteers_what_it_sends_and_keeps_a_time_limit() {
        for (Nettest test : Nettests.ALL) {
            assertTrue(test.whatItSends().length() > 20, test.name());
            Duration limit = test.timeoutAfterConnect(Duration.ofSeconds(10));
            assertTrue(limit.compareTo(Duration.ofMinutes(5)) < 0, test.name() + " may take " + limit);
        }
    }

    @Test
    void every_attempt_converses_anew() {
        for (Nettest test : Nettests.ALL) {
            var target = Peer.target(443, "target.example");
            var variant = test.variants(target).get(0);
            assertTrue(test.converse(target, variant) != test.converse(target, variant), test.name());
        }
    }

    @Test
    void names_are_read_in_order_and_once() {
        assertEquals(
                "[tls, tcp]",
                Nettests.parse("tls, tcp,tls").stream()
                        .map(Nettest::name)
                        .toList()
                        .toString());
    }

    @Test
    void an_unknown_name_is_refused_with_the_known_ones() {
        var e = assertThrows(IllegalArgumentException.class, () -> Nettests.parse("tcp,tsl"));
        assertTrue(e.getMessage().startsWith("there is no nettest 'tsl'; this probe knows tcp, tls"), e.getMessage());
    }
}
