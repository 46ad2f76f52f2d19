package org.cordon.analysis.cli.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.registry.NetworkScore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole month through simulator, detector and reports, as {@code april-2018} plays it. */
final class CampaignTest {
    private static CampaignReport report;
    private static String text;

    @BeforeAll
    static void play() throws Exception {
        report = new Campaign(ScenarioFile.read("april-2018-real-time")).play(() -> {});
        StringWriter printed = new StringWriter();
        CampaignText.print(report, new PrintWriter(printed, true));
        text = printed.toString();
    }

    private static BigInteger number(long n) {
        return BigInteger.valueOf(n);
    }

    @Test
    void what_was_found_is_what_is_documented_to_the_last_address() {
        assertEquals(number(14_631_680), report.found().addresses());
        assertEquals(report.documented().blocked(), report.found().blocked());
        assertEquals(57, report.found().blocked().size());
        assertEquals(number(9_472), report.found().targetAddresses());
        assertEquals(number(30_922_456), report.amazon());
        assertEquals(number(9_961_472), report.amazonDocumented());
        assertEquals(number(9_961_472), report.amazonFound());
        assertEquals(22, report.found().services());
        report.categories().forEach(c -> assertEquals(c.documented(), c.found(), c.toString()));
    }

    @Test
    void the_curve_never_leaves_the_bounds_of_the_register_by_more_than_networks_are_late() {
        assertEquals(10, report.curve().size());
        for (CampaignReport.Point point : report.curve()) {
            assertTrue(point.found().compareTo(point.listedAtMost()) <= 0, point.toString());
        }
        CampaignReport.Point last = report.curve().get(9);
        assertEquals(Campaign.EDITION, last.documented().when());
        assertEquals(last.listedAtLeast(), last.listedAtMost(), "on that day the register itself is at hand");
        BigInteger peak = report.curve().stream()
                .map(CampaignReport.Point::found)
                .max(BigInteger::compareTo)
                .orElseThrow();
        assertTrue(peak.compareTo(number(18_000_000)) > 0, "as the press counted before the first subnets were lifted");
    }

    @Test
    void no_network_is_said_to_block_what_is_not_listed() {
        assertEquals(6, report.networks().networks().size());
        for (NetworkScore network : report.networks().networks()) {
            assertEquals(BigInteger.ZERO, network.blockedNotListed(), network.toString());
            assertEquals(BigInteger.ZERO, network.liftedStillBlocked(), network.toString());
        }
    }

    @Test
    void the_text_says_what_it_proves_and_where_only_bounds_are_known() {
        for (String row : List.of(
                "This is a test of consistency.",
                "only bounds of the times of listing are known",
                "2018-04-16 05:00           9,472  computed                   from 0 to 9,472",
                "32.2 %")) {
            assertTrue(text.contains(row), row + " is not in\n" + text);
        }
        assertTrue(
                Pattern.compile("of Amazon's 30,922,456 +9,961,472 +9,961,472 +agrees")
                        .matcher(text)
                        .find(),
                text);
        assertTrue(!text.contains("differs"), text);
    }
}
