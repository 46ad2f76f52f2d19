package org.cordon.collector.gateway;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiRequestBody;
import io.javalin.openapi.OpenApiResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.InvalidBatchException;
import org.cordon.analysis.wire.SignedBatch;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.intake.Register;
import org.cordon.collector.intake.Rejection;
import org.cordon.collector.intake.Sender;
import org.cordon.collector.intake.Stamp;

/**
 * {@code POST /api/v1/batches}: one signed batch from a volunteer's probe. What costs least is looked at first: length, the
 * sender's quota, the signature. The answer comes when all replicas have the batch, and fits into one packet. A batch that
 * is sent again is accepted again; intake knows it by its numbers.
 */
public final class BatchesHandler implements Handler {
    private static final String BODY_TYPE = "application/octet-stream";
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Senders senders;
    private final ClientAddress addresses;
    private final Limits limits;
    private final Quota perSite;
    private final Quota perNetwork;
    private final Semaphore places;
    private final BatchCodec codec;
    private final Register register;
    private final Stamp stamp;
    private final Producer<String, byte[]> producer;
    private final RefusedBatches refused;
    private final GatewayMetrics metrics;
    private final InstantSource clock;

    /**
     * What the gateway lets through.
     *
     * @param batchBytes longest batch, compressed
     * @param batch what a batch may hold
     * @param sitePerMinute batches of one /24 or /48 a minute
     * @param networkPerMinute batches of one AS a minute
     * @param inFlight batches that may wait for Kafka at a time
     */
    public record Limits(
            int batchBytes, BatchCodec.Limits batch, int sitePerMinute, int networkPerMinute, int inFlight) {}

    BatchesHandler(
            Senders senders,
            ClientAddress addresses,
            Limits limits,
            Register register,
            Stamp stamp,
            Producer<String, byte[]> producer,
            RefusedBatches refused,
            GatewayMetrics metrics,
            InstantSource clock) {
        this.senders = senders;
        this.addresses = addresses;
        this.limits = limits;
        this.perSite = new Quota(limits.sitePerMinute());
        this.perNetwork = new Quota(limits.networkPerMinute());
        this.places = new Semaphore(limits.inFlight());
        this.codec = new BatchCodec(limits.batch());
        this.register = register;
        this.stamp = stamp;
        this.producer = producer;
        this.refused = refused;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    @OpenApi(
            path = "/api/v1/batches",
            methods = HttpMethod.POST,
            summary = "Takes one signed batch of observations",
            description =
                    "Answers when the batch is safe. A batch that is sent again is accepted again and counts once."
                            + " The sender's address becomes a network and a keyed site, and is forgotten.",
            tags = "probes",
            requestBody = @OpenApiRequestBody(required = true, content = @OpenApiContent(mimeType = BODY_TYPE)),
            responses = {
                @OpenApiResponse(status = "202"),
                @OpenApiResponse(status = "400", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "403", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "413", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "429", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "503", content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) throws IOException {
        Instant now = clock.instant();
        byte[] bytes = body(ctx, now);
        Sender sender = senders.of(address(ctx), now);
        within(perSite.take(sender.site(), now), "this site");
        within(perNetwork.take("AS" + sender.asn(), now), "this network");
        SignedBatch batch = verified(bytes, now);
        if (register.isRevoked(batch.probe())) {
            String message = "this probe was shut out by the operator";
            refused.publish(Rejection.ofBatch(now, "revoked", message, batch.probe(), batch, null));
            throw new Refusal(403, "revoked", message, null);
        }
        if (!places.tryAcquire()) {
            throw overloaded();
        }
        CompletableFuture<Void> safe = hand(batch, sender, bytes);
        ctx.future(() -> safe.thenRun(() -> {
            metrics.batch("accepted");
            ctx.status(202).contentType("application/json").result("{\"accepted\":true}");
        }));
    }

    private byte[] body(Context ctx, Instant now) throws IOException {
        if (ctx.req().getContentLengthLong() > limits.batchBytes()) {
            throw tooLarge(now);
        }
        byte[] bytes = ctx.bodyInputStream().readNBytes(limits.batchBytes() + 1);
        if (bytes.length > limits.batchBytes()) {
            throw tooLarge(now);
        }
        return bytes;
    }

    private Refusal tooLarge(Instant now) {
        String message = "a batch has at most " + limits.batchBytes() + " bytes";
        refused.publish(Rejection.ofBatch(now, "too_large", message, null, null, null));
        return new Refusal(413, "too_large", message, null);
    }

    private Address address(Context ctx) {
        try {
            return addresses.of(ctx);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "no_sender", "the proxy names no address", null);
        }
    }

    private static void within(Duration wait, String whose) {
        if (!wait.isZero()) {
            throw new Refusal(429, "too_many_batches", whose + " sends more than its share; wait", wait);
        }
    }

    private SignedBatch verified(byte[] bytes, Instant now) {
        try {
            return codec.decode(bytes);
        } catch (InvalidBatchException e) {
            String reason = e.reason().name().toLowerCase(Locale.ROOT);
            String message = String.valueOf(e.getMessage());
            refused.publish(Rejection.ofBatch(now, reason, message, null, null, bytes));
            throw new Refusal(400, reason, message, null);
        }
    }

    private CompletableFuture<Void> hand(SignedBatch batch, Sender sender, byte[] bytes) {
        CompletableFuture<Void> safe = new CompletableFuture<>();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.BATCHES, batch.probe(), bytes);
        record.headers().add(Stamp.HEADER, stamp.write(sender, bytes));
        try {
            producer.send(record, (metadata, e) -> {
                places.release();
                if (e == null) {
                    safe.complete(null);
                } else {
                    safe.completeExceptionally(brokerAway());
                }
            });
        } catch (RuntimeException e) {
            places.release();
            safe.completeExceptionally(brokerAway());
        }
        return safe;
    }

    private static Refusal brokerAway() {
        String message = "the collector cannot keep it now; keep the batch and send it again later";
        return new Refusal(503, "broker_away", message, LATER);
    }

    private static Refusal overloaded() {
        return new Refusal(503, "overloaded", "too many batches wait; keep this one and send it again later", LATER);
    }
}
