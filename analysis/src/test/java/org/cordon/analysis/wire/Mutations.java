package org.cordon.analysis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages lines: single bytes, pieces that move, ends that are missing, values of another type. */
public final class Mutations {
    private static final String[] VALUES = {
        "null", "-1", "1e999", "\"\"", "[]", "{}", "true", "99999999999999999999", "\"\\u0000\"", "-0.0", "[[[["
    };

    private Mutations() {}

    public static byte[] of(byte[] good, SplittableRandom random) {
        byte[] bytes = good.clone();
        switch (random.nextInt(4)) {
            case 0 -> {
                for (int i = 1 + random.nextInt(8); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> {
                int from = random.nextInt(bytes.length);
                int to = random.nextInt(bytes.length);
                int length = Math.min(random.nextInt(60), bytes.length - Math.max(from, to));
                System.arraycopy(good, from, bytes, to, length);
            }
            default -> {
                String text = new String(good, UTF_8);
                int colon = text.indexOf(':', random.nextInt(text.length()));
                int end = colon < 0 ? -1 : text.indexOf(',', colon);
                String value = VALUES[random.nextInt(VALUES.length)];
                bytes = end < 0 ? bytes : (text.substring(0, colon + 1) + value + text.substring(end)).getBytes(UTF_8);
            }
        }
        return bytes;
    }
}
