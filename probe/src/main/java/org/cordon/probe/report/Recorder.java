package org.cordon.probe.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.probe.engine.Result;
import org.cordon.probe.link.ModeGate;
import org.cordon.probe.spool.Spool;
import org.jspecify.annotations.Nullable;

/**
 * Writes the observations of one run down, on a thread of its own, so that a slow disk never makes the event loop late.
 * What came in since the last time goes to the disk together; only when it is there does anything else happen to it.
 */
public final class Recorder implements Consumer<Result> {
    private static final int QUEUE = 10_000;
    private static final int GROUP = 1_000;
    private static final long GATHER_MILLIS = 5;

    private final ObservationMaker maker;
    private final ModeGate gate;
    private final @Nullable Spool spool;
    private final Consumer<List<Observation>> out;
    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE);
    private final List<Observation> unjudged = new ArrayList<>();
    private final List<Observation> ready = new ArrayList<>();
    private final Thread thread;
    private volatile @Nullable IOException failure;

    private record Item(@Nullable Result result, @Nullable Observation observation) {
        static final Item END = new Item(null, null);
    }

    /**
     * @param spool keeps the observations for a collector, or null where there is none
     * @param out gets the observations with their mode, once they are safe; throws {@link UncheckedIOException}
     */
    public Recorder(ObservationMaker maker, ModeGate gate, @Nullable Spool spool, Consumer<List<Observation>> out) {
        this.maker = maker;
        this.gate = gate;
        this.spool = spool;
        this.out = out;
        this.thread = new Thread(this::run, "recorder");
        thread.setDaemon(true);
        thread.start();
    }

    /** @throws UncheckedIOException if earlier results could not be written down: then measuring has no purpose */
    @Override
    public void accept(Result result) {
        IOException failed = failure;
        if (failed != null) {
            throw new UncheckedIOException(failed);
        }
        maker.make(result).ifPresent(observation -> put(new Item(result, observation)));
    }

    private void put(Item item) {
        try {
            queue.put(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when everything is written down; to be called once, at the end of the run. */
    public void finish() throws IOException, InterruptedException {
        put(Item.END);
        thread.join();
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                more = group();
            }
        } catch (IOException e) {
            fail(e);
        } catch (UncheckedIOException e) {
            fail(new IOException(e.getMessage(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on nothing is written any more, and nobody shall wait for room in the queue. */
    private void fail(IOException e) {
        failure = e;
        queue.clear();
    }

    /** Writes what is there; false after the end. */
    private boolean group() throws IOException, InterruptedException {
        List<Item> items = new ArrayList<>();
        items.add(queue.take());
        if (queue.isEmpty()) {
            // to be woken for every single result would cost the event loop more than the result itself
            Thread.sleep(GATHER_MILLIS);
        }
        queue.drainTo(items, GROUP);
        boolean end = false;
        for (Item item : items) {
            if (item.result == null || item.observation == null) {
                end = true;
            } else {
                take(item.result, item.observation);
            }
        }
        if (end || !gate.canTell()) {
            judge(gate.mode());
        }
        if (spool != null) {
            spool.commit();
        }
        if (!ready.isEmpty()) {
            out.accept(List.copyOf(ready));
            ready.clear();
        }
        return !end;
    }

    private void take(Result result, Observation observation) throws IOException {
        if (spool != null) {
            spool.append(observation);
        }
        unjudged.add(observation);
        if (gate.add(result)) {
            judge(gate.mode());
        }
    }

    private void judge(@Nullable LinkMode mode) throws IOException {
        if (spool != null) {
            spool.mode(mode);
        }
        unjudged.forEach(observation -> ready.add(
                mode == null ? observation : observation.toBuilder().mode(mode).build()));
        unjudged.clear();
    }
}
