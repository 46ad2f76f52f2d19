package org.cordon.analysis.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.wire.Json;
import org.junit.jupiter.api.Test;

/** A detector that is saved and restored anywhere goes on as if nothing had been. */
final class SavedDetectorTest {
    private static final Instant BEGIN = Instant.parse("2026-03-20T12:00:00Z");
    private static final long SEED = 5;

    /** Two countries, a control, a prefix that is blocked and lifted, an outage, random losses. */
    private static List<Observation> world() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            Instant at = BEGIN.plusMillis(i * 400L);
            int who = random.nextInt(8);
            int ip = 0x12B80000 | random.nextInt(64) << 14 | random.nextInt(3);
            boolean blocked = who < 6 && who != 2 && (ip & 0xFFFF0000) == 0x12B90000 && i > 8_000 && i < 20_000;
            boolean out = (ip & 0xFFFF0000) == 0x12BA0000 && i > 12_000 && i < 15_000;
            boolean fails = blocked || out || random.nextInt(60) == 0;
            all.add(new ObservationBuilder()
                    .id("o" + i)
                    .probe("p" + who)
                    .role(who == 7 ? Role.CONTROL : Role.VANTAGE)
                    .cc(who == 7 ? "DE" : who == 6 ? "KZ" : "RU")
                    .asn(who < 3 ? 1 : who < 6 ? 2 : who)
                    .at(at)
                    .test("tcp")
                    .ip(Address.v4(ip))
                    .port(random.nextBoolean() ? 443 : 80)
                    .failure(fails ? Failure.GENERIC_TIMEOUT_ERROR : null)
                    .operation(fails ? Operation.CONNECT : null)
                    .build());
        }
        return all;
    }

    private static byte[] save(Detector detector) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        detector.save(new DataOutputStream(out));
        return out.toByteArray();
    }

    private static Detector restore(byte[] bytes) throws IOException {
        return Detector.restore(new DataInputStream(new ByteArrayInputStream(bytes)), DetectorSettings.defaults());
    }

    @Test
    void wherever_it_is_cut_the_rest_gives_the_same_blocks_byte_for_byte() throws Exception {
        List<Observation> world = world();
        Detector whole = new Detector(DetectorSettings.defaults());
        world.forEach(whole::accept);
        String expected = Json.mapper().writeValueAsString(whole.blocks());
        assertTrue(whole.blocks().size() >= 2, expected);
        SplittableRandom random = new SplittableRandom(SEED);
        Detector cut = new Detector(DetectorSettings.defaults());
        for (Observation o : world) {
            cut.accept(o);
            if (random.nextInt(1_500) == 0) {
                int changed = cut.drainChanges().size();
                cut = restore(save(cut));
                assertEquals(0, cut.drainChanges().size(), "what was drained stays drained; it was " + changed);
            }
        }
        assertEquals(expected, Json.mapper().writeValueAsString(cut.blocks()), "seed " + SEED);
        assertEquals(
                Json.mapper().writeValueAsString(whole.incidents()),
                Json.mapper().writeValueAsString(cut.incidents()));
    }

    @Test
    void a_state_that_is_damaged_or_cut_off_is_refused() throws Exception {
        Detector detector = new Detector(DetectorSettings.defaults());
        world().subList(0, 12_000).forEach(detector::accept);
        byte[] state = save(detector);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 60; i++) {
            byte[] less = Arrays.copyOf(state, random.nextInt(state.length));
            assertThrows(IOException.class, () -> restore(less), "cut at " + less.length);
        }
        byte[] other = state.clone();
        other[3] = 99;
        assertEquals(
                "a saved detector of format 99, not 5",
                assertThrows(IOException.class, () -> restore(other)).getMessage());
        for (int i = 0; i < 300; i++) {
            byte[] bent = state.clone();
            bent[random.nextInt(state.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                // a bit in a figure is not noticed here: the collector's checksum is for that
                restore(bent).blocks();
            } catch (IOException refused) {
                assertTrue(refused.getMessage() == null || !refused.getMessage().isEmpty());
            }
        }
    }
}
