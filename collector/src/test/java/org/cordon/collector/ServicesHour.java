package org.cordon.collector;

import java.nio.file.Files;
import java.nio.file.Path;
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
        return CensoredHour.send(collector, producer, now, ServicesHour::asked);
    }

    private static List<Observation> asked(TestProbe probe, int number, int round, Instant at, boolean dead) {
        List<Observation> said = new ArrayList<>();
        if (number == 0) {
            SERVICES.forEach((host, ip) -> said.add(
                    probe.observation(ip, at).test("dns").host("www." + host).build()));
        }
        said.add(asked(probe, "shop.example", at, number == 0 ? round == 8 : dead));
        if (number == 0 || number == 1 && (round == 5 || round == 6)) {
            said.add(asked(probe, "airline.example", at, number == 1));
        }
        said.add(asked(probe, "clinic.example", at, false));
        return said;
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
