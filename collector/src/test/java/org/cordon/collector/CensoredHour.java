package org.cordon.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;

/** An hour in which two networks cut off a prefix. */
final class CensoredHour {
    private CensoredHour() {}

    /** Controls and three probes in each of two networks; 18.184.0.0/15 dies after a quarter of an hour. */
    static int send(Running collector, KafkaProducer<String, byte[]> producer, AtomicReference<Instant> now)
            throws Exception {
        List<TestProbe> vantage = new ArrayList<>();
        for (long asn : new long[] {12389, 8359}) {
            for (int i = 0; i < 3; i++) {
                vantage.add(new TestProbe(Role.VANTAGE, "RU", asn));
            }
        }
        TestProbe control = new TestProbe(Role.CONTROL, "DE", 24940);
        List<String> blocked = List.of("18.184.3.4", "18.184.77.1", "18.185.9.9", "18.185.200.7", "18.184.130.2");
        List<String> free = List.of("18.186.3.4", "18.187.77.1", "18.182.9.9", "34.64.4.4", "142.250.1.1");
        Instant begin = now.get();
        double already = collector.metric("cordon_intake_batches_total{outcome=\"accepted\",}");
        int sent = 0;
        for (int minute = 0; minute < 60; minute += 5) {
            Instant at = begin.plus(Duration.ofMinutes(minute));
            now.set(at.plusSeconds(2));
            boolean dead = minute >= 15;
            List<Observation> said = TestProbe.each(blocked, ip -> control.open(ip, at));
            said.addAll(TestProbe.each(free, ip -> control.open(ip, at)));
            control.send(producer, control.batch(said)).get();
            sent += said.size();
            for (TestProbe probe : vantage) {
                List<Observation> own =
                        TestProbe.each(blocked, ip -> dead ? probe.dropped(ip, at) : probe.open(ip, at));
                own.addAll(TestProbe.each(free, ip -> probe.open(ip, at)));
                probe.send(producer, probe.batch(own)).get();
                sent += own.size();
            }
            double batches = already + (minute / 5 + 1) * 7;
            collector.until(
                    "taken in before the clock goes on",
                    () -> collector.metric("cordon_intake_batches_total{outcome=\"accepted\",}") == batches);
        }
        return sent;
    }
}
