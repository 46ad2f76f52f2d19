package org.cordon.lab.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.cordon.analysis.observation.Role;

/**
 * Three networks of four probes, and two controls abroad. Each sends a batch until it is acknowledged, then the next: what a
 * probe's spool does. Whatever was acknowledged stands in a diary.
 */
final class Senders implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long PAUSE_AFTER_REFUSAL_MILLIS = 200;

    private final List<Sender> all = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final RandomGenerator random;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong shed = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private AtomicBoolean on = new AtomicBoolean();

    Senders(RandomGenerator random) {
        this.random = random;
        int number = 0;
        for (long asn : new long[] {12_389, 8_359, 31_133}) {
            for (int i = 0; i < 4; i++) {
                all.add(new Sender(Role.VANTAGE, "RU", asn, number++));
            }
        }
        all.add(new Sender(Role.CONTROL, "DE", 24_940, number++));
        all.add(new Sender(Role.CONTROL, "NL", 1_103, number));
    }

    List<String> register() {
        List<String> lines = new ArrayList<>(List.of("probe,role,cc,asn,access,site"));
        all.forEach(sender -> lines.add(sender.registered()));
        return lines;
    }

    /**
     * How fast they send.
     *
     * @param passes over the addresses in a batch; 48 observations each
     * @param pause between two batches of one probe
     */
    record Pace(int passes, Duration pause) {}

    /**
     * Begins to send, in threads of their own.
     *
     * @param ports of the APIs that take batches
     * @param diary receives the lines of what was acknowledged
     */
    void start(List<Integer> ports, Pace pace, Path diary) throws IOException {
        OutputStream out = Files.newOutputStream(
                diary, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
        AtomicBoolean here = new AtomicBoolean(true);
        on = here;
        for (Sender sender : all) {
            RandomGenerator own = RandomGeneratorFactory.of("L64X128MixRandom").create(random.nextLong());
            Thread thread = new Thread(() -> send(sender, ports, pace, out, own, here), "sender");
            threads.add(thread);
            thread.start();
        }
    }

    private void send(
            Sender sender,
            List<Integer> ports,
            Pace pace,
            OutputStream diary,
            RandomGenerator own,
            AtomicBoolean here) {
        try {
            while (here.get()) {
                Sender.Batch batch = sender.next(Instant.now(), pace.passes, own);
                // a batch that was begun is sent to its end: nobody knows whether it arrived
                for (int tries = 0; !accepts(ports.get(own.nextInt(ports.size())), batch); tries++) {
                    repeated.incrementAndGet();
                    Thread.sleep(PAUSE_AFTER_REFUSAL_MILLIS);
                }
                synchronized (diary) {
                    diary.write(batch.lines());
                    diary.flush();
                }
                acknowledged.addAndGet(batch.count());
                Thread.sleep(pace.pause.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean accepts(int port, Sender.Batch batch) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/batches"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(batch.signed()))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status == 503 || status == 429) {
                shed.incrementAndGet();
            }
            return status == 202;
        } catch (IOException away) {
            return false;
        }
    }

    /** Lets every batch that was begun be acknowledged, and sends no other. */
    void finish() throws InterruptedException {
        on.set(false);
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
    }

    /** Observations that were acknowledged. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** Batches that had to be sent again. */
    long repeated() {
        return repeated.get();
    }

    /** Answers that asked to come again later. */
    long shed() {
        return shed.get();
    }

    @Override
    public void close() {
        on.set(false);
        threads.forEach(Thread::interrupt);
    }
}
