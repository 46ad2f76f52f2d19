package org.cordon.probe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeTest {
    @TempDir
    Path folder;

    @Test
    void the_key_is_made_once_and_only_its_owner_may_read_it() throws IOException {
        Path home = folder.resolve("home");
        String first;
        try (Home opened = Home.open(home)) {
            first = opened.identity().fingerprint();
        }
        try (Home opened = Home.open(home)) {
            assertEquals(first, opened.identity().fingerprint());
        }
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("identity.pem"))));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home)));
    }

    @Test
    void two_probes_never_share_a_home() throws IOException {
        try (Home first = Home.open(folder)) {
            var e = assertThrows(IOException.class, () -> Home.open(folder));
            assertEquals("Another probe is using " + folder + ": give each its own --home.", e.getMessage());
        }
        Home.open(folder).close();
    }

    @Test
    void a_damaged_key_is_told_and_not_replaced() throws IOException {
        try (Home home = Home.open(folder)) {
            home.identity();
            Path file = folder.resolve("identity.pem");
            Files.writeString(file, Files.readString(file).replace("PUBLIC", "PUBLISHED"));
            var e = assertThrows(IOException.class, home::identity);
            assertTrue(e.getMessage().startsWith(file + " is damaged."), e.getMessage());
        }
    }

    @Test
    void a_pseudonym_changes_with_network_month_and_key_and_with_nothing_else() throws IOException {
        Set<String> names = new HashSet<>();
        for (String name : new String[] {"a", "b"}) {
            try (Home home = Home.open(folder.resolve(name))) {
                Identity identity = home.identity();
                YearMonth month = YearMonth.of(2026, 11);
                assertEquals(identity.pseudonym(12389, month), identity.pseudonym(12389, month));
                assertNotEquals(identity.fingerprint(), identity.pseudonym(12389, month));
                names.add(identity.pseudonym(12389, month));
                names.add(identity.pseudonym(8359, month));
                names.add(identity.pseudonym(12389, month.plusMonths(1)));
            }
        }
        assertEquals(6, names.size());
    }
}
