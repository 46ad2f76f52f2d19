package org.cordon.analysis.collateral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.cordon.analysis.collateral.NameOrPrefix.Verdict;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.junit.jupiter.api.Test;

final class NameOrPrefixTest {
    private static final Instant NOW = Instant.parse("2018-04-17T12:00:00Z");
    private static final String HERE = "52.58.1.1";
    private static final String SIBLING = "52.60.1.1";

    private final NameOrPrefix proof = new NameOrPrefix();
    private int pairs;

    private void arm(Role role, String arm, String host, String ip, boolean works) {
        proof.accept(Attempts.at(host, role, role == Role.CONTROL ? 24_940 : 12_389, NOW)
                .ip(Address.parse(ip))
                .pair(new Pair("pair" + pairs, arm, 0))
                .failure(works ? null : Failure.GENERIC_TIMEOUT_ERROR)
                .build());
    }

    private void pair(boolean target, boolean otherName, boolean sibling) {
        pairs++;
        arm(Role.VANTAGE, "neutral", "innocent.example", HERE, otherName);
        arm(Role.VANTAGE, "target", "shop.example", HERE, target);
        arm(Role.VANTAGE, "sibling", "shop.example", SIBLING, sibling);
    }

    private Verdict only() {
        List<NameOrPrefix.Finding> findings = proof.findings();
        assertEquals(1, findings.size(), findings.toString());
        return findings.get(0).verdict();
    }

    @Test
    void an_innocent_name_that_works_at_the_same_address_proves_a_block_of_the_name() {
        for (int i = 0; i < 3; i++) {
            pair(false, true, false);
        }
        assertEquals(Verdict.NAME, only());
    }

    @Test
    void the_same_name_that_works_at_a_sibling_prefix_proves_a_block_of_the_prefix() {
        for (int i = 0; i < 3; i++) {
            pair(false, false, true);
        }
        assertEquals(Verdict.PREFIX, only());
    }

    @Test
    void two_pairs_are_too_few_and_pairs_that_contradict_each_other_decide_nothing() {
        pair(false, false, true);
        pair(false, false, true);
        assertEquals(Verdict.UNDECIDED, only());
        pair(false, true, false);
        pair(false, true, false);
        assertEquals(Verdict.UNDECIDED, only());
    }

    @Test
    void pairs_in_which_all_fails_or_the_target_works_tell_nothing() {
        pair(false, false, false);
        pair(true, true, true);
        assertEquals(List.of(), proof.findings());
    }

    @Test
    void a_server_that_is_away_for_controls_too_is_laid_to_nobody() {
        for (int i = 0; i < 3; i++) {
            pair(false, false, true);
        }
        pairs++;
        arm(Role.CONTROL, "target", "shop.example", HERE, false);
        assertEquals(Verdict.UNDECIDED, only());
    }
}
