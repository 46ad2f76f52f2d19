package org.cordon.probe.uplink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A gateway behind an uplink that dies at random: for a while nothing passes, or every connection is reset; and now and then the
 * gateway takes a batch and its answer says otherwise, as when it got lost.
 */
public final class FickleGateway implements AutoCloseable {
    private static final int LONGEST_MOOD_MILLIS = 700;

    private final Taker taker;
    private final SplittableRandom answers;
    private final TestGateway gateway;
    private final TestCensor way;
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger deaths = new AtomicInteger();
    private final Thread moods;

    /** Gets every batch that the gateway has taken, also one that it has not acknowledged. */
    public interface Taker {
        void take(byte[] batch) throws Exception;
    }

    public FickleGateway(SSLContext tls, SplittableRandom random, Taker taker) throws IOException {
        this.taker = taker;
        this.answers = random.split();
        this.gateway = new TestGateway(tls, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this::answer);
        this.way = new TestCensor(gateway.port());
        this.moods = new Thread(() -> change(random), "moods");
        moods.setDaemon(true);
        moods.start();
    }

    public String url() {
        return "https://gateway.cordon.test:" + way.port() + "=127.0.0.1";
    }

    private synchronized String answer(byte[] batch) {
        try {
            taker.take(batch);
        } catch (Exception | AssertionError e) {
            complaints.add(e.toString());
        }
        if (answers.nextInt(8) == 0) {
            return "HTTP/1.1 503 Busy\r\nRetry-After: 0";
        }
        acknowledged.incrementAndGet();
        return "HTTP/1.1 202 Accepted";
    }

    private void change(SplittableRandom random) {
        try {
            while (true) {
                Thread.sleep(random.nextInt(LONGEST_MOOD_MILLIS));
                deaths.incrementAndGet();
                if (random.nextBoolean()) {
                    way.cut = true;
                } else {
                    way.resetNames.add("gateway.cordon.test");
                }
                Thread.sleep(random.nextInt(LONGEST_MOOD_MILLIS / 2));
                way.cut = false;
                way.resetNames.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Batches that were taken and acknowledged. */
    public int acknowledged() {
        return acknowledged.get();
    }

    /** How often the uplink died. */
    public int deaths() {
        return deaths.get();
    }

    /** What was wrong with batches. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() throws IOException {
        moods.interrupt();
        way.close();
        gateway.close();
    }
}
