package org.cordon.analysis.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;
import org.junit.jupiter.api.Test;

final class RegisterDeltaTest {
    private static final Instant NINE = Instant.parse("2018-04-16T09:00:00Z");
    private static final Instant TEN = Instant.parse("2018-04-16T10:00:00Z");
    private static final Register OLDER = Dumps.read(
            "Updated: 2018-04-16 09:00:00 +0000", "1.1.0.0/16;;;a;old;2015-12-04", "8.8.8.8;;;a;b;2018-01-01");
    private static final Register NEWER =
            Dumps.read("Updated: 2018-04-16 10:00:00 +0000", "1.1.0.0/16 | 1.1.1.0/24 | 9.9.0.0/24;;;a;old;2015-12-04");

    @Test
    void what_was_added_and_removed_is_counted_in_addresses_not_in_rows() {
        RegisterDelta delta = RegisterDelta.between(OLDER, NEWER);
        assertEquals(
                List.of("1.1.1.0/24", "9.9.0.0/24"),
                delta.added().stream().map(l -> l.prefix().toString()).toList());
        assertEquals(BigInteger.valueOf(256), delta.addressesAdded(), "1.1.1.0/24 lay in 1.1.0.0/16 already");
        assertEquals(BigInteger.ONE, delta.addressesRemoved());
        assertEquals(new TimeBounds(NINE, TEN), delta.happened());
        assertTrue(delta.removalsCertain());
        assertThrows(IllegalArgumentException.class, () -> RegisterDelta.between(NEWER, OLDER));
    }

    @Test
    void a_new_subnet_under_an_old_decision_was_listed_between_the_editions() {
        Register joined = NEWER.following(OLDER);
        Listing added = joined.exactly(Prefix.parse("9.9.0.0/24")).get(0);
        assertEquals(new TimeBounds(NINE, TEN), added.listed());
        Listing kept = joined.exactly(Prefix.parse("1.1.0.0/16")).get(0);
        assertEquals(NINE, kept.listed().notAfter());
        Listing removed = joined.exactly(Prefix.parse("8.8.8.8")).get(0);
        assertEquals(new TimeBounds(NINE, TEN), removed.removed());
        assertEquals(Listing.State.LIFTED, removed.at(TEN));
        assertEquals(Listing.State.UNCERTAIN, removed.at(NINE.plusSeconds(1)));
    }

    @Test
    void a_truncated_edition_proves_no_removal() {
        Register cut = Dumps.read("Updated: 2018-04-16 10:00:00 +0000\n2.2.2.2;;", Dumps.WINDOWS_1251);
        assertFalse(RegisterDelta.between(OLDER, cut).removalsCertain());
        assertNull(cut.following(OLDER).exactly(Prefix.parse("8.8.8.8")).get(0).removed());
    }
}
