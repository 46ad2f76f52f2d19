package org.cordon.analysis.prefix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrefixTest {

    private static List<Prefix> prefixes(String... texts) {
        return List.of(texts).stream().map(Prefix::parse).toList();
    }

    @Test
    void host_bits_are_cleared() {
        assertEquals("52.58.0.0/15", Prefix.parse("52.59.1.2/15").toString());
        assertEquals("2001:67c:4e8::/48", Prefix.parse("2001:67c:4e8::1/48").toString());
        assertEquals("0.0.0.0/0", Prefix.parse("255.1.2.3/0").toString());
        assertEquals("1.2.3.4/32", Prefix.parse("1.2.3.4").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.2.3.0/33", "1.2.3.0/-1", "1.2.3.0/", "1.2.3.0/024", "::/129", "/24", "1.2.3.0/2 4", "x/8"})
    void nonsense_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Prefix.parse(text));
    }

    @Test
    void halves_siblings_and_parents_fit_together() {
        for (String text :
                List.of("34.192.0.0/10", "0.0.0.0/0", "1.2.3.4/31", "2001:db8::/64", "2001:db8::/63", "::/0")) {
            Prefix prefix = Prefix.parse(text);
            assertEquals(prefix, prefix.child(0).parent());
            assertEquals(prefix, prefix.child(1).parent());
            assertEquals(prefix.child(1), prefix.child(0).sibling());
            assertEquals(prefix, Prefix.covering(prefix.child(0), prefix.child(1)));
            assertEquals(prefix.last(), prefix.child(1).last());
            assertTrue(prefix.contains(prefix.last()));
        }
        assertThrows(
                IllegalStateException.class, () -> Prefix.parse("1.2.3.4/32").child(0));
        assertThrows(IllegalStateException.class, () -> Prefix.parse("::/0").parent());
        assertFalse(Prefix.parse("0.0.0.0/0").contains(Prefix.parse("::/0")));
    }

    @Test
    void siblings_and_nested_prefixes_aggregate() {
        assertEquals(
                prefixes("52.56.0.0/14"),
                PrefixSet.aggregate(prefixes("52.58.0.0/15", "52.57.0.0/16", "52.56.0.0/16")));
        assertEquals(prefixes("91.108.8.0/21"), PrefixSet.aggregate(prefixes("91.108.12.0/22", "91.108.8.0/22")));
        assertEquals(
                prefixes("149.154.160.0/20"),
                PrefixSet.aggregate(
                        prefixes("149.154.160.0/22", "149.154.164.0/22", "149.154.168.0/22", "149.154.172.0/22")));
        assertEquals(
                prefixes("34.192.0.0/10"),
                PrefixSet.aggregate(prefixes("34.248.0.0/13", "34.192.0.0/10", "34.240.0.0/13", "34.192.0.0/10")));
        assertEquals(prefixes("0.0.0.0/0", "::/0"), PrefixSet.aggregate(prefixes("::/0", "0.0.0.0/1", "128.0.0.0/1")));
    }

    @Test
    void addresses_are_counted_once() {
        assertEquals(BigInteger.valueOf(4_194_304), PrefixSet.addresses(prefixes("34.192.0.0/10", "34.240.0.0/13")));
        assertEquals(BigInteger.ONE.shiftLeft(80), PrefixSet.addresses(prefixes("2001:67c:4e8::/48")));
    }

    @Test
    void intersection_is_what_both_hold() {
        assertEquals(
                prefixes("34.240.0.0/13", "52.58.0.0/16"),
                PrefixSet.intersection(
                        prefixes("34.192.0.0/10", "52.58.0.0/16"), prefixes("34.240.0.0/13", "52.58.0.0/15", "::/0")));
    }

    @Test
    void host_bits_are_cleared_or_refused() {
        assertEquals("18.184.0.0/15", Prefix.parse("18.185.0.0/15").toString());
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Prefix.parseExact("18.185.0.0/15"));
        assertEquals("has bits set behind its length; the prefix is 18.184.0.0/15", e.getMessage());
        assertEquals("18.184.0.0/15", Prefix.parseExact("18.184.0.0/15").toString());
        assertEquals("18.185.0.1/32", Prefix.parseExact("18.185.0.1").toString());
    }
}
