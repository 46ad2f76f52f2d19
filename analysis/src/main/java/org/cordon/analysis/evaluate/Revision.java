package org.cordon.analysis.evaluate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.cordon.analysis.baseline.Claim;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.detect.Cause;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * What is scored of a record, as it stood from {@code at} on.
 *
 * @param at fold time
 * @param id the same for all revisions of one record
 * @param merged whether it became part of another
 * @param from the earliest begin that it allows
 * @param detected when it was first heard of, {@code confirmed} when it was sure, if ever
 * @param confidence probability that it is true, 0–1; null where none is stated
 * @param evidence grounds of its cause, for people
 */
public record Revision(
        Instant at,
        String id,
        long asn,
        Prefix cidr,
        List<Prefix> except,
        BlockState state,
        boolean merged,
        Cause cause,
        Instant from,
        Instant detected,
        @Nullable Instant confirmed,
        @Nullable Double confidence,
        List<String> evidence) {

    /** A record of the detector. */
    public static Revision of(Instant at, Block block) {
        return new Revision(
                at,
                block.id(),
                block.asn(),
                block.cidr(),
                block.except(),
                block.state(),
                block.mergedInto() != null,
                block.cause(),
                block.startedEarliest(),
                block.detected(),
                block.confirmed(),
                block.confidence(),
                block.causeEvidence());
    }

    /** For records whose history is not known: each is as it is from its discovery on, and sure from its confirmation. */
    public static List<Revision> history(Collection<Block> blocks) {
        return blocks.stream()
                .flatMap(block -> lifetime(block).stream())
                .sorted(Comparator.comparing(Revision::at))
                .toList();
    }

    private static List<Revision> lifetime(Block block) {
        Revision last = of(block.detected(), block);
        List<Revision> all = new ArrayList<>();
        all.add(last.standing(block.detected(), BlockState.SUSPECTED));
        Instant confirmed = block.confirmed();
        if (confirmed != null) {
            all.add(last.standing(confirmed, BlockState.CONFIRMED));
        }
        Instant ended = block.ended();
        if (ended != null && !ended.isBefore(confirmed == null ? block.detected() : confirmed)) {
            all.add(last.standing(ended, last.state));
        } else if (last.state == BlockState.RETRACTED && confirmed == null) {
            all.add(last);
        }
        return all;
    }

    /** The claims of a baseline: sure from their begin, to their end, of no stated cause. */
    public static List<Revision> ofClaims(Collection<Claim> claims) {
        List<Revision> log = new ArrayList<>();
        for (Claim claim : claims) {
            Revision begin = begin(claim, "c" + log.size());
            log.add(begin);
            Instant until = claim.until();
            if (until != null) {
                log.add(begin.standing(until, BlockState.ENDED));
            }
        }
        log.sort(Comparator.comparing(Revision::at));
        return log;
    }

    private static Revision begin(Claim claim, String id) {
        Instant from = claim.from();
        return new Revision(
                from,
                id,
                claim.asn(),
                claim.prefix(),
                List.of(),
                BlockState.CONFIRMED,
                false,
                Cause.UNKNOWN,
                from,
                from,
                from,
                null,
                List.of());
    }

    private Revision standing(Instant when, BlockState then) {
        return new Revision(
                when, id, asn, cidr, except, then, merged, cause, from, detected, confirmed, confidence, evidence);
    }

    /** Whether it says, from {@code at} on, that the prefix is blocked. */
    boolean stands() {
        return state == BlockState.CONFIRMED;
    }

    /** Whether it says so or thinks it possible. */
    boolean suspects() {
        return stands() || state == BlockState.SUSPECTED;
    }
}
