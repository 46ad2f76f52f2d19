package org.cordon.analysis.baseline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/**
 * Trinocular's belief (Quan, Heidemann, Pradkin 2013) that a /24, or in IPv6 a /48, is up, held for each network and once
 * for the outside; a network cuts a prefix off while its own belief says down and the outside's does not. Trinocular
 * sees outages, so that difference, which its authors take between their sites, is what makes it speak of blocks.
 */
final class Trinocular implements Baseline {
    private static final long OUTSIDE = -1;

    private final Units units = Units.subnets();
    private final Map<Long, Map<Prefix, Belief>> beliefs = new HashMap<>();
    private final Map<Prefix, Answering> answering = new HashMap<>();
    private final ClaimLog log = new ClaimLog();

    /** A(E(b)): the share of attempts that controls got an answer to, after an earlier survey of ten with nine. */
    private static final class Answering {
        private double answers = 9;
        private double attempts = 10;

        void add(boolean answered) {
            attempts++;
            answers += answered ? 1 : 0;
        }

        double share() {
            return answers / attempts;
        }
    }

    @Override
    public String name() {
        return "trinocular";
    }

    @Override
    public void accept(Observation o) {
        Address ip = o.ip();
        if (ip == null || (o.mode() != null && o.mode() != LinkMode.NORMAL)) {
            return;
        }
        Prefix unit = units.of(ip);
        Answering share = answering.computeIfAbsent(unit, u -> new Answering());
        boolean control = o.role() == Role.CONTROL;
        Belief belief = belief(control ? OUTSIDE : o.asn(), unit);
        belief.update(o.succeeded(), share.share());
        if (control) {
            share.add(o.succeeded());
        } else {
            boolean here = belief.down() && !belief(OUTSIDE, unit).down();
            log.say(o.asn(), unit, here, o.foldTime());
        }
    }

    private Belief belief(long network, Prefix unit) {
        return beliefs.computeIfAbsent(network, n -> new HashMap<>()).computeIfAbsent(unit, u -> new Belief());
    }

    @Override
    public List<Claim> claims() {
        return log.claims();
    }
}
