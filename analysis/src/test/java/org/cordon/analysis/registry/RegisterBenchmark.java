package org.cordon.analysis.registry;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * How long a register of 500,000 rows takes to be read and indexed, and what it needs. Run, after
 * {@code ./mvnw -pl analysis test-compile}:
 *
 * <pre>java -Xmx500m -XX:+UseSerialGC -cp analysis/target/classes:analysis/target/test-classes \
 *     org.cordon.analysis.registry.RegisterBenchmark</pre>
 *
 * <p>The rows are made like those of 2018: one in four has several addresses (on average 2.2), half of the addresses
 * repeat, one row in a thousand lists a subnet.
 */
final class RegisterBenchmark {
    private static final int ROWS = 500_000;

    private RegisterBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path dump = Files.createTempFile("register", ".csv");
        try {
            generate(1, dump);
            System.out.printf("%,d rows, %,d bytes%n", ROWS, Files.size(dump));
            for (int round = 1; round <= 5; round++) {
                measure(round, dump);
            }
        } finally {
            Files.delete(dump);
        }
    }

    /** All times: on a machine that others use the clock on the wall says little, and a thread's own time leaves collection out. */
    private static void measure(int round, Path dump) throws IOException {
        System.gc();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long process = processTime();
        long cpu = threads.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        Register register;
        try (InputStream in = Files.newInputStream(dump)) {
            register = RegisterReader.read(in);
        }
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        double wallSeconds = (System.nanoTime() - wall) / 1e9;
        double processSeconds = (processTime() - process) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long kept = runtime.totalMemory() - runtime.freeMemory();
        System.out.printf(
                "round %d: %.2f s by the clock; of the processor %.2f s for this thread, %.2f s with compiler and collector; %,d rows, %,d prefixes, %,d MB kept of at most %,d%n",
                round,
                wallSeconds,
                cpuSeconds,
                processSeconds,
                register.rows(),
                register.size(),
                kept >> 20,
                runtime.maxMemory() >> 20);
    }

    private static long processTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static void generate(long seed, Path dump) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        try (PrintStream out = new PrintStream(
                new BufferedOutputStream(Files.newOutputStream(dump), 1 << 16), false, Dumps.WINDOWS_1251)) {
            out.print("Updated: 2018-05-05 13:25:00 +0000\n");
            for (int row = 0; row < ROWS; row++) {
                out.print(addresses(random));
                String host = "site-" + Integer.toString(row, 36) + ".example.org";
                out.print(";" + host + ";http://" + host + "/page/" + random.nextInt(1000) + ";ФНС;2-6-27/2016-"
                        + random.nextInt(20_000) + "-АИ;2016-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(9)
                        + "\n");
            }
        }
    }

    private static String addresses(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(4) > 0 ? 1 : 1 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            int bits = random.nextBoolean() ? random.nextInt(20_000) * 7919 : random.nextInt();
            text.append(i > 0 ? " | " : "")
                    .append((bits >>> 24) % 200 + 11)
                    .append('.')
                    .append(bits >>> 16 & 255)
                    .append('.')
                    .append(bits >>> 8 & 255)
                    .append('.')
                    .append(bits & 255);
        }
        return random.nextInt(1000) == 0 ? text + "/32 | 52.58." + random.nextInt(256) + ".0/24" : text.toString();
    }
}
