package org.cordon.probe.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.cordon.probe.identity.Home;
import org.cordon.probe.identity.Identity;
import org.cordon.probe.sandbox.SandboxGuard;
import org.cordon.probe.spool.Spool;
import org.cordon.probe.uplink.GatewayTrust;
import org.cordon.probe.uplink.HttpsUplink;
import org.cordon.probe.uplink.Ingress;
import org.cordon.probe.uplink.KafkaSecurity;
import org.cordon.probe.uplink.KafkaUplink;
import org.cordon.probe.uplink.ProxyTunnel;
import org.cordon.probe.uplink.Uplink;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where results go, beside a file. */
final class UplinkOptions {
    static final Path DEFAULT_HOME = Path.of(System.getProperty("user.home"), ".cordon");

    private static final Duration HOME_AGE = Duration.ofSeconds(30);
    private static final Duration HOSTED_AGE = Duration.ofSeconds(1);

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Sends the observations, signed, to the Kafka broker of a collector.")
    @Nullable
    String kafka;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description =
                    "How this probe proves who it is to the broker: Kafka's security.…, sasl.… and ssl.… settings.")
    @Nullable
    Path kafkaConfig;

    @Option(
            names = "--gateway",
            paramLabel = "URL,…",
            description =
                    "Sends the observations, signed, to the gateway of a collector: https://host[:port][=address],"
                            + " several ways in separated by commas.")
    @Nullable
    String gateway;

    @Option(
            names = "--gateway-ca",
            paramLabel = "FILE",
            description = "Trusts only the certificates in this PEM file to be the gateway.")
    @Nullable
    Path gatewayCa;

    @Option(
            names = "--proxy",
            paramLabel = "URL",
            description = "Sends through socks5://[user:password@]host:port or http://[user:password@]host:port."
                    + " Measurements never go through it.")
    @Nullable
    String proxy;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Keeps the probe's key and what is not yet handed over in DIR (default: .cordon in your home"
                    + " folder where --gateway or --kafka is given, else nothing is kept).")
    @Nullable
    Path home;

    @Option(
            names = "--spool-mib",
            paramLabel = "N",
            defaultValue = "64",
            description =
                    "The batches that wait may take N MiB of the disk, beside a journal of half a MiB; beyond that"
                            + " the oldest go (default: ${DEFAULT-VALUE}).")
    int spoolMib = 64;

    /** Where results go beside files, in words, or null. */
    @Nullable
    String where() {
        return gateway != null ? gateway : kafka;
    }

    /** The way to the collector, or null. */
    @Nullable
    Uplink open(Identity identity, SandboxGuard guard) throws IOException {
        if (gateway != null) {
            return new HttpsUplink(
                    Ingress.parse(gateway),
                    proxy == null ? null : ProxyTunnel.parse(proxy),
                    GatewayTrust.sockets(gatewayCa),
                    guard,
                    HttpsUplink.Patience.DEFAULT);
        }
        return kafka == null
                ? null
                : new KafkaUplink(
                        kafka,
                        identity.fingerprint(),
                        guard,
                        kafkaConfig == null ? Map.of() : KafkaSecurity.read(kafkaConfig));
    }

    /** @throws TypeConversionException if the options contradict one another or cannot be read */
    void check() {
        if (gateway != null && kafka != null) {
            throw new TypeConversionException("--gateway and --kafka are two ways to one collector: give one");
        }
        if (spoolMib < 1) {
            throw new TypeConversionException("--spool-mib takes a whole number from 1 on");
        }
        try {
            if (gateway != null) {
                Ingress.parse(gateway);
            }
            if (proxy != null) {
                ProxyTunnel.parse(proxy);
            }
            if (kafka != null) {
                KafkaUplink.check(kafka);
            }
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** The folder, or null where nothing is to be kept. */
    @Nullable
    Path folder() {
        return home == null && where() == null ? null : home == null ? DEFAULT_HOME : home;
    }

    @Nullable
    Home openHome() throws IOException {
        Path folder = folder();
        return folder == null ? null : Home.open(folder);
    }

    @Nullable
    Spool openSpool(@Nullable Home home, @Nullable Identity identity, boolean hosted) throws IOException {
        if (home == null || identity == null) {
            return null;
        }
        long bound = spoolMib * 1024L * 1024L;
        return new Spool(home.spoolFolder(), identity, InstantSource.system(), bound, hosted ? HOSTED_AGE : HOME_AGE);
    }
}
