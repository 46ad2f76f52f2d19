package org.cordon.collector.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every setting of {@code collector serve}, in the order in which help and the effective configuration show them. */
public final class Settings {
    public static final List<Setting> ALL = List.of(
            of("data", "DIR", "Where everything is kept: broker, archive, saved state, keys.", "cordon-data"),
            of("listen", "ADDRESS:PORT", "Where the HTTP API listens.", "127.0.0.1:8080"),
            of("kafka", "HOST:PORT,…", "A Kafka cluster to use. Without it an embedded broker is started.", null),
            of(
                    "kafka-properties",
                    "FILE",
                    "Kafka client properties for that cluster, such as those of SASL_SSL.",
                    null),
            of(
                    "roles",
                    "ROLE,…",
                    "What this collector does beside answering: intake, monitor, archive. All collectors of a cluster share"
                            + " intake; of the monitors one holds each fold, the others stand by; an archive has everything.",
                    "intake,monitor,archive"),
            of(
                    "keys",
                    "DIR",
                    "Where the secrets are kept that all collectors of a cluster must share. Without it, in the data"
                            + " directory.",
                    null),
            of(
                    "state",
                    "DIR",
                    "Where the monitor saves its state. If all monitors of a cluster see this folder, whoever takes over"
                            + " goes on where the other was; else it folds the log from its beginning. Without it, in the data"
                            + " directory.",
                    null),
            of("kafka-listen", "ADDRESS:PORT", "Where the embedded broker listens.", "127.0.0.1:9092"),
            of(
                    "kafka-advertise",
                    "ADDRESS:PORT",
                    "What the embedded broker tells clients to connect to, if not the address it listens at.",
                    null),
            of(
                    "partitions",
                    "N",
                    "Partitions of cordon.batches when it is created: how many collectors can share intake.",
                    "4"),
            of(
                    "observation-partitions",
                    "N",
                    "Partitions of cordon.observations when it is created: how many monitors can share the countries. Never"
                            + " changed afterwards.",
                    "1"),
            of("register", "FILE.csv", "The operator's register of probes: probe,role,cc,asn,access,site.", null),
            of(
                    "trust-claims",
                    "",
                    "Believe what unregistered probes say of their network, country and role. For sandboxes only:"
                            + " with it anybody can speak for any network.",
                    "false"),
            of(
                    "open-records",
                    "",
                    "Serve single observations to everybody. Without it /observations wants the token.",
                    "false"),
            secret("records-token", "TEXT", "Bearer token for single observations (vetted researchers)."),
            of("clock-ahead", "DURATION", "An observation further in the future than this is refused.", "10m"),
            of("clock-behind", "DURATION", "An observation older than this is refused.", "30d"),
            of("max-batch", "BYTES", "Longest batch, compressed.", "1000000"),
            of("max-batch-plain", "BYTES", "Longest batch, uncompressed.", "8000000"),
            of("save-every", "DURATION", "How often the monitor saves the detector's state.", "1m"),
            of("archive-every", "DURATION", "How often the archive commits.", "1s"),
            of("close-after", "DURATION", "A day is moved to a Parquet file so long after its end.", "6h"),
            of("keep", "DURATION", "Closed days are deleted so long after their end. Without it they stay.", null),
            of("archive-memory", "SIZE", "Memory that DuckDB may use.", "192MB"),
            of(
                    "trusted-proxies",
                    "PREFIX,…",
                    "Reverse proxies in front of the gateway: what they say of a sender's address is believed.",
                    null),
            of("site-batches", "N", "Batches that one /24 or /48 may send through the gateway in a minute.", "120"),
            of("network-batches", "N", "Batches that one network may send through the gateway in a minute.", "60000"),
            of("gateway-in-flight", "N", "Batches that may wait for the broker before others are sent away.", "512"),
            of(
                    "services",
                    "FILE,…",
                    "More services that reports of collateral damage name: name,domain,category[,…]; a test list of the"
                            + " Citizen Lab; or Tranco's list.",
                    null),
            of("target", "NAME", "Whom the blocks are meant for: its addresses are not innocent.", "telegram"),
            of(
                    "ranges",
                    "DIR",
                    "Newer editions of the providers' ranges, as 'cordon-analysis update-targets' keeps them.",
                    null),
            of(
                    "registry",
                    "FILE,…",
                    "The censor's register to compare with, the oldest edition first: dumps (CSV) or XML exports, plain or"
                            + " gzip; april-2018 is the shipped list.",
                    null),
            of(
                    "public-url",
                    "URL",
                    "Where the public finds this collector, for links in the feed, in pages, pictures and webhooks.",
                    null),
            of("licence", "TEXT", "Of the texts and pictures that are published; stands in them.", "CC BY 4.0"),
            secret(
                    "webhooks",
                    "URL,…",
                    "Whom to tell of every incident and its changes. Needs webhook-secret. Not shown, since an address may"
                            + " hold a token."),
            secret("webhook-secret", "whsec_…", "Signs what webhooks send: whsec_ and 24 to 64 bytes in base64."));

    private Settings() {}

    private static Setting of(String key, String kind, String description, @Nullable String initial) {
        return new Setting(key, kind, description, initial, false);
    }

    private static Setting secret(String key, String kind, String description) {
        return new Setting(key, kind, description, null, true);
    }
}
