package org.cordon.analysis.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.prefix.Prefix;
import org.junit.jupiter.api.Test;

/** Days at 0.4 attempts a target, network and hour, three probes a network: what is found, and what must not be. */
final class DetectorDayTest {
    private static final int SEEDS = 20;

    private static Detector fold(List<Observation> observations) {
        Detector detector = new Detector(DetectorSettings.defaults());
        observations.forEach(detector::accept);
        return detector;
    }

    private static Stream<Block> confirmed(Detector detector) {
        return detector.blocks().stream()
                .filter(block -> block.confirmed() != null && block.state() != BlockState.RETRACTED)
                .filter(block -> block.mergedInto() == null);
    }

    @Test
    void a_quiet_day_confirms_nothing() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SmallWorld world = new SmallWorld(seed);
            assertEquals(List.of(), confirmed(fold(world.observations())).toList(), "seed " + seed);
        }
    }

    @Test
    void a_wide_block_that_has_ended_gives_its_prefix_to_no_narrow_one_that_goes_on() {
        List<Observation> day = new SmallWorld(1)
                .block(101, "52.56.0.0/14", 4, 12, 0)
                .block(102, "52.56.0.0/15", 8, 24, 0)
                .observations();
        List<String> incidents = fold(day).incidents().stream()
                .map(incident -> incident.cidr() + (incident.ended() == null ? " goes on" : " is over"))
                .toList();
        assertEquals(List.of("52.56.0.0/14 is over", "52.56.0.0/15 goes on"), incidents);
    }

    @Test
    void what_comes_in_a_day_late_is_no_evidence() {
        List<Observation> blocked =
                new SmallWorld(1).block(101, "18.184.0.0/15", 8, 24, 0).observations();
        assertEquals(1, confirmed(fold(arriving(blocked, 23))).count(), "an hour within the bound");
        assertEquals(0, confirmed(fold(arriving(blocked, 25))).count(), "an hour beyond it");
    }

    private static List<Observation> arriving(List<Observation> observations, int hoursLater) {
        return observations.stream()
                .map(o -> o.toBuilder()
                        .received(o.at().plus(Duration.ofHours(hoursLater)))
                        .build())
                .toList();
    }

    @Test
    void an_outage_at_the_far_end_is_nobodys_block() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SmallWorld world = new SmallWorld(seed).block(0, "52.56.0.0/14", 8, 11, 0);
            assertEquals(List.of(), confirmed(fold(world.observations())).toList(), "seed " + seed);
        }
    }

    @Test
    void a_probe_that_invents_failures_of_one_prefix_makes_no_block() {
        Prefix victim = Prefix.parse("18.184.0.0/15");
        for (long seed = 1; seed <= SEEDS; seed++) {
            SmallWorld world = new SmallWorld(seed);
            world.probes = 4;
            List<Observation> lied = world.observations().stream()
                    .map(o -> o.probe().equals("p101-0") && o.ip() != null && victim.contains(o.ip())
                            ? o.toBuilder()
                                    .failure(Failure.GENERIC_TIMEOUT_ERROR)
                                    .operation(Operation.CONNECT)
                                    .build()
                            : o)
                    .toList();
            assertEquals(List.of(), confirmed(fold(lied)).toList(), "seed " + seed);
        }
    }

    @Test
    void a_prefix_that_three_networks_cut_off_one_after_the_other_is_found_in_all_of_them() {
        Prefix cidr = Prefix.parse("52.56.0.0/14");
        int found = 0;
        int exact = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            SmallWorld world = new SmallWorld(seed)
                    .block(101, "52.56.0.0/14", 6, 99, 0)
                    .block(102, "52.56.0.0/14", 7, 99, 0)
                    .block(103, "52.56.0.0/14", 8, 99, 0);
            List<Block> blocks = confirmed(fold(world.observations())).toList();
            found += (int) blocks.stream()
                    .filter(b -> b.cidr().overlaps(cidr))
                    .map(Block::asn)
                    .distinct()
                    .count();
            exact += (int) blocks.stream()
                    .filter(b -> world.targets().stream()
                            .allMatch(t -> cidr.contains(t)
                                    == (b.cidr().contains(t)
                                            && b.except().stream().noneMatch(p -> p.contains(t)))))
                    .count();
        }
        System.out.printf("pairs found %d, exact %d of %d%n", found, exact, 3 * SEEDS);
        assertTrue(found >= 0.99 * 3 * SEEDS, found + " found");
        assertTrue(exact >= 0.95 * 3 * SEEDS, exact + " exact");
    }

    @Test
    void coverage_tells_blocked_from_open_from_never_tried() {
        SmallWorld world = new SmallWorld(3).block(101, "52.56.0.0/14", 4, 99, 0);
        Detector detector = fold(world.observations());
        assertEquals(Coverage.Status.BLOCKED, status(detector, 101, "52.57.0.0/16"));
        assertEquals(Coverage.Status.OPEN, status(detector, 101, "18.184.0.0/15"));
        assertEquals(Coverage.Status.OPEN, status(detector, 102, "52.56.0.0/14"));
        assertEquals(Coverage.Status.UNMEASURED, status(detector, 102, "203.0.113.0/24"));

        SmallWorld alone = new SmallWorld(3);
        alone.control = false;
        assertEquals(Coverage.Status.NO_CONTROL, status(fold(alone.observations()), 102, "52.56.0.0/14"));
        SmallWorld single = new SmallWorld(3);
        single.probes = 1;
        assertEquals(Coverage.Status.INSUFFICIENT, status(fold(single.observations()), 102, "52.56.0.0/14"));
    }

    private static Coverage.Status status(Detector detector, long asn, String prefix) {
        return detector.coverage(Prefix.parse(prefix)).stream()
                .filter(coverage -> coverage.asn() == asn)
                .findFirst()
                .orElseThrow()
                .status();
    }
}
