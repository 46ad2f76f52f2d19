package org.cordon.probe.engine;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Runs a loop on a thread of its own, and keeps what it threw for the one who wants to know. */
final class LoopThread extends Thread implements Closeable {
    private final Loop loop;
    private final Landings landings;
    private final Runnable onFailure;
    private volatile @Nullable Throwable failure;

    /** @param onFailure ends the other loops */
    LoopThread(Loop loop, Landings landings, Runnable onFailure) {
        super("probe-loop");
        setDaemon(true);
        this.loop = loop;
        this.landings = landings;
        this.onFailure = onFailure;
    }

    @Override
    public void run() {
        try {
            loop.run();
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            onFailure.run();
        } finally {
            landings.end();
        }
    }

    /** Throws what ended the loop too early, if anything did. */
    void rethrow() throws IOException {
        Throwable thrown = failure;
        if (thrown instanceof IOException io) {
            throw io;
        }
        if (thrown instanceof RuntimeException bug) {
            throw bug;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** Waits for the end of the loop, which must have been stopped, and frees what it holds. */
    @Override
    public void close() throws IOException {
        boolean interrupted = Thread.interrupted();
        while (isAlive()) {
            try {
                join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        loop.close();
    }
}
