package org.cordon.analysis.registry;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.detect.Cause;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** Blocks to test with: what matters is given, the rest is plain. */
public final class Blocks {
    private Blocks() {}

    public static Block of(String cidr, long asn, Instant started, @Nullable Instant ended, BlockState state) {
        return block(Prefix.parse(cidr), List.of(), asn, started, ended, state);
    }

    public static Block with(Block block, List<Prefix> except) {
        return block(block.cidr(), except, block.asn(), block.started(), block.ended(), block.state());
    }

    private static Block block(
            Prefix cidr, List<Prefix> except, long asn, Instant started, @Nullable Instant ended, BlockState state) {
        return new Block(
                1,
                "b-" + asn + "-" + cidr,
                1,
                null,
                cidr,
                0.9,
                cidr,
                cidr,
                cidr.addresses(),
                cidr.addresses(),
                except,
                asn,
                "RU",
                new Block.Scope(null, null, 3, 3),
                Set.of(Mechanism.IP_DROP),
                List.of(),
                List.of(),
                Cause.UNKNOWN,
                List.of(),
                state,
                null,
                started,
                started,
                started,
                started,
                started,
                ended,
                0.99,
                0.97,
                0.03,
                "test-1",
                30,
                3,
                3,
                8,
                cidr.addresses(),
                List.of(),
                null);
    }
}
