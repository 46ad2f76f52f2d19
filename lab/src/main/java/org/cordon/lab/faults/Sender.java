package org.cordon.lab.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.ObservationWriter;
import org.cordon.analysis.wire.ProbeKeys;

/** One probe that says what it would have measured: from its fourth batch on a prefix is cut off, for all but controls. */
final class Sender {
    private static final List<String> PREFIXES =
            List.of("18.184.", "18.186.", "34.64.", "18.185.", "18.187.", "142.250.");
    private static final Set<String> CUT = Set.of("18.184.", "18.185.");
    private static final int FIRST_CUT = 4;
    private static final int TARGETS_A_PREFIX = 8;

    private final KeyPair keys;
    private final String name;
    private final Role role;
    private final String cc;
    private final long asn;
    private final String site;
    private final BatchCodec codec = new BatchCodec();
    private long sequence;

    Sender(Role role, String cc, long asn, int number) {
        try {
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
        this.name = ProbeKeys.fingerprint(keys.getPublic());
        this.role = role;
        this.cc = cc;
        this.asn = asn;
        this.site = "site-" + number;
    }

    /** Its line in the operator's register. */
    String registered() {
        return String.join(
                ",", name, role == Role.CONTROL ? "control" : "vantage", cc, String.valueOf(asn), "fixed", site);
    }

    /** @param lines the observations as they are in {@code signed} */
    record Batch(byte[] signed, byte[] lines, int count) {}

    /** The next batch. @param passes how often it tries each address */
    Batch next(Instant at, int passes, RandomGenerator random) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int count = 0;
        try (ObservationWriter writer = new ObservationWriter(lines)) {
            for (int pass = 0; pass < passes; pass++) {
                // in turns, as a probe does: one to which everything is dead for long is taken to be offline
                for (int target = 0; target < TARGETS_A_PREFIX; target++) {
                    for (String prefix : PREFIXES) {
                        boolean dead = role == Role.VANTAGE && sequence >= FIRST_CUT && CUT.contains(prefix);
                        writer.write(attempt(prefix + 31 * target + "." + (1 + target), at, dead, count++, random));
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        byte[] payload = lines.toByteArray();
        byte[] signed = codec.encode(keys.getPublic(), keys.getPrivate(), 0, sequence++, count, payload);
        return new Batch(signed, payload, count);
    }

    private Observation attempt(String ip, Instant at, boolean dead, int number, RandomGenerator random) {
        ObservationBuilder o = new ObservationBuilder()
                .id(name.substring(0, 12) + "-" + sequence + "-" + number)
                .probe(name)
                .role(role)
                .cc(cc)
                .asn(asn)
                .run("faults")
                .at(at)
                .test("tcp")
                .list("amazon")
                .ip(Address.parse(ip))
                .port(443);
        boolean failed = dead || random.nextInt(100) == 0;
        return failed
                ? o.failure(Failure.GENERIC_TIMEOUT_ERROR)
                        .operation(Operation.CONNECT)
                        .ms(3_000.0)
                        .timeoutMs(3_000)
                        .build()
                : o.ms(31.5).build();
    }
}
