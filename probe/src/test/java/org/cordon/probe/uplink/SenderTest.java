package org.cordon.probe.uplink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.cordon.probe.identity.Home;
import org.cordon.probe.report.Words;
import org.cordon.probe.spool.Observations;
import org.cordon.probe.spool.Spool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SenderTest {
    @TempDir
    Path folder;

    private final List<byte[]> tried = Collections.synchronizedList(new ArrayList<>());
    private final List<byte[]> arrived = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private volatile int failures;
    private Home home;
    private Spool spool;
    private Sender sender;

    private final class Collector implements Uplink {
        @Override
        public void send(byte[] batch) throws IOException {
            tried.add(batch);
            if (failures > 0) {
                failures--;
                throw new IOException("connection refused");
            }
            arrived.add(batch);
        }

        @Override
        public String toString() {
            return "collector:9092";
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void open() throws IOException {
        home = Home.open(folder);
        spool = new Spool(home.spoolFolder(), home.identity(), InstantSource.system(), 1 << 20, Duration.ofMillis(10));
        sender = new Sender(spool, new Collector(), new SplittableRandom(1), Words.in(Locale.ENGLISH), told::add);
    }

    @AfterEach
    void close() throws IOException {
        sender.close();
        spool.close();
        home.close();
    }

    private void observe(int number) throws IOException {
        spool.append(Observations.number(number));
        spool.mode(null);
        spool.commit();
        spool.packAll();
    }

    @Test
    void batches_arrive_in_order_and_leave_the_spool() throws Exception {
        observe(1);
        observe(2);
        sender.start();
        assertTrue(sender.drain(Duration.ofSeconds(5)));
        assertEquals(2, arrived.size());
        assertEquals(0, spool.status().observations());
        assertEquals(List.of(), told);
    }

    @Test
    void a_collector_that_is_away_gets_the_same_batch_again_and_everything_afterwards() throws Exception {
        failures = 2;
        observe(1);
        sender.start();
        assertFalse(sender.drain(Duration.ofMillis(200)));
        observe(2);
        assertTrue(sender.drain(Duration.ofSeconds(10)));
        assertArrayEquals(tried.get(0), tried.get(2));
        assertEquals(2, arrived.size());
        assertEquals(
                List.of(
                        "The collector at collector:9092 cannot be reached (connection refused); what is measured waits"
                                + " on this disk.",
                        "The collector at collector:9092 is there again."),
                told);
    }

    @Test
    void pauses_grow_and_are_never_the_same_for_all() {
        Backoff backoff = new Backoff(new SplittableRandom(1));
        for (long full = 500; full <= 64_000; full *= 2) {
            long pause = backoff.next().toMillis();
            assertTrue(pause >= full / 2 && pause <= full, pause + " of " + full);
        }
        assertTrue(backoff.next().toMillis() <= 64_000);
        backoff.reset();
        assertTrue(backoff.next().toMillis() <= 500);
        assertFalse(new Backoff(new SplittableRandom(2)).next().equals(new Backoff(new SplittableRandom(3)).next()));
    }
}
