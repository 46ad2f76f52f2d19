package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

final class SocketFailuresTest {

    @Test
    void two_causes_never_share_a_string() {
        assertFailure("connection_refused", new ConnectException("Connection refused"));
        assertFailure("generic_timeout_error", new ConnectException("Connection timed out"));
        assertFailure("host_unreachable", new NoRouteToHostException("No route to host"));
        assertFailure("network_unreachable", new SocketException("Network is unreachable"));
        assertFailure("network_down", new SocketException("Network is down"));
        assertFailure("connection_reset", new SocketException("Connection reset"));
        assertFailure("connection_reset", new IOException("Broken pipe"));
        assertFailure("permission_denied", new BindException("Permission denied"));
        assertFailure("invalid_argument", new SocketException("Invalid argument"));
    }

    @Test
    void a_desktop_that_speaks_another_language_gives_the_same_strings() {
        assertFailure("network_unreachable", new SocketException("Сеть недоступна"));
        assertFailure("connection_reset", new IOException("Соединение разорвано другой стороной"));
        assertFailure("generic_timeout_error", new ConnectException("Время ожидания соединения истекло"));
        assertFailure("connection_refused", new ConnectException("В соединении отказано"));
        assertFailure("network_unreachable", new SocketException("Le réseau n'est pas accessible"));
        assertFailure("host_unreachable", new NoRouteToHostException("Keine Route zum Zielrechner"));
    }

    @Test
    void what_nobody_has_named_yet_is_kept_in_its_own_words() {
        assertFailure(
                "unknown_failure: SocketException Protocol wrong type", new SocketException("Protocol wrong type"));
    }

    @Test
    void the_limits_of_this_machine_are_not_the_networks_fault() {
        assertTrue(SocketFailures.isOwnLimit(new BindException("Cannot assign requested address")));
        assertTrue(SocketFailures.isOwnLimit(new SocketException("Too many open files")));
        assertFalse(SocketFailures.isOwnLimit(new ConnectException("Connection refused")));
    }

    private static void assertFailure(String expected, IOException thrown) {
        assertEquals(expected, SocketFailures.of(thrown).text());
    }
}
