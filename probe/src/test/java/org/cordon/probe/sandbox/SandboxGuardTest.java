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
    private static final String V4_HEADER =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";
    private static final String V4_PREFIX = "eth0\t00A09A95\t0200630A\t0003\t0\t0\t0\t00F0FFFF\t0\t0\t0\n";
    private static final String V4_DEFAULT = "eth0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n";
    private static final String V4_HALF = "eth0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000080\t0\t0\t0\n";
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
        v4 = Files.writeString(folder.resolve("route"), V4_HEADER + V4_PREFIX);
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
        for (String route : new String[] {V4_DEFAULT, V4_HALF}) {
            Files.writeString(v4, V4_HEADER + V4_PREFIX + route);
            assertThrows(SandboxException.class, () -> guard("required").require(TELEGRAM), route);
        }
        Files.writeString(v4, V4_HEADER);
        for (String route : new String[] {V6_DEFAULT, V6_ALL_OF_IT}) {
            Files.writeString(v6, V6_NOTHING + route);
            assertThrows(SandboxException.class, () -> guard("required").require(TELEGRAM), route);
        }
    }

    @Test
    void a_default_route_that_comes_up_later_is_noticed() throws IOException {
        SandboxGuard guard = guard("required");
        assertDoesNotThrow(() -> guard.require(TELEGRAM));
        Files.writeString(v4, V4_HEADER + V4_DEFAULT);
        nanos.addAndGet(1_100_000_000L);
        assertThrows(SandboxException.class, () -> guard.require(TELEGRAM));
    }

    @Test
    void route_tables_that_cannot_be_read_are_no_permission() throws IOException {
        Files.delete(v4);
        assertThrows(SandboxException.class, () -> guard("required").require(TELEGRAM));
    }

    @Test
    void a_volunteer_is_not_in_the_way_of_it() throws IOException {
        Files.delete(marker);
        assertDoesNotThrow(() -> guard("").require(TELEGRAM));
    }
}
