package org.cordon.analysis.detect;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;

/**
 * Observations a second on one core, already decoded, and the memory that the detector holds after them: 1 % fail. Run, after
 * {@code ./mvnw -pl analysis test-compile}:
 *
 * <pre>java -Xmx3g -cp analysis/target/classes:analysis/target/test-classes org.cordon.analysis.detect.DetectorBenchmark 400000 100 4000000</pre>
 *
 * Arguments: targets, networks, observed (network, target) pairs; each pair is tried twice.
 */
final class DetectorBenchmark {
    private static final int CHUNK = 200_000;

    private DetectorBenchmark() {}

    public static void main(String[] args) {
        int targetCount = Integer.parseInt(args[0]);
        int networks = Integer.parseInt(args[1]);
        long pairs = Long.parseLong(args[2]);
        SplittableRandom random = new SplittableRandom(1);
        Address[] targets = new Address[targetCount];
        for (int i = 0; i < targetCount; i++) {
            targets[i] = Address.v4((1 + random.nextInt(60)) << 24 | random.nextInt(1 << 24));
        }
        Detector detector = new Detector(DetectorSettings.defaults());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int perNetwork = (int) (pairs / networks);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int pass = 0; pass < 2; pass++) {
            long cpu = 0;
            long done = 0;
            while (done < pairs) {
                Observation[] chunk = new Observation[(int) Math.min(CHUNK, pairs - done)];
                for (int i = 0; i < chunk.length; i++) {
                    long n = done + i;
                    int network = (int) (n % networks);
                    int target = (int) ((network * 7_919L * 31 + n / networks) % targetCount);
                    boolean failed = random.nextInt(100) == 0;
                    chunk[i] = new ObservationBuilder()
                            .id("o")
                            .probe("p" + network + "-" + random.nextInt(4))
                            .role(Role.VANTAGE)
                            .cc("RU")
                            .asn(1_000 + network)
                            .at(start.plusMillis(pass * 36_000_000L + n * 9))
                            .test("tcp")
                            .ip(targets[target])
                            .port(443)
                            .failure(failed ? Failure.GENERIC_TIMEOUT_ERROR : null)
                            .operation(failed ? Operation.CONNECT : null)
                            .build();
                }
                long before = threads.getCurrentThreadCpuTime();
                for (Observation o : chunk) {
                    detector.accept(o);
                }
                cpu += threads.getCurrentThreadCpuTime() - before;
                done += chunk.length;
            }
            System.out.printf(
                    "pass %d: %,d observations, %,d a second and core (%d targets a network)%n",
                    pass + 1, done, Math.round(done / (cpu / 1e9)), perNetwork);
        }
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        System.out.printf(
                "held: %,d MB, %,d records%n",
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                detector.blocks().size());
    }
}
