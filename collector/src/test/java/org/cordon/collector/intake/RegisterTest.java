package org.cordon.collector.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.cordon.collector.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegisterTest {
    private static final String HEADER = "probe,role,cc,asn,access,site\n";

    private final TestProbe probe = new TestProbe(Role.CONTROL, "RU", 12389);

    @TempDir
    Path dir;

    private Register read(String csv) throws IOException {
        return Register.read(Files.writeString(dir.resolve("r.csv"), csv), false);
    }

    private void assertRefused(String message, String csv) {
        IOException e = assertThrows(IOException.class, () -> read(csv));
        assertEquals(message, String.valueOf(e.getMessage()).replace(dir.resolve("r.csv") + ":", ""));
    }

    @Test
    void what_stands_in_it_wins_over_what_the_probe_says() throws Exception {
        Register register = read(HEADER + "# ours\n" + probe.name() + ",control,DE,24940,hosting,fra1\n\n");
        Observation claimed = probe.open("18.184.3.4", Instant.EPOCH);
        assertEquals(
                new Standing(Role.CONTROL, "DE", 24940, Access.HOSTING, "fra1"),
                register.standing(probe.name(), null, claimed));
        assertFalse(register.isRevoked(probe.name()));
        assertEquals(1, register.size());
    }

    @Test
    void who_does_not_stand_in_it_is_a_vantage_point_of_no_known_network() throws Exception {
        assertEquals(
                Standing.UNKNOWN, read(HEADER).standing(probe.name(), null, probe.open("18.184.3.4", Instant.EPOCH)));
    }

    @Test
    void who_is_revoked_is_shut_out() throws Exception {
        assertTrue(read(HEADER + probe.name() + ",revoked,,,,\n").isRevoked(probe.name()));
    }

    @Test
    void all_wrong_lines_are_reported_at_once() {
        String name = probe.name();
        String at = dir.resolve("r.csv") + ":";
        assertRefused("1: the first line is not 'probe,role,cc,asn,access,site'", "probe;role\n");
        assertRefused("1: the first line is not 'probe,role,cc,asn,access,site'", "");
        String csv = HEADER + "x,vantage,RU,1,,\n" + name + ",boss,RU,1,,\n" + name + ",vantage,ru,1,,\n" + name
                + ",vantage,RU,4294967296,,\n" + name + ",vantage,RU\n" + name + ",vantage,RU,1,,\n" + name
                + ",vantage,RU,1,,\n";
        IOException e = assertThrows(IOException.class, () -> read(csv));
        assertEquals("""
                2: 'x' is not a fingerprint of 32 hexadecimal digits
                3: 'boss' is not a known role
                4: 'ru' is not a country code of two capital letters
                5: '4294967296' is not an AS number
                6: has 3 cells instead of 6
                8: %s has stood above already""".formatted(name), String.valueOf(e.getMessage()).replace(at, ""));
    }
}
