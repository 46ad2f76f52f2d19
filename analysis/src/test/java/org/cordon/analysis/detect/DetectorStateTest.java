package org.cordon.analysis.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Observation;
import org.junit.jupiter.api.Test;

/** A detector that was saved and restored anywhere goes on as if nothing had happened. */
final class DetectorStateTest {
    private static final DetectorSettings SETTINGS = DetectorSettings.defaults();

    private static byte[] save(Detector detector) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        detector.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Detector restore(byte[] state) throws IOException {
        return Detector.restore(new DataInputStream(new ByteArrayInputStream(state)), SETTINGS);
    }

    @Test
    void the_future_is_the_same_wherever_the_sequence_is_cut() throws Exception {
        for (long seed = 1; seed <= 6; seed++) {
            List<Observation> world = SmallWorld.of(seed).observations();
            Detector whole = new Detector(SETTINGS);
            world.forEach(whole::accept);
            assertFalse(whole.blocks().isEmpty(), "seed " + seed + " has blocks");
            int cut = new SplittableRandom(seed).nextInt(world.size());
            Detector first = new Detector(SETTINGS);
            world.subList(0, cut).forEach(first::accept);
            Detector second = restore(save(first));
            assertArrayEquals(save(first), save(second), "seed " + seed + ", cut " + cut);
            world.subList(cut, world.size()).forEach(second::accept);
            assertEquals(whole.blocks(), second.blocks(), "seed " + seed + ", cut " + cut);
            assertEquals(whole.incidents(), second.incidents(), "seed " + seed + ", cut " + cut);
            assertArrayEquals(save(whole), save(second), "seed " + seed + ", cut " + cut);
            assertEquals(whole.drainChanges(), second.drainChanges(), "seed " + seed + ", cut " + cut);
        }
    }

    @Test
    void a_state_that_breaks_off_anywhere_is_refused() throws Exception {
        Detector detector = new Detector(SETTINGS);
        SmallWorld.of(1).observations().forEach(detector::accept);
        byte[] state = save(detector);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 300; i++) {
            byte[] cut = Arrays.copyOf(state, random.nextInt(state.length));
            assertThrows(IOException.class, () -> restore(cut), "cut at " + cut.length);
        }
    }

    @Test
    void a_damaged_state_is_refused_or_read_but_never_anything_worse() throws Exception {
        Detector detector = new Detector(SETTINGS);
        SmallWorld.of(1).observations().forEach(detector::accept);
        byte[] state = save(detector);
        SplittableRandom random = new SplittableRandom(6);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = state.clone();
            damaged[i < 8 ? i : random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                restore(damaged);
            } catch (IOException expected) {
                refused++;
            }
        }
        assertFalse(refused == 0);
        assertThrows(IOException.class, () -> restore(new byte[0]));
        assertThrows(IOException.class, () -> restore("something else entirely".getBytes("UTF-8")));
    }
}
