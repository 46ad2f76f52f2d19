package org.cordon.collector.webhook;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;

/** How webhooks fare; receivers go by their number, since an address may hold a secret. */
public final class WebhookMetrics {
    private final Counter attempts;
    private final Gauge pending;

    public WebhookMetrics(CollectorRegistry registry) {
        attempts = Counter.build(
                        "cordon_webhook_messages",
                        "Messages by what became of them: delivered, failed (tried again), given_up, skipped.")
                .labelNames("receiver", "outcome")
                .register(registry);
        pending = Gauge.build("cordon_webhook_pending", "Messages that a receiver has not taken yet.")
                .labelNames("receiver")
                .register(registry);
    }

    void count(int receiver, String outcome, int messages) {
        attempts.labels(String.valueOf(receiver), outcome).inc(messages);
    }

    void pending(int receiver, int messages) {
        pending.labels(String.valueOf(receiver)).set(messages);
    }
}
