package org.cordon.analysis.prefix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "149.154.167.51, 149.154.167.51",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:0DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "::ffff:8.8.4.4, 8.8.4.4",
        "::ffff:808:404, 8.8.4.4",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8"
    })
    void literals_are_read_and_printed_canonically(String given, String canonical) {
        assertEquals(canonical, Address.parse(given).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1.2.3.256",
                "1.2.3.1000",
                "01.2.3.4",
                "1.2.3.-4",
                "1.2.3.4 ",
                "1,2,3,4",
                "٣.1.1.1",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "::1%eth0",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1.2.3.4::",
                "::1.2.3",
                "localhost",
                "example.org",
                "fe80:",
                ":fe80",
                "1:2:3:4:5:6:7:8:"
            })
    void anything_else_is_refused_and_never_resolved(String text) {
        assertThrows(IllegalArgumentException.class, () -> Address.parse(text));
    }

    @Test
    void text_agrees_with_the_jdk_for_random_addresses() throws Exception {
        long seed = 20180416;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++) {
                if (random.nextInt(3) == 0) {
                    bytes[j] = 0;
                }
            }
            InetAddress jdk = InetAddress.getByAddress(bytes);
            Address ours = Address.of(jdk);
            assertEquals(ours, Address.parse(jdk.getHostAddress()), () -> "seed " + seed + ": " + jdk);
            assertEquals(ours, Address.parse(ours.toString()), () -> "seed " + seed + ": " + jdk);
            assertEquals(jdk, ours.toInetAddress(), () -> "seed " + seed + ": " + jdk);
        }
    }

    @Test
    void bits_count_from_the_left_in_both_families() {
        assertEquals(1, Address.parse("128.0.0.0").bit(0));
        assertEquals(1, Address.parse("0.0.0.1").bit(31));
        assertEquals(1, Address.parse("::1").bit(127));
        assertEquals(1, Address.parse("0:0:0:1::").bit(63));
        assertEquals(15, Address.parse("52.56.0.0").commonBits(Address.parse("52.57.0.0")));
        assertEquals(32, Address.parse("1.1.1.1").commonBits(Address.parse("1.1.1.1")));
        assertEquals(0, Address.parse("::").commonBits(Address.parse("0.0.0.0")));
    }
}
