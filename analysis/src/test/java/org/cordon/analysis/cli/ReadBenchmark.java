package org.cordon.analysis.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.simulate.Simulator;

/**
 * How many observations a second are simulated, read from JSON lines, and read and judged, on one core. Run, after
 * {@code ./mvnw -pl analysis package -DskipTests} and {@code simulate SCENARIO --out DIR} and {@code gunzip}:
 *
 * <pre>java -Xmx2g -XX:+UseSerialGC -cp analysis/target/cordon-analysis.jar:analysis/target/test-classes \
 *     org.cordon.analysis.cli.ReadBenchmark SCENARIO DIR/observations.jsonl</pre>
 *
 * <p>Not JMH: a pass over a file of millions of lines is its own repetition, and what counts is the whole way.
 */
final class ReadBenchmark {
    private ReadBenchmark() {}

    private interface Task {
        long run() throws IOException, BadFileException;
    }

    public static void main(String[] args) throws IOException, BadFileException {
        for (int round = 1; round <= 3; round++) {
            measure("simulate", () -> {
                Simulator simulator = new Simulator(ScenarioFile.read(args[0]));
                long count = 0;
                for (; simulator.hasNext(); simulator.next()) {
                    count++;
                }
                return count;
            });
            measure("read", () -> drain(args[1], null));
            measure("detect", () -> drain(args[1], new Detector(DetectorSettings.defaults())));
        }
    }

    private static long drain(String name, @org.jspecify.annotations.Nullable Detector detector) throws IOException {
        long[] count = {0};
        InputFormat format = InputKind.CORDON.format(null, java.time.InstantSource.system());
        try (ObservationFile file = ObservationFile.open(name, System.in, format, (f, line, reason) -> {})) {
            FoldOrder.ofFiles(List.of(file)).drain(o -> {
                count[0]++;
                if (detector != null) {
                    detector.accept(o);
                }
            });
        }
        return count[0];
    }

    /** Processor time: on a machine that others use, the clock on the wall says little. */
    private static void measure(String what, Task task) throws IOException, BadFileException {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        long count = task.run();
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        double seconds = (System.nanoTime() - wall) / 1e9;
        System.out.printf(
                "%-8s %,10d observations, %,9.0f a second of processor time, %,9.0f of the clock%n",
                what, count, count / cpuSeconds, count / seconds);
    }
}
