package org.cordon.analysis.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final Instant NINE = Instant.parse("2018-04-16T09:00:00Z");
    private static final Instant TEN = Instant.parse("2018-04-16T10:00:00Z");
    private static final Instant NOON = Instant.parse("2018-04-16T12:00:00Z");
    private static final Register EIGHT =
            Dumps.read("Updated: 2018-04-16 08:00:00 +0000", "9.9.0.0/24 | 4.4.4.0/24;;;a;old;2015-12-04");
    private static final Register AT_NINE = Dumps.read(
            "Updated: 2018-04-16 09:00:00 +0000", "1.1.0.0/16 | 1.1.1.0/24 | 4.4.4.0/24 | 5.5.5.5;;;a;old;2015-12-04");
    private static final Register REGISTER = AT_NINE.following(EIGHT);

    private static NetworkScore only(ScoreCard card) {
        assertEquals(1, card.networks().size());
        return card.networks().get(0);
    }

    private static BigInteger number(long value) {
        return BigInteger.valueOf(value);
    }

    private static Observation attempt(String ip, boolean works) {
        return new ObservationBuilder()
                .id(ip)
                .probe("p")
                .role(Role.VANTAGE)
                .cc("RU")
                .asn(12389)
                .at(NOON)
                .test("tcp")
                .ip(Address.parse(ip))
                .port(443)
                .failure(works ? null : org.cordon.analysis.observation.Failure.GENERIC_TIMEOUT_ERROR)
                .build();
    }

    @Test
    void every_listed_and_every_blocked_address_falls_into_exactly_one_class() {
        List<Block> blocks = List.of(
                Blocks.of("1.1.0.0/17", 12389, TEN, null, BlockState.CONFIRMED),
                Blocks.of("9.9.0.0/23", 12389, TEN, null, BlockState.CONFIRMED));
        ReachedTargets reached = new ReachedTargets(NINE, NOON);
        reached.accept(attempt("4.4.4.7", true));
        reached.accept(attempt("5.5.5.5", false));
        NetworkScore score = only(Comparison.of(REGISTER, blocks, reached, NOON));
        assertEquals(number(65_536 + 256 + 1), score.listed());
        assertEquals(number(32_768), score.listedAndBlocked());
        assertEquals(number(256), score.listedNotBlocked());
        assertEquals(number(32_768 + 1), score.listedUnmeasured());
        assertEquals(number(32_768 + 512), score.blocked());
        assertEquals(number(256), score.liftedStillBlocked());
        assertEquals(number(256), score.blockedNotListed());
        assertEquals(List.of(Prefix.parse("9.9.1.0/24")), score.notListed());
        assertEquals(List.of(Prefix.parse("9.9.0.0/24")), score.stillBlocked());
    }

    @Test
    void the_lag_is_an_interval_and_may_be_negative() {
        Instant early = Instant.parse("2018-04-16T07:30:00Z");
        List<Block> blocks = List.of(
                Blocks.of("1.1.0.0/16", 12389, TEN, null, BlockState.CONFIRMED),
                Blocks.of("1.1.0.0/16", 8359, early, null, BlockState.CONFIRMED));
        ScoreCard card = Comparison.of(REGISTER, blocks, null, NOON);
        LagSummary early8359 = card.networks().get(0).lag();
        assertEquals(1, early8359.certainlyNegative());
        Lag lag = card.networks().get(1).lags().get(0);
        assertEquals(Prefix.parse("1.1.0.0/16"), lag.listed());
        assertEquals(Duration.ofHours(1), lag.atLeast());
        assertEquals(Duration.ofHours(2), lag.atMost());
        assertTrue(lag.isPrecise());
        assertEquals(Duration.ofMinutes(90), card.networks().get(1).lag().median());
        assertFalse(lag.isCertainlyNegative());
    }

    @Test
    void an_old_listing_of_one_address_does_not_date_the_block_of_a_subnet_around_it() {
        List<Block> blocks = List.of(Blocks.of("5.5.0.0/16", 12389, TEN, null, BlockState.CONFIRMED));
        NetworkScore score = only(Comparison.of(REGISTER, blocks, null, NOON));
        assertEquals(List.of(), score.lags());
        assertEquals(number(65_535), score.blockedNotListed());
    }

    @Test
    void blocks_that_ended_or_were_never_confirmed_do_not_count_as_enforcement() {
        List<Block> blocks = List.of(
                Blocks.of("1.1.0.0/16", 12389, NINE, TEN, BlockState.ENDED),
                Blocks.of("4.4.4.0/24", 12389, NINE, null, BlockState.SUSPECTED),
                Blocks.of("5.5.5.5/32", 12389, NINE, null, BlockState.RETRACTED));
        NetworkScore score = only(Comparison.of(REGISTER, blocks, null, NOON));
        assertEquals(number(0), score.blocked());
        assertEquals(1, score.lag().pairs(), "the lag of an ended block still is a lag");
    }

    @Test
    void an_exception_of_one_block_does_not_open_what_another_cuts_off() {
        Block wide = Blocks.with(
                Blocks.of("1.1.0.0/16", 12389, TEN, null, BlockState.CONFIRMED), List.of(Prefix.parse("1.1.2.0/23")));
        Block inside = Blocks.of("1.1.2.0/24", 12389, TEN, null, BlockState.CONFIRMED);
        NetworkScore score = only(Comparison.of(REGISTER, List.of(wide, inside), null, NOON));
        assertEquals(number(65_536 - 256), score.blocked());
    }

    @Test
    void what_must_be_known_before_quoting_is_said() {
        Register cut = Dumps.read("Updated: 2018-04-10 09:00:00 +0000\n1.1.1.1;;;a", Dumps.WINDOWS_1251);
        assertEquals(
                List.of(
                        "the register is truncated: what it seems not to list may be listed",
                        "the register is of 2018-04-10T09:00:00Z; later listings and removals are unknown",
                        "without observations nothing shows that a listed prefix is open: it counts as unmeasured"),
                Comparison.of(cut, List.of(), null, NOON).caveats());
    }

    @Test
    void the_whole_campaign_enforced_to_the_letter_leaves_nothing_over() {
        Register joined = Dumps.real().following(April2018.subnets());
        Instant may = Instant.parse("2018-05-05T13:25:00Z");
        Register campaign = joined.select(April2018::isOfCampaign);
        List<Block> blocks = campaign.at(may).listed().stream()
                .map(p -> Blocks.of(
                        p.toString(), 12389, Instant.parse("2018-04-17T12:30:00Z"), null, BlockState.CONFIRMED))
                .toList();
        NetworkScore score = only(Comparison.of(campaign, blocks, null, may));
        assertEquals(number(14_638_234), score.listedAndBlocked());
        assertEquals(number(14_638_234), score.blocked());
        assertEquals(number(0), score.blockedNotListed());
        assertEquals(number(0), score.listedUnmeasured());
    }
}
