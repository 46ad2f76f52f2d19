package org.cordon.collector.collateral;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.collateral.DamageCase;
import org.cordon.analysis.collateral.DamageReport;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** All reports of one moment: everything, the countries, the incidents, the blocks, in this order. */
public final class Damage {
    private final Instant when;
    private final List<Entry> entries;
    private final List<Prefix> targetSpace;
    private final Map<String, Entry> byId = new HashMap<>();

    /**
     * One report.
     *
     * @param cc the country; null: all of them
     */
    public record Entry(
            DamageCase.Kind kind, String id, @Nullable String cc, DamageReport damage) {}

    Damage(Instant when, List<Entry> entries, List<Prefix> targetSpace) {
        this.when = when;
        this.entries = List.copyOf(entries);
        this.targetSpace = List.copyOf(targetSpace);
        entries.forEach(entry -> byId.put(entry.id, entry));
    }

    /** The moment. */
    public Instant when() {
        return when;
    }

    public List<Entry> entries() {
        return entries;
    }

    /** The prefixes of whom the blocks are meant for. */
    List<Prefix> targetSpace() {
        return targetSpace;
    }

    /** The report of a block or incident that holds at that moment. */
    public @Nullable DamageReport of(String id) {
        Entry entry = byId.get(id);
        return entry == null ? null : entry.damage;
    }
}
