package org.cordon.collector.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.cordon.analysis.observation.RecentIds;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.Json;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.collector.MutatedLines;
import org.cordon.collector.TestProbe;
import org.junit.jupiter.api.Test;

/**
 * Batches as hostile hands may make them: the judge always comes to a judgement, and whatever it lets pass can be read by
 * those behind it. Longer with {@code -Dfuzz.rounds=1000000}; a failure names its seed.
 */
final class BatchJudgeFuzzTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 400);

    private final BatchJudge judge = new BatchJudge(
            new BatchCodec(new BatchCodec.Limits(50_000, 200_000)),
            Register.empty(true),
            new Pseudonyms(new byte[32]),
            new BatchJudge.TimeWindow(Duration.ofMinutes(10), Duration.ofDays(30)));

    @Test
    void whatever_a_line_holds_it_is_kept_readable_or_refused() throws Exception {
        int accepted = 0;
        int refused = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 12389);
            MutatedLines lines = new MutatedLines(probe, new Random(seed));
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            for (int i = 0; i < 20; i++) {
                payload.writeBytes(lines.next(NOW));
                payload.write('\n');
            }
            Judgement judgement =
                    judge.judge(probe.name(), probe.batch(0, 0, payload.toByteArray(), 20), null, memory(), NOW);
            assertSound(judgement, "seed " + seed);
            assertEquals(
                    20, judgement.accepted().size() + judgement.rejectedLines().size(), "seed " + seed);
            accepted += judgement.accepted().size();
            refused += judgement.rejectedLines().size();
        }
        assertTrue(accepted > ROUNDS && refused > ROUNDS, accepted + " accepted, " + refused + " refused");
    }

    @Test
    void whatever_bytes_come_there_is_a_judgement() throws Exception {
        TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 12389);
        byte[] good = probe.batch(List.of(probe.open("18.184.3.4", NOW)));
        byte[] plain = TestProbe.gunzip(good);
        for (long seed = 0; seed < 10L * ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = (seed % 2 == 0 ? good : plain).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] sent = seed % 2 == 0 ? bytes : TestProbe.gzip(bytes);
            assertSound(judge.judge(probe.name(), sent, null, memory(), NOW), "seed " + seed);
        }
    }

    private static BatchJudge.Memory memory() {
        return new BatchJudge.Memory(new SeenBatches(), new RecentIds(1_000));
    }

    private static void assertSound(Judgement judgement, String seed) throws Exception {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Judgement.Accepted a : judgement.accepted()) {
            int length = a.line().length - 1;
            assertEquals(a.observation(), new ObservationReader().read(a.line(), 0, length), seed);
            assertEquals(-1, new String(a.line(), 0, length, "UTF-8").indexOf('\n'), seed);
            lines.writeBytes(a.line());
        }
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        ObservationRecords.of(judgement.accepted(), 1).forEach(record -> records.writeBytes(record.value()));
        if (judgement.accepted().stream()
                        .map(a -> a.observation().cc())
                        .distinct()
                        .count()
                == 1) {
            assertArrayEquals(lines.toByteArray(), records.toByteArray(), seed);
        }
        for (Rejection rejection : judgement.rejections()) {
            assertEquals(
                    rejection,
                    Json.mapper().readValue(Json.mapper().writeValueAsBytes(rejection), Rejection.class),
                    seed);
        }
    }
}
