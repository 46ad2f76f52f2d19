package org.cordon.probe.nettest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.targets.Target;

/**
 * Whether a connection that has come about also carries something. Since June 2025 connections from Russia to the networks
 * of foreign hosters freeze after some 16–20 KB, in either direction and without a reset; others are slowed down to some
 * 130 kbit/s. Both leave every handshake intact.
 *
 * <p>Many small requests on one connection carry as much as one large file would and need no large file: any web server
 * serves. An answered request has arrived, so that what has got through is known in both directions.
 */
final class TransferNettest implements Nettest {
    /** Well beyond the 14–34 KB at which connections were seen to freeze. */
    static final int ENOUGH = 64 * 1024;

    private static final Duration STALL = Duration.ofSeconds(8);
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 3;
    private static final Set<Integer> PLAIN = Set.of(80, 8080);
    private static final Set<Integer> COVERED = Set.of(443, 8443);

    private final Duration stall;

    TransferNettest() {
        this(STALL);
    }

    /** @param stall silence after which a transfer counts as frozen */
    TransferNettest(Duration stall) {
        this.stall = stall;
    }

    @Override
    public String name() {
        return "transfer";
    }

    @Override
    public String whatItSends() {
        return "asks a web server for its start page again and again on one connection, until 64 KB have gone in one"
                + " direction; three connections down, three up, and three down under the name " + TlsNettest.NEUTRAL;
    }

    @Override
    public boolean suits(Target target) {
        return target.host() != null && (PLAIN.contains(target.port()) || COVERED.contains(target.port()));
    }

    @Override
    public Duration timeoutAfterConnect(Duration usual) {
        return AT_MOST;
    }

    @Override
    public List<Variant> variants(Target target) {
        List<Variant> variants = new ArrayList<>();
        for (int number = 1; number <= CONNECTIONS; number++) {
            variants.add(new Variant("target", target.host(), number));
            variants.add(new Variant("target-up", target.host(), number));
            if (COVERED.contains(target.port())) {
                variants.add(new Variant("neutral", TlsNettest.NEUTRAL, number));
            }
        }
        return variants;
    }

    @Override
    public Conversation converse(Target target, Variant variant) {
        Conversation load = new Load(target, "target-up".equals(variant.arm()), stall, AT_MOST);
        return COVERED.contains(target.port()) ? TlsEngines.cover(variant.host(), target.port(), load) : load;
    }
}
