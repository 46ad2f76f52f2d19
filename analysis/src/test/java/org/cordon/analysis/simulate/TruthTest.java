package org.cordon.analysis.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.targets.Target;
import org.junit.jupiter.api.Test;

final class TruthTest {

    private static Scenario april() throws Exception {
        return ScenarioFile.read("april-2018");
    }

    @Test
    void the_67_subnets_of_april_2018_are_57_prefixes_of_14_631_680_addresses() throws Exception {
        Scenario april = april();
        List<Truth> end = Truth.at(april, april.duration());
        assertEquals(3 * 57, end.size());
        List<Prefix> rostelecom =
                end.stream().filter(t -> t.asn() == 12389).map(Truth::cidr).toList();
        assertEquals(BigInteger.valueOf(14_631_680), PrefixSet.addresses(rostelecom));
        assertTrue(rostelecom.contains(Prefix.parse("52.56.0.0/14")));
        assertTrue(rostelecom.contains(Prefix.parse("91.108.8.0/21")));
        assertTrue(rostelecom.contains(Prefix.parse("149.154.160.0/20")));
    }

    @Test
    void nothing_is_blocked_before_the_first_act_and_lags_delay_a_network() throws Exception {
        Scenario april = april();
        assertEquals(List.of(), Truth.at(april, Duration.ofSeconds(11)));
        Set<Long> first =
                Truth.at(april, Duration.ofSeconds(13)).stream().map(Truth::asn).collect(Collectors.toSet());
        assertEquals(Set.of(8359L), first);
    }

    @Test
    void targets_are_the_same_each_time_and_tell_every_edge() throws Exception {
        Scenario april = april();
        List<Target> targets = TargetDraw.draw(april);
        assertEquals(targets, TargetDraw.draw(april));
        assertTrue(targets.size() > 300 && targets.size() < 700, "targets: " + targets.size());
        for (Truth truth : Truth.at(april, april.duration())) {
            Prefix cidr = truth.cidr();
            assertTrue(lives(targets, cidr.child(0)) && lives(targets, cidr.child(1)), cidr + " inside");
            assertTrue(lives(targets, cidr.sibling()), cidr + " outside");
        }
    }

    private static boolean lives(List<Target> targets, Prefix prefix) {
        return targets.stream().map(Target::ip).anyMatch((Address ip) -> prefix.contains(ip));
    }
}
