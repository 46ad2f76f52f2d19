package org.cordon.collector;

import io.prometheus.client.CollectorRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.targets.AsNames;
import org.cordon.analysis.targets.ProviderRanges;
import org.cordon.collector.board.Board;
import org.cordon.collector.collateral.DamageView;
import org.cordon.collector.config.CollectorConfig;
import org.cordon.collector.publish.Newsroom;
import org.cordon.collector.webhook.Message;
import org.cordon.collector.webhook.Signature;
import org.cordon.collector.webhook.Webhook;
import org.cordon.collector.webhook.WebhookMetrics;
import org.cordon.collector.words.Credit;
import org.cordon.collector.words.Networks;

/** Wires what people read and what other programs are told. */
final class Publishing {
    private final CollectorConfig config;
    private final InstantSource clock;
    private final Credit credit;
    private final Networks networks = new Networks(AsNames.bundled());

    Publishing(CollectorConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.credit = new Credit(config.publicUrl(), config.licence());
    }

    Newsroom newsroom(DamageView damage, ProviderRanges ranges) {
        return new Newsroom(damage, ranges, networks, config.target(), credit, clock);
    }

    /** One for each receiver. */
    List<Webhook> webhooks(Board board, CollectorRegistry registry) {
        List<Webhook> webhooks = new ArrayList<>();
        byte[] secret = config.webhookSecret();
        if (secret != null) {
            Signature signature = new Signature(secret);
            Message message = new Message(networks, credit);
            WebhookMetrics metrics = new WebhookMetrics(registry);
            for (URI address : config.webhooks()) {
                Path ledger = config.data().resolve("webhooks").resolve(Webhook.fileName(address));
                Webhook.Receiver receiver = new Webhook.Receiver(webhooks.size() + 1, address, ledger);
                webhooks.add(new Webhook(receiver, board, message, signature, metrics, new SecureRandom(), clock));
            }
        }
        return webhooks;
    }
}
