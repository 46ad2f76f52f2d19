package org.cordon.analysis.registry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Damaged registers: whatever the bytes, a reader either refuses the whole with an IOException or returns. More rounds:
 * {@code ./mvnw -pl analysis test -Dtest=RegisterFuzzTest -Dcordon.fuzz=1000000}.
 */
final class RegisterFuzzTest {
    private static final int ROUNDS = Integer.getInteger("cordon.fuzz", 4_000);
    private static final String DUMP = "Updated: 2018-05-05 13:25:00 +0000\n"
            + "1.1.1.1 | 8.8.0.0/16 | 9.9.9.1-9.9.9.9;a.org;\"http://a.org/;\";суд;2-1/18;2018-04-01\n"
            + "2a00::/32;;;ФНС;2-6-27/ 2016-11-25-120-АИ;2016-11-29\n";
    private static final String XML = "<?xml version=\"1.0\" encoding=\"windows-1251\"?>"
            + "<r:register xmlns:r=\"http://rsoc.ru\" updateTime=\"2018-04-16T20:40:00+03:00\" formatVersion=\"2.4\">"
            + "<content id=\"7\" includeTime=\"2015-12-04T10:00:00\"><decision date=\"2015-12-04\" number=\"x\" org=\"y\"/>"
            + "<url><![CDATA[http://a.org/]]></url><ip>1.1.1.1</ip><ipSubnet ts=\"2018-04-16T20:31:00+03:00\">"
            + "35.156.0.0/14</ipSubnet></content></r:register>";

    @Test
    void a_damaged_dump_is_read_or_refused() {
        fuzz(DUMP, 11);
    }

    @Test
    void a_damaged_export_is_read_or_refused() {
        fuzz(XML, 12);
    }

    private static void fuzz(String sample, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = sample.getBytes(Dumps.WINDOWS_1251);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = damage(good, random);
            try {
                Register register = RegisterReader.read(new ByteArrayInputStream(bytes));
                assertTrue(register.rows() >= 0);
            } catch (IOException refused) {
                assertTrue(refused.getMessage() != null && !refused.getMessage().isEmpty());
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + " round " + round + ": " + new String(bytes, Dumps.WINDOWS_1251), e);
            }
        }
    }

    private static byte[] damage(byte[] good, SplittableRandom random) {
        byte[] bytes = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length));
        if (random.nextInt(3) > 0) {
            bytes = good.clone();
        }
        for (int i = random.nextInt(6); i >= 0; i--) {
            boolean swap = random.nextBoolean();
            bytes[random.nextInt(bytes.length)] =
                    swap ? bytes[random.nextInt(bytes.length)] : (byte) random.nextInt(256);
        }
        return bytes;
    }
}
