package org.cordon.probe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.nettest.Nettests;
import org.cordon.probe.nettest.Transport;
import org.junit.jupiter.api.Test;

final class DeadlinesTest {
    static Flight flight(Target target, long deadline) throws IOException {
        Wire wire = Wire.open(Transport.TCP, InetAddress.getLoopbackAddress());
        wire.close();
        Attempt attempt = new Attempt(Nettests.byName("tcp").orElseThrow(), target);
        return new Flight(
                attempt,
                InstantSource.system(),
                wire,
                null,
                System::nanoTime,
                new Random(1),
                deadline,
                Duration.ofNanos(1));
    }

    @Test
    void any_mixture_of_arrivals_changes_and_departures_keeps_the_order() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Deadlines deadlines = new Deadlines();
            List<Flight> all = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                int what = all.isEmpty() ? 0 : random.nextInt(3);
                if (what == 0) {
                    Flight flight = flight(Peer.target(1, null), random.nextInt(50));
                    deadlines.put(flight);
                    all.add(flight);
                } else {
                    Flight flight = all.get(random.nextInt(all.size()));
                    if (what == 1) {
                        flight.deadline = random.nextInt(50);
                        deadlines.put(flight);
                    } else {
                        deadlines.remove(flight);
                        all.remove(flight);
                    }
                }
                Flight first = deadlines.first();
                long earliest =
                        all.stream().mapToLong(flight -> flight.deadline).min().orElse(-1);
                assertEquals(earliest, first == null ? -1 : first.deadline, "seed " + seed);
            }
            all.sort(Comparator.comparingLong(flight -> flight.deadline));
            for (Flight expected : all) {
                Flight first = deadlines.first();
                assertNotNull(first);
                assertEquals(expected.deadline, first.deadline, "seed " + seed);
                deadlines.remove(first);
            }
            assertNull(deadlines.first());
        }
    }
}
