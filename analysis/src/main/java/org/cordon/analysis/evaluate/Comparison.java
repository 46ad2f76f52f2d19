package org.cordon.analysis.evaluate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.simulate.Truth;

/**
 * Verdicts held against the truth at one instant. A verdict is exact if no live target can tell it from the truth: both
 * cover the same targets of that network.
 *
 * @param exact truths that a confirmed, active block of their network matches exactly
 * @param missed truths that none does
 * @param invented confirmed, active blocks that match no truth
 */
public record Comparison(List<Truth> exact, List<Truth> missed, List<Block> invented) {

    /** @param targets addresses that were live throughout */
    public static Comparison of(List<Truth> truths, List<Block> blocks, List<Address> targets) {
        List<Block> open = new ArrayList<>(blocks.stream()
                .filter(block -> block.state() == BlockState.CONFIRMED)
                .toList());
        List<Truth> exact = new ArrayList<>();
        List<Truth> missed = new ArrayList<>();
        for (Truth truth : truths) {
            BitSet covered = covered(targets, truth.cidr(), List.of());
            boolean found = open.removeIf(block -> block.asn() == truth.asn()
                    && covered(targets, block.cidr(), block.except()).equals(covered));
            (found ? exact : missed).add(truth);
        }
        return new Comparison(List.copyOf(exact), List.copyOf(missed), List.copyOf(open));
    }

    /** Whether every truth is met exactly and nothing is invented. */
    public boolean perfect() {
        return missed.isEmpty() && invented.isEmpty();
    }

    private static BitSet covered(List<Address> targets, Prefix cidr, List<Prefix> except) {
        BitSet covered = new BitSet(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            Address target = targets.get(i);
            covered.set(i, cidr.contains(target) && except.stream().noneMatch(p -> p.contains(target)));
        }
        return covered;
    }
}
