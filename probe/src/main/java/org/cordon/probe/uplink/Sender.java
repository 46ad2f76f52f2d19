package org.cordon.probe.uplink;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.cordon.probe.report.Words;
import org.cordon.probe.spool.Parcel;
import org.cordon.probe.spool.Spool;
import org.jspecify.annotations.Nullable;

/** Sends what the spool holds, oldest first, on a thread of its own. Measuring goes on whether or not it gets through. */
public final class Sender implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMillis(100);

    private final Spool spool;
    private final Uplink uplink;
    private final Backoff backoff;
    private final Words words;
    private final Consumer<String> tell;
    private final Thread thread;
    private volatile boolean stopping;
    private boolean away;

    /** @param tell gets a sentence, made of {@code words}, when the collector goes away and when it is back */
    public Sender(Spool spool, Uplink uplink, RandomGenerator random, Words words, Consumer<String> tell) {
        this.spool = spool;
        this.uplink = uplink;
        this.backoff = new Backoff(random);
        this.words = words;
        this.tell = tell;
        this.thread = new Thread(this::run, "uplink");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                spool.packIfOld();
                Parcel parcel = spool.oldest();
                Thread.sleep((parcel == null ? IDLE : attempt(parcel)).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            tell.accept(words.say("spoolBroken", e.getMessage()));
        }
    }

    /** Sends one batch; returns how long to wait before the next. */
    private Duration attempt(Parcel parcel) throws IOException, InterruptedException {
        byte[] batch = spool.read(parcel);
        if (batch == null) {
            return Duration.ZERO;
        }
        try {
            uplink.send(batch);
        } catch (RefusedException e) {
            spool.setAside(parcel);
            tell.accept(words.say("setAside", parcel.count(), uplink, e.getMessage()));
            return Duration.ZERO;
        } catch (IOException e) {
            Duration pause = pause(e);
            report(words.say("away", uplink, e.getMessage()), true);
            return pause;
        }
        spool.acknowledge(parcel);
        backoff.reset();
        report(words.say("back", uplink), false);
        return Duration.ZERO;
    }

    private Duration pause(IOException e) {
        Duration own = backoff.next();
        return e instanceof BusyException busy ? own.plus(busy.pause()) : own;
    }

    private void report(String sentence, boolean nowAway) {
        if (away != nowAway) {
            away = nowAway;
            tell.accept(sentence);
        }
    }

    /** Waits until everything was acknowledged, but no longer than {@code patience}; says whether it was. */
    public boolean drain(Duration patience) throws IOException, InterruptedException {
        spool.packAll();
        long end = System.nanoTime() + patience.toNanos();
        while (thread.isAlive() && spool.oldest() != null && System.nanoTime() - end < 0) {
            Thread.sleep(IDLE.toMillis() / 4);
        }
        @Nullable Parcel left = spool.oldest();
        return left == null;
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        uplink.close();
    }
}
