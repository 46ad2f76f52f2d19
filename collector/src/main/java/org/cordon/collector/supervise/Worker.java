package org.cordon.collector.supervise;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the collector's loops, in a thread of its own. When it fails it begins anew after a pause, with clients made
 * afresh and state read again from where it is kept: there is one way back from every failure, the same as after kill -9.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    /** What a worker does. */
    @FunctionalInterface
    public interface Task {
        /** Makes its clients, works while {@link Running#goesOn()}, closes them. */
        void run(Running running) throws Exception;
    }

    private final String name;
    private final Task task;
    private final Condition condition;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private Worker(Condition condition, Task task) {
        this.name = condition.name();
        this.task = task;
        this.condition = condition;
        this.thread = new Thread(this::loop, "cordon-" + name);
    }

    /**
     * Starts a thread that runs {@code task} until {@link #close()}.
     *
     * @param condition names the worker; receives how it fares
     */
    public static Worker start(Condition condition, Task task) {
        Worker worker = new Worker(condition, task);
        worker.thread.start();
        return worker;
    }

    private void loop() {
        Running running = new Running(stop, condition);
        int failures = 0;
        while (running.goesOn()) {
            try {
                task.run(running);
                failures = 0;
            } catch (Exception | LinkageError | AssertionError e) {
                if (!running.goesOn()) {
                    return;
                }
                failures = condition.isWell() ? 0 : failures + 1;
                report(e);
                running.pause(pause(failures));
            }
        }
    }

    private void report(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (condition.isWell() || !message.equals(condition.problem())) {
            if (e instanceof AwayException) {
                LOG.warn("{} waits: {}", name, message);
            } else {
                LOG.warn("{} failed and begins anew", name, e);
            }
        }
        condition.unwell(message);
    }

    private static Duration pause(int failures) {
        Duration pause = Duration.ofMillis(250L << Math.min(failures, 6));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Asks the task to stop, and does not wait. */
    public void ask() {
        stop.countDown();
    }

    /** Asks the task to stop and waits; interrupts it when it takes more than ten seconds. */
    @Override
    public void close() {
        ask();
        try {
            thread.join(STOP_WITHIN.toMillis());
            if (thread.isAlive()) {
                LOG.warn("{} does not stop by itself within {} s: interrupted", name, STOP_WITHIN.toSeconds());
                thread.interrupt();
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
