package org.cordon.probe.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Locale;
import org.cordon.probe.engine.Budget;
import org.cordon.probe.engine.Descriptors;
import org.cordon.probe.engine.Limits;
import org.cordon.probe.report.Words;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class PaceOptionsTest {
    private final PaceOptions options = new PaceOptions();

    @Test
    void a_volunteer_opens_two_connections_a_second_and_64_at_a_time() {
        Limits limits = options.limits();
        assertEquals(2, limits.connectsPerSecond());
        assertEquals(1, limits.perNetwork());
        assertEquals(64, limits.inFlight());
        assertEquals(Duration.ofMinutes(10), limits.spacing());
        assertEquals(100_000_000L, limits.budget().bytes());
        assertNull(options.warning(Words.in(Locale.ENGLISH)));
    }

    @Test
    void a_server_has_no_such_limits_unless_it_says_so() {
        options.hosted = true;
        options.maxAttempts = 7L;
        Limits limits = options.limits();
        assertTrue(Double.isInfinite(limits.connectsPerSecond()));
        assertTrue(Double.isInfinite(limits.perNetwork()));
        assertEquals(Duration.ZERO, limits.spacing());
        assertEquals(new Budget(7, Long.MAX_VALUE, Budget.UNLIMITED.time()), limits.budget());
    }

    @Test
    void no_more_is_in_flight_than_files_may_be_open_and_that_is_told() {
        options.inFlight = Integer.MAX_VALUE;
        assertTrue(options.limits().inFlight() <= Descriptors.available() + 100);
        String warning = options.warning(Words.in(Locale.ENGLISH));
        assertNotNull(warning);
        assertTrue(warning.startsWith("Only ") && warning.contains("(ulimit -n)"), warning);
    }

    @Test
    void a_budget_that_cannot_be_is_refused() {
        options.maxMegabytes = Long.MAX_VALUE;
        assertThrows(TypeConversionException.class, options::limits);
        options.maxMegabytes = 0L;
        assertThrows(TypeConversionException.class, options::limits);
    }
}
