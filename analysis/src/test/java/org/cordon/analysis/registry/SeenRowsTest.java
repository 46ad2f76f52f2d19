package org.cordon.analysis.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SeenRowsTest {
    @Test
    void it_answers_like_a_map_whatever_collides() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        Map<Long, Long> map = new HashMap<>();
        SeenRows seen = new SeenRows();
        for (int i = 0; i < 200_000; i++) {
            // few low bits, so that many keys want the same slot, and the key 0 among them
            long key = (long) random.nextInt(1_000) << 40 | random.nextInt(100);
            long value = random.nextLong() | 1;
            Long before = map.putIfAbsent(key, value);
            assertEquals(before == null ? 0 : before, seen.putIfAbsent(key, value), "seed " + seed + ", step " + i);
        }
    }
}
