package org.cordon.collector.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.cordon.analysis.observation.Observation;

/** Counters of the way of an observation. Label values from outside are bounded in number. */
public final class PipelineMetrics {
    /** What a test may be called in a label; any other is counted as {@code other}. */
    private static final Set<String> TESTS = Set.of(
            "tcp",
            "tls",
            "http",
            "dns",
            "mtproto",
            "quic",
            "transfer",
            "socks5",
            "mtproxy",
            "openvpn",
            "ikev2",
            "wireguard");

    /** Networks beyond so many are counted together: labels are memory, here and in Prometheus. */
    private static final int MAX_NETWORKS = 2_000;

    /** Combinations of network, list, test and result with a series of their own. */
    static final int MAX_KINDS = 20_000;

    private final SiteMetrics sites;
    private final Counter batches;
    private final Histogram batchAge;
    private final Counter rejected;
    private final Counter observations;
    private final Counter folded;
    private final Counter late;
    private final Gauge foldTime;
    private final Counter archived;
    private final Gauge archiveTime;
    private final Counter published;
    private final Histogram verdictDelay;
    private final Set<String> networks = new HashSet<>();
    private final Set<Kind> kinds = new HashSet<>();

    public PipelineMetrics(CollectorRegistry registry, InstantSource clock) {
        sites = new SiteMetrics(clock).register(registry);
        batches = Counter.build("cordon_intake_batches", "Batches by what became of them.")
                .labelNames("outcome")
                .register(registry);
        batchAge = Histogram.build(
                        "cordon_intake_batch_age_seconds",
                        "How old the oldest observation of a batch was when it was taken in: what waits in probes' spools.")
                .buckets(1, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400, 604_800)
                .register(registry);
        rejected = Counter.build("cordon_intake_observations_rejected", "Single observations refused, by reason.")
                .labelNames("reason")
                .register(registry);
        observations = Counter.build("cordon_observations", "Accepted observations, by network, list, test and result.")
                .labelNames("cc", "asn", "list", "test", "result")
                .register(registry);
        folded = Counter.build("cordon_monitor_observations", "Observations folded by the detector.")
                .register(registry);
        late = Counter.build(
                        "cordon_monitor_late_observations",
                        "Observations that came too late to be evidence; they are in the archive.")
                .register(registry);
        foldTime = Gauge.build("cordon_monitor_fold_time_seconds", "When the last folded observation was received.")
                .register(registry);
        archived = Counter.build("cordon_archive_observations", "Observations committed to the archive.")
                .register(registry);
        archiveTime = Gauge.build("cordon_archive_time_seconds", "When the last archived observation was received.")
                .register(registry);
        published = Counter.build("cordon_verdicts_published", "Revisions of blocks published, by state.")
                .labelNames("state")
                .register(registry);
        verdictDelay = Histogram.build(
                        "cordon_verdict_delay_seconds",
                        "From the deciding observation's arrival to the published verdict.")
                .buckets(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
                .register(registry);
    }

    /** A batch was taken in or refused. */
    public void batch(String outcome) {
        batches.labels(outcome).inc();
    }

    /** @param seconds between the attempt of a batch's oldest observation and its arrival */
    public void waited(double seconds) {
        batchAge.observe(Math.max(0, seconds));
    }

    public void rejectedObservations(String reason, int count) {
        rejected.labels(reason).inc(count);
    }

    /** Observations that are counted together. */
    public record Kind(String cc, long asn, String list, String test, boolean succeeded) {
        public static Kind of(Observation o) {
            return new Kind(o.cc(), o.asn(), list(o), test(o), o.succeeded());
        }

        private static String test(Observation o) {
            return TESTS.contains(o.test()) ? o.test() : "other";
        }

        private static String list(Observation o) {
            String list = o.list();
            return list == null
                    ? "none"
                    : switch (list) {
                        case "telegram", "google", "amazon", "proxy", "collateral", "control", "canary" -> list;
                        default -> "other";
                    };
        }
    }

    /** @param site of the sender, or its probe where no site is known */
    public void spoke(String cc, long asn, String site) {
        String network = bounded(String.valueOf(asn));
        sites.spoke(network.equals("other") ? "other" : cc, network, site);
    }

    public void accepted(Kind kind, int count) {
        String asn = isRoomFor(kind) ? bounded(String.valueOf(kind.asn)) : "other";
        String cc = asn.equals("other") ? "other" : kind.cc;
        observations
                .labels(cc, asn, kind.list, kind.test, kind.succeeded ? "ok" : "failed")
                .inc(count);
    }

    private synchronized boolean isRoomFor(Kind kind) {
        return kinds.contains(kind) || kinds.size() < MAX_KINDS && kinds.add(kind);
    }

    private synchronized String bounded(String asn) {
        if (networks.contains(asn) || networks.size() < MAX_NETWORKS && networks.add(asn)) {
            return asn;
        }
        return "other";
    }

    /**
     * @param count observations
     * @param tooLate how many of them were no evidence any more
     * @param lastReceived seconds since the epoch
     */
    public void folded(int count, int tooLate, double lastReceived) {
        folded.inc(count);
        late.inc(tooLate);
        foldTime.set(lastReceived);
    }

    /** @param lastReceived seconds since the epoch */
    public void archived(int count, double lastReceived) {
        archived.inc(count);
        archiveTime.set(lastReceived);
    }

    /** @param delaySeconds since the deciding observation was received */
    public void published(String state, double delaySeconds) {
        published.labels(state).inc();
        verdictDelay.observe(Math.max(0, delaySeconds));
    }
}
