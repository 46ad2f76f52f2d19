package org.cordon.probe.nettest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.http.HttpAnswer;
import org.cordon.probe.http.MalformedHttpException;
import org.jspecify.annotations.Nullable;

/** Request after request on one connection until enough has gone in one direction, with the progress written down. */
final class Load implements Conversation {
    private static final int MOST_REQUESTS = 60;
    private static final int MOST_MARKS = 120;
    private static final long MARK_MILLIS = 100;
    /** Common servers take 8 KB of headers. */
    private static final String PADDING = "X-Padding: " + "0123456789abcdef".repeat(220) + "\r\n";

    private final Target target;
    private final boolean up;
    private final Duration stall;
    private final Duration atMost;
    private final List<List<Long>> series = new ArrayList<>();
    private HttpAnswer answer = new HttpAnswer(false);
    private @Nullable Line line;
    private long startNanos;
    private long receivedBefore;
    private long sentBefore;
    private long sentAtRequest;
    private long sentAnswered;
    private int requests;
    private int answered;
    private boolean stalled;
    private boolean over;
    private long endNanos;

    Load(Target target, boolean up, Duration stall, Duration atMost) {
        this.target = target;
        this.up = up;
        this.stall = stall;
        this.atMost = atMost;
    }

    @Override
    public Step connected(Line on) throws IOException {
        line = on;
        startNanos = on.elapsed().toNanos();
        receivedBefore = on.bytesReceived();
        sentBefore = on.bytesSent();
        mark(on);
        return ask(on);
    }

    private Step ask(Line on) throws IOException {
        requests++;
        answer = new HttpAnswer(up);
        on.send(HttpRequests.request(up ? "HEAD" : "GET", target, up ? PADDING : ""));
        sentAtRequest = on.bytesSent() - sentBefore;
        on.timeLimit(stall);
        return Step.WAIT;
    }

    @Override
    public Step received(ByteBuffer data, Line on) throws IOException {
        mark(on);
        on.timeLimit(stall);
        while (data.hasRemaining()) {
            try {
                answer.receive(data);
            } catch (MalformedHttpException e) {
                return Step.failed(Failure.unknown("the answer is not HTTP: " + e.getMessage()));
            }
            if (answer.isComplete()) {
                answered++;
                sentAnswered = sentAtRequest;
                if (enough(on) || requests == MOST_REQUESTS) {
                    return done(on);
                }
                if (data.hasRemaining()) {
                    return Step.failed(Failure.unknown("the server says more than it was asked"));
                }
                return ask(on);
            }
        }
        if (!up && enough(on)) {
            return done(on);
        }
        return on.elapsed().compareTo(atMost) > 0 ? Step.TIMEOUT : Step.WAIT;
    }

    private boolean enough(Line on) {
        return (up ? sentAnswered : on.bytesReceived() - receivedBefore) >= TransferNettest.ENOUGH;
    }

    private Step done(Line on) {
        finish(on);
        on.stage("transfer");
        return Step.DONE;
    }

    /** A server may hang up after some requests; one that was in the middle of an answer has been cut off. */
    @Override
    public Step closed(Line on) {
        finish(on);
        boolean between = answered > 0 && (answered == requests || answer.endsHere() || answer.status() == 0);
        return between ? done(on) : Step.EOF;
    }

    @Override
    public Step timeUp(Line on) {
        stalled = true;
        finish(on);
        return Step.TIMEOUT;
    }

    private void finish(Line on) {
        over = true;
        endNanos = on.elapsed().toNanos();
        series.add(point(on));
    }

    private void mark(Line on) {
        long millis = on.elapsed().toMillis();
        boolean due = series.isEmpty() || millis - series.get(series.size() - 1).get(0) >= MARK_MILLIS;
        if (due && series.size() < MOST_MARKS) {
            series.add(point(on));
        }
    }

    private List<Long> point(Line on) {
        return List.of(on.elapsed().toMillis(), on.bytesReceived() - receivedBefore, on.bytesSent() - sentBefore);
    }

    @Override
    public Operation operation() {
        return up ? Operation.WRITE : Operation.READ;
    }

    @Override
    public Map<String, Object> detail() {
        Map<String, Object> detail = new LinkedHashMap<>();
        Line on = line;
        if (on == null) {
            return detail;
        }
        long received = on.bytesReceived() - receivedBefore;
        detail.put("direction", up ? "up" : "down");
        detail.put("bytes_received", received);
        detail.put("bytes_sent", on.bytesSent() - sentBefore);
        detail.put("bytes_answered", sentAnswered);
        detail.put("requests", requests);
        if (stalled) {
            detail.put("stalled_after_bytes", up ? sentAnswered : received);
        }
        double seconds = ((over ? endNanos : on.elapsed().toNanos()) - startNanos) / 1e9;
        if (seconds > 0 && !stalled) {
            detail.put("goodput_kbps", Math.round((up ? sentAnswered : received) * 8 / seconds / 100) / 10.0);
        }
        detail.put("series", series);
        return detail;
    }
}
