package org.cordon.collector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.observation.Role;

/**
 * An hour in which two networks cut off 18.184.0.0/15 with a shop, a bank and an airline inside, while a clinic lives next
 * door. The shop is asked for and dead, and once for a control too; nobody asks for the bank; the airline is asked for twice,
 * which is too little.
 */
final class ServicesHour {
    private static final Map<String, String> SERVICES = new TreeMap<>(Map.of(
            "shop.example", "18.184.3.4",
            "bank.example", "18.184.130.9",
            "airline.example", "18.185.200.9",
            "clinic.example", "18.186.3.4"));

    private ServicesHour() {}

    static Path list(Path dir) throws Exception {
        return Files.writeString(
                dir.resolve("services.csv"),
                "name,domain,category\nShop,shop.example,e-commerce\nBank,bank.example,bank\n"
                        + "Airline,airline.example,airline\nClinic,clinic.example,health\n");
    }

    /** Sends it. @return how many observations */
    static int send(Running collector, KafkaProducer<String, byte[]> producer, AtomicReference<Instant> now)
            throws Exception {
        List<TestProbe> vantage = new ArrayList<>();
        for (long asn : new long[] {12389, 8359}) {
            for (int i = 0; i < 3; i++) {
                vantage.add(new TestProbe(Role.VANTAGE, "RU", asn));
            }
        }
        TestProbe control = new TestProbe(Role.CONTROL, "DE", 24940);
        List<String> inside = List.of("18.184.3.4", "18.184.77.1", "18.185.9.9", "18.185.200.7", "18.184.130.2");
        List<String> outside = List.of("18.186.3.4", "18.187.77.1", "18.182.9.9", "34.64.4.4", "142.250.1.1");
        Instant begin = now.get();
        int sent = 0;
        for (int round = 0; round < 12; round++) {
            Instant at = begin.plus(Duration.ofMinutes(5L * round));
            now.set(at.plusSeconds(2));
            boolean dead = round >= 3;
            List<Observation> said = TestProbe.each(inside, ip -> control.open(ip, at));
            said.addAll(TestProbe.each(outside, ip -> control.open(ip, at)));
            SERVICES.forEach((host, ip) -> said.add(
                    control.observation(ip, at).test("dns").host("www." + host).build()));
            said.add(asked(control, "shop.example", at, round == 8));
            said.add(asked(control, "airline.example", at, false));
            said.add(asked(control, "clinic.example", at, false));
            control.send(producer, control.batch(said)).get();
            sent += said.size();
            for (TestProbe probe : vantage) {
                List<Observation> own = TestProbe.each(inside, ip -> dead ? probe.dropped(ip, at) : probe.open(ip, at));
                own.addAll(TestProbe.each(outside, ip -> probe.open(ip, at)));
                own.addAll(pair(probe, at, dead));
                if (probe == vantage.get(0) && (round == 5 || round == 6)) {
                    own.add(asked(probe, "airline.example", at, true));
                }
                own.add(asked(probe, "clinic.example", at, false));
                // a resolver that is asked about the bank: that it answers does not mean that the bank does
                own.add(probe.observation("142.250.1.1", at)
                        .host("bank.example")
                        .build());
                probe.send(producer, probe.batch(own)).get();
                sent += own.size();
            }
            double batches = (round + 1) * 7;
            collector.until(
                    "taken in before the clock goes on",
                    () -> collector.metric("cordon_intake_batches_total{outcome=\"accepted\",}") == batches);
        }
        return sent;
    }

    /** The shop at its own address, and at one next door where nothing is cut off: that it works there helps nobody. */
    private static List<Observation> pair(TestProbe probe, Instant at, boolean dead) {
        String id = probe.name() + at;
        Observation target = asked(probe, "shop.example", at, dead);
        Observation sibling = probe.observation("18.187.77.1", at)
                .test("tls")
                .list("collateral")
                .host("shop.example")
                .pair(new Pair(id, "sibling", 1))
                .build();
        return List.of(target.toBuilder().pair(new Pair(id, "target", 0)).build(), sibling);
    }

    private static Observation asked(TestProbe probe, String host, Instant at, boolean dead) {
        ObservationBuilder attempt = probe.observation(String.valueOf(SERVICES.get(host)), at)
                .test("tls")
                .list("collateral")
                .host(host);
        return dead
                ? attempt.failure(Failure.GENERIC_TIMEOUT_ERROR)
                        .operation(Operation.CONNECT)
                        .build()
                : attempt.build();
    }
}
