package org.cordon.collector.publish;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.cordon.analysis.collateral.DamageReport;
import org.cordon.analysis.collateral.DamageSummary;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.detect.Incident;
import org.cordon.collector.board.Board;
import org.cordon.collector.collateral.Damage;
import org.cordon.collector.collateral.DamageView;
import org.cordon.collector.words.Story;
import org.jspecify.annotations.Nullable;

/** The incidents of one moment as stories. */
final class Stories {
    private static final int NAMED = 10;

    private final Board.Snapshot snapshot;
    private final @Nullable Damage damage;

    private Stories(Board.Snapshot snapshot, @Nullable Damage damage) {
        this.snapshot = snapshot;
        this.damage = damage;
    }

    static Stories of(Board.Snapshot snapshot, DamageView damage) {
        return new Stories(snapshot, damage.nowIfKnown());
    }

    /** All of them, what changed last first. @param cc their country; null: any */
    List<Story> newest(@Nullable String cc) {
        return snapshot.incidents().stream()
                .filter(incident -> cc == null || incident.cc().equals(cc))
                .map(this::story)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Story::updated)
                        .reversed()
                        .thenComparing(story -> story.incident().id()))
                .toList();
    }

    @Nullable
    Story story(String id) {
        Incident incident = snapshot.incidentsById().get(id);
        return incident == null ? null : story(incident);
    }

    private @Nullable Story story(Incident incident) {
        return Story.of(incident, snapshot.blocksById(), this::summary);
    }

    private @Nullable DamageSummary summary(String id) {
        DamageReport report = damage == null ? null : damage.of(id);
        return report == null ? null : report.summary(NAMED);
    }

    /** Blocks that had been confirmed and were taken back, the newest first; they are in no incident. */
    List<Block> withdrawn(@Nullable String cc) {
        return snapshot.blocks().stream()
                .filter(b -> b.state() == BlockState.RETRACTED && b.confirmed() != null)
                .filter(b -> cc == null || b.cc().equals(cc))
                .sorted(Comparator.comparing(Stories::end).reversed().thenComparing(Block::id))
                .toList();
    }

    static java.time.Instant end(Block block) {
        java.time.Instant end = block.ended();
        return end == null ? block.detected() : end;
    }

    /** The block after which an incident was named: the one found first. */
    @Nullable
    Block namesake(String incident) {
        return incident.isEmpty() ? null : snapshot.blocksById().get("b" + incident.substring(1));
    }

    /** The id that an incident has, or had, in which {@code block} was found first. */
    static String incident(Block block) {
        return "i" + block.id().substring(1);
    }

    /** The incident of which {@code block} is now a part. */
    @Nullable
    Incident holding(Block block) {
        return snapshot.incidents().stream()
                .filter(i -> i.networks().stream().anyMatch(m -> m.block().equals(block.id())))
                .findFirst()
                .orElse(null);
    }
}
