package org.cordon.probe.sandbox;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.cordon.analysis.prefix.Address;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxGuardTest {
    private static final InetAddress TELEGRAM = Address.parse("149.154.167.51").toInetAddress();
    private static final String V4_LOCAL = """
            Local:
              +-- 127.0.0.0/8 2 0 2
                 |-- 127.0.0.1
                    /32 host LOCAL
            """;
    private static final String V4_PREFIX = """
            Main:
              +-- 0.0.0.0/0 3 0 5
                 |-- 149.154.160.0
                    /20 universe UNICAST
                 |-- 0.0.0.0
                    /0 universe UNREACHABLE
            """;
    private static final String V4_DEFAULT = "Main:\n  |-- 0.0.0.0\n     /0 universe UNICAST\n";
    private static final String V4_OTHER_TABLE = "Id 100:\n  |-- 0.0.0.0\n     /0 link UNICAST tos 4\n";
    private static final String V4_HALF = "Main:\n  |-- 128.0.0.0\n     /1 universe UNICAST\n";
    private static final String ZEROS = "00000000000000000000000000000000";
    private static final String V6_NOTHING =
            ZEROS + " 00 " + ZEROS + " 00 " + ZEROS + " ffffffff 00000001 00000000 00200200       lo\n";
    private static final String V6_DEFAULT = ZEROS + " 00 " + ZEROS
            + " 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003     eth0\n";
    private static final String V6_ALL_OF_IT = "2" + ZEROS.substring(1) + " 03 " + ZEROS
            + " 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003     eth0\n";

    @TempDir
    Path folder;

    private Path marker;
    private Path v4;
    private Path v6;
    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void stand_in_the_sandbox() throws IOException {
        marker = Files.createFile(folder.resolve("cordon-sandbox"));
        v4 = Files.writeString(folder.resolve("fib_trie"), V4_PREFIX + V4_LOCAL);
        v6 = Files.writeString(folder.resolve("ipv6_route"), V6_NOTHING);
    }

    private SandboxGuard guard(String required) {
        return new SandboxGuard(Map.of("CORDON_SANDBOX", required), marker, new DefaultRoutes(v4, v6), nanos::get);
    }

    @Test
    void inside_the_sandbox_everything_may_be_contacted() {
        assertDoesNotThrow(() -> guard("required").require(TELEGRAM));
    }

    @Test
    void outside_only_loopback_may_be() throws IOException {
        Files.delete(marker);
        assertDoesNotThrow(() -> guard("required").require(InetAddress.getLoopbackAddress()));
        var e = assertThrows(SandboxException.class, () -> guard("required").require(TELEGRAM));
        assertEquals(
                "CORDON_SANDBOX=required is set and this is not the sandbox (there is no " + marker
                        + "), so nothing but loopback may be contacted: run inside the lab, or unset CORDON_SANDBOX if"
                        + " you mean to measure the real Internet.",
                e.getMessage());
    }

    @Test
    void a_way_out_of_any_kind_is_refused_in_spite_of_the_mark() throws IOException {
        for (String route : new String[] {V4_DEFAULT, V4_OTHER_TABLE, V4_HALF}) {
            Files.writeString(v4, V4_PREFIX + V4_LOCAL + route);
            assertThrows(SandboxException.class, () -> guard("required").require(TELEGRAM), route);
        }
        Files.writeString(v4, V4_LOCAL);
        for (String route : new String[] {V6_DEFAULT, V6_ALL_OF_IT}) {
            Files.writeString(v6, V6_NOTHING + route);
            assertThrows(SandboxException.class, () -> guard("required").require(TELEGRAM), route);
        }
    }

    @Test
    void a_default_route_that_comes_up_later_is_noticed() throws IOException {
        SandboxGuard guard = guard("required");
        assertDoesNotThrow(() -> guard.require(TELEGRAM));
        Files.writeString(v4, V4_DEFAULT);
        nanos.addAndGet(1_100_000_000L);
        assertThrows(SandboxException.class, () -> guard.require(TELEGRAM));
    }

    @Test
    void route_tables_that_cannot_be_read_are_no_permission() throws IOException {
        Files.delete(v4);
        assertThrows(SandboxException.class, () -> guard("required").require(TELEGRAM));
    }

    @Test
    void a_misspelt_word_is_no_permission() {
        var e = assertThrows(SandboxException.class, () -> guard("Required").require(TELEGRAM));
        assertEquals("CORDON_SANDBOX is 'Required', which means nothing: say required or off.", e.getMessage());
        assertDoesNotThrow(() -> guard("Required").require(InetAddress.getLoopbackAddress()));
    }

    @Test
    void a_volunteer_is_not_in_the_way_of_it() throws IOException {
        Files.delete(marker);
        assertDoesNotThrow(() -> guard("").require(TELEGRAM));
        assertDoesNotThrow(() -> guard("off").require(TELEGRAM));
    }
}
