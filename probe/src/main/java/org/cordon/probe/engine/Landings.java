package org.cordon.probe.engine;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Results on their way from the event loops to the thread that runs the engine. A loop never waits here: when too much has
 * not been fetched yet, it begins nothing new, so a slow disk makes the probe slow and never late.
 */
final class Landings {
    private static final int FULL = 10_000;
    private static final List<Result> END = List.of();

    private final BlockingQueue<List<Result>> batches = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    boolean isFull() {
        return waiting.get() >= FULL;
    }

    /** @param batch at least one result */
    void add(List<Result> batch) {
        waiting.addAndGet(batch.size());
        batches.add(batch);
    }

    /** One loop has nothing more to add. */
    void end() {
        batches.add(END);
    }

    /** Hands every result to {@code results} on this thread until {@code loops} loops have ended. */
    void forEach(int loops, Consumer<Result> results) throws InterruptedException {
        for (int running = loops; running > 0; ) {
            List<Result> batch = batches.take();
            if (batch.isEmpty()) {
                running--;
            }
            batch.forEach(results);
            waiting.addAndGet(-batch.size());
        }
    }
}
