package org.cordon.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;

/**
 * An hour in twelve rounds: a control and three probes in each of two networks. From the fourth round on both cut off
 * 18.184.0.0/15.
 */
final class CensoredHour {
    private static final List<String> BLOCKED =
            List.of("18.184.3.4", "18.184.77.1", "18.185.9.9", "18.185.200.7", "18.184.130.2");
    private static final List<String> FREE =
            List.of("18.186.3.4", "18.187.77.1", "18.182.9.9", "34.64.4.4", "142.250.1.1");
    private static final int FIRST_DEAD = 3;

    private CensoredHour() {}

    /** What a probe says beside the addresses that all try. */
    @FunctionalInterface
    interface More {
        /**
         * @param number 0: the control; 1–6: the probes
         * @param dead whether the prefix is cut off for it
         */
        List<Observation> of(TestProbe probe, int number, int round, Instant at, boolean dead);
    }

    static int send(Running collector, KafkaProducer<String, byte[]> producer, AtomicReference<Instant> now)
            throws Exception {
        return send(collector, producer, now, (probe, number, round, at, dead) -> List.of());
    }

    /** @return how many observations were sent */
    static int send(Running collector, KafkaProducer<String, byte[]> producer, AtomicReference<Instant> now, More more)
            throws Exception {
        return send(List.of(collector), producer, now, more);
    }

    /** @param collectors that share intake */
    static int send(
            List<Running> collectors, KafkaProducer<String, byte[]> producer, AtomicReference<Instant> now, More more)
            throws Exception {
        List<TestProbe> probes = new ArrayList<>(List.of(new TestProbe(Role.CONTROL, "DE", 24940)));
        for (int i = 0; i < 6; i++) {
            probes.add(new TestProbe(Role.VANTAGE, "RU", i < 3 ? 12389 : 8359));
        }
        Instant begin = now.get();
        double already = accepted(collectors);
        int sent = 0;
        for (int round = 0; round < 12; round++) {
            Instant at = begin.plus(Duration.ofMinutes(5L * round));
            now.set(at.plusSeconds(2));
            for (int number = 0; number < probes.size(); number++) {
                TestProbe probe = probes.get(number);
                boolean dead = number > 0 && round >= FIRST_DEAD;
                List<Observation> said =
                        TestProbe.each(BLOCKED, ip -> dead ? probe.dropped(ip, at) : probe.open(ip, at));
                said.addAll(TestProbe.each(FREE, ip -> probe.open(ip, at)));
                said.addAll(more.of(probe, number, round, at, dead));
                probe.send(producer, probe.batch(said)).get();
                sent += said.size();
            }
            double batches = already + (round + 1) * probes.size();
            collectors.get(0).until("taken in before the clock goes on", () -> accepted(collectors) == batches);
        }
        return sent;
    }

    private static double accepted(List<Running> collectors) throws Exception {
        double sum = 0;
        for (Running collector : collectors) {
            sum += collector.metric("cordon_intake_batches_total{outcome=\"accepted\",}");
        }
        return sum;
    }
}
