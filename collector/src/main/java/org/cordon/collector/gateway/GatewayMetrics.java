package org.cordon.collector.gateway;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;

/** What came in over HTTPS, by what became of it. */
public final class GatewayMetrics {
    private final Counter batches;

    public GatewayMetrics(CollectorRegistry registry) {
        batches = Counter.build("cordon_gateway_batches", "Batches received over HTTP, by what became of them.")
                .labelNames("outcome")
                .register(registry);
    }

    /** @param outcome {@code accepted} or the title of a {@link Refusal} */
    public void batch(String outcome) {
        batches.labels(outcome).inc();
    }
}
