package org.cordon.collector.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cordon.analysis.collateral.DamageReport;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.wire.Json;
import org.cordon.collector.collateral.Damage;
import org.cordon.collector.collateral.DamageView;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code collateral} into the blocks and incidents of an answer. It is no part of the verdict, which follows from
 * observations alone: it is added here, while the block holds, and left out while the archive cannot be asked.
 */
final class Annotation {
    /** Services named in each list. */
    private static final int NAMED = 10;

    private final @Nullable Damage damage;

    private Annotation(@Nullable Damage damage) {
        this.damage = damage;
    }

    /** As things are now: one for all that stands in one answer. */
    static Annotation now(DamageView view) {
        return new Annotation(view.nowIfKnown());
    }

    ObjectNode of(Block block) {
        return with(block.id(), Json.mapper().valueToTree(block));
    }

    ObjectNode of(Incident incident) {
        return with(incident.id(), Json.mapper().valueToTree(incident));
    }

    private ObjectNode with(String id, ObjectNode verdict) {
        DamageReport report = damage == null ? null : damage.of(id);
        if (report != null) {
            verdict.set("collateral", Json.mapper().valueToTree(report.summary(NAMED)));
        }
        return verdict;
    }
}
