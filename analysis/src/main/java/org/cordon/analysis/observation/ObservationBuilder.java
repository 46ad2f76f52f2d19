package org.cordon.analysis.observation;

import java.time.Instant;
import java.util.Map;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link Observation} piece by piece. {@code id}, {@code probe}, {@code at} and {@code test} have no default;
 * the rest begins as unknown ({@code ZZ}, 0, null).
 */
public final class ObservationBuilder {
    private @Nullable String id;
    private @Nullable String probe;
    private @Nullable String site;
    private Role role = Role.VANTAGE;
    private String cc = "ZZ";
    private long asn = 0;
    private @Nullable Access access;
    private @Nullable String region;
    private @Nullable String run;
    private @Nullable LinkMode mode;
    private @Nullable Instant at;
    private @Nullable Instant received;
    private @Nullable String test;
    private @Nullable String list;
    private @Nullable String listVersion;
    private @Nullable Address ip;
    private int port = 0;
    private @Nullable String host;
    private @Nullable Failure failure;
    private @Nullable Operation operation;
    private @Nullable Double ms;
    private @Nullable Integer timeoutMs;
    private @Nullable Integer attempt;
    private @Nullable Long sinceLastMs;
    private @Nullable Pair pair;
    private Map<String, Object> detail = Map.of();

    public ObservationBuilder() {}

    ObservationBuilder(Observation from) {
        this.id = from.id();
        this.probe = from.probe();
        this.site = from.site();
        this.role = from.role();
        this.cc = from.cc();
        this.asn = from.asn();
        this.access = from.access();
        this.region = from.region();
        this.run = from.run();
        this.mode = from.mode();
        this.at = from.at();
        this.received = from.received();
        this.test = from.test();
        this.list = from.list();
        this.listVersion = from.listVersion();
        this.ip = from.ip();
        this.port = from.port();
        this.host = from.host();
        this.failure = from.failure();
        this.operation = from.operation();
        this.ms = from.ms();
        this.timeoutMs = from.timeoutMs();
        this.attempt = from.attempt();
        this.sinceLastMs = from.sinceLastMs();
        this.pair = from.pair();
        this.detail = from.detail();
    }

    public ObservationBuilder id(String id) {
        this.id = id;
        return this;
    }

    public ObservationBuilder probe(String probe) {
        this.probe = probe;
        return this;
    }

    public ObservationBuilder site(@Nullable String site) {
        this.site = site;
        return this;
    }

    public ObservationBuilder role(Role role) {
        this.role = role;
        return this;
    }

    public ObservationBuilder cc(String cc) {
        this.cc = cc;
        return this;
    }

    public ObservationBuilder asn(long asn) {
        this.asn = asn;
        return this;
    }

    public ObservationBuilder access(@Nullable Access access) {
        this.access = access;
        return this;
    }

    public ObservationBuilder region(@Nullable String region) {
        this.region = region;
        return this;
    }

    public ObservationBuilder run(@Nullable String run) {
        this.run = run;
        return this;
    }

    public ObservationBuilder mode(@Nullable LinkMode mode) {
        this.mode = mode;
        return this;
    }

    public ObservationBuilder at(Instant at) {
        this.at = at;
        return this;
    }

    public ObservationBuilder received(@Nullable Instant received) {
        this.received = received;
        return this;
    }

    public ObservationBuilder test(String test) {
        this.test = test;
        return this;
    }

    public ObservationBuilder list(@Nullable String list) {
        this.list = list;
        return this;
    }

    public ObservationBuilder listVersion(@Nullable String listVersion) {
        this.listVersion = listVersion;
        return this;
    }

    public ObservationBuilder ip(@Nullable Address ip) {
        this.ip = ip;
        return this;
    }

    public ObservationBuilder port(int port) {
        this.port = port;
        return this;
    }

    public ObservationBuilder host(@Nullable String host) {
        this.host = host;
        return this;
    }

    public ObservationBuilder failure(@Nullable Failure failure) {
        this.failure = failure;
        return this;
    }

    public ObservationBuilder operation(@Nullable Operation operation) {
        this.operation = operation;
        return this;
    }

    public ObservationBuilder ms(@Nullable Double ms) {
        this.ms = ms;
        return this;
    }

    public ObservationBuilder timeoutMs(@Nullable Integer timeoutMs) {
        this.timeoutMs = timeoutMs;
        return this;
    }

    public ObservationBuilder attempt(@Nullable Integer attempt) {
        this.attempt = attempt;
        return this;
    }

    public ObservationBuilder sinceLastMs(@Nullable Long sinceLastMs) {
        this.sinceLastMs = sinceLastMs;
        return this;
    }

    public ObservationBuilder pair(@Nullable Pair pair) {
        this.pair = pair;
        return this;
    }

    public ObservationBuilder detail(Map<String, Object> detail) {
        this.detail = detail;
        return this;
    }

    /** @throws IllegalStateException if a required field was never set */
    public Observation build() {
        return new Observation(
                required("id", id),
                required("probe", probe),
                site,
                role,
                cc,
                asn,
                access,
                region,
                run,
                mode,
                required("at", at),
                received,
                required("test", test),
                list,
                listVersion,
                ip,
                port,
                host,
                failure,
                operation,
                ms,
                timeoutMs,
                attempt,
                sinceLastMs,
                pair,
                detail);
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("an observation needs '" + name + "'");
        }
        return value;
    }
}
