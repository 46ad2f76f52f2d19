package org.cordon.collector.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.cordon.collector.board.Board;
import org.cordon.collector.supervise.Running;
import org.cordon.collector.supervise.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one receiver of every incident and of every change. One message at a time, the oldest first; a receiver that fails is
 * waited for, one that refuses a message five times is spared it.
 */
public final class Webhook implements Worker.Task {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int REFUSALS = 5;

    /** More than this is not told: a receiver that was away so long asks the API. */
    static final int MOST_PENDING = 1_000;

    private final Receiver receiver;
    private final Board board;
    private final Message message;
    private final Signature signature;
    private final WebhookMetrics metrics;
    private final InstantSource clock;
    private final Pace pace;
    private final HttpClient http;

    /**
     * Whom to tell.
     *
     * @param number from 1 on, for logs and metrics
     * @param ledger file of what it was told
     */
    public record Receiver(int number, URI address, Path ledger) {}

    /** Name of the ledger's file: by the address, which it does not show. */
    public static String fileName(URI address) {
        return UUID.nameUUIDFromBytes(address.toString().getBytes(StandardCharsets.UTF_8)) + ".json";
    }

    /** How fast: {@code look} how often for news, {@code first} and {@code longest} pause after failures. */
    record Pace(Duration look, Duration first, Duration longest, RandomGenerator random) {}

    public Webhook(
            Receiver receiver,
            Board board,
            Message message,
            Signature signature,
            WebhookMetrics metrics,
            RandomGenerator random,
            InstantSource clock) {
        this(
                receiver,
                board,
                message,
                signature,
                metrics,
                new Pace(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(10), random),
                clock);
    }

    Webhook(
            Receiver receiver,
            Board board,
            Message message,
            Signature signature,
            WebhookMetrics metrics,
            Pace pace,
            InstantSource clock) {
        this.receiver = receiver;
        this.board = board;
        this.message = message;
        this.signature = signature;
        this.metrics = metrics;
        this.pace = pace;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void run(Running running) throws IOException {
        Ledger ledger = Ledger.read(receiver.ledger());
        Backoff backoff = new Backoff(pace.first(), pace.longest(), pace.random());
        while (running.goesOn()) {
            Board.Snapshot snapshot = board.snapshot();
            if (snapshot.version() > 0) {
                ledger.begin(snapshot);
                List<Event> pending = bounded(ledger, ledger.pending(snapshot));
                metrics.pending(receiver.number(), pending.size());
                if (!pending.isEmpty() && tell(ledger, pending.get(0), snapshot, backoff, running)) {
                    continue;
                }
                if (pending.isEmpty()) {
                    running.well(0);
                }
            }
            running.pause(pace.look());
        }
    }

    private List<Event> bounded(Ledger ledger, List<Event> pending) throws IOException {
        int over = pending.size() - MOST_PENDING;
        if (over <= 0) {
            return pending;
        }
        LOG.warn("webhook {} was away too long: {} messages are skipped", receiver.number(), over);
        ledger.settle(pending.subList(0, over));
        metrics.count(receiver.number(), "skipped", over);
        return pending.subList(over, pending.size());
    }

    /** Tries once. @return whether to go on at once; false: there is nothing to send yet */
    private boolean tell(Ledger ledger, Event event, Board.Snapshot snapshot, Backoff backoff, Running running)
            throws IOException {
        Instant now = clock.instant();
        byte[] body = message.body(event, snapshot, now);
        if (body == null) {
            return false;
        }
        Answer answer = post(event.id(), now, body);
        if (answer.taken()) {
            backoff.succeeded();
            ledger.settle(List.of(event));
            metrics.count(receiver.number(), "delivered", 1);
        } else if (answer.refused() && backoff.failures() + 1 >= REFUSALS) {
            LOG.warn("webhook {} refuses {}: {}", receiver.number(), event.id(), answer.problem());
            backoff.succeeded();
            ledger.settle(List.of(event));
            metrics.count(receiver.number(), "given_up", 1);
        } else {
            metrics.count(receiver.number(), "failed", 1);
            running.unwell(answer.problem());
            running.pause(backoff.failed(answer.asked()));
        }
        return true;
    }

    /** @param status 0: none came. @param asked the wait that the receiver asks for */
    private record Answer(int status, String problem, Duration asked) {
        boolean taken() {
            return status / 100 == 2;
        }

        /** It will say the same again: not a matter of time or load. */
        boolean refused() {
            return status / 100 == 4 && status != 408 && status != 425 && status != 429;
        }
    }

    private Answer post(String id, Instant now, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(receiver.address())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "cordon-collector")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", signature.of(id, now.getEpochSecond(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // what it says is of no interest, and may be endless
            response.body().close();
            return new Answer(response.statusCode(), "answers " + response.statusCode(), wait(response));
        } catch (IOException e) {
            return new Answer(0, "does not answer: " + e.getClass().getSimpleName(), Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "interrupted", Duration.ZERO);
        }
    }

    private static Duration wait(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
    }
}
