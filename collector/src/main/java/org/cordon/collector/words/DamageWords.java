package org.cordon.collector.words;

import java.math.BigInteger;
import java.util.List;
import org.cordon.analysis.collateral.DamageReport.CategoryDamage;
import org.cordon.analysis.collateral.DamageSummary;
import org.cordon.analysis.prefix.Family;

/** Who else is hit, in words; what was measured and what is only inferred stand apart. */
final class DamageWords {
    private static final int NAMED = 5;

    private final Phrases phrases;
    private final Owners owners;

    DamageWords(Phrases phrases, Owners owners) {
        this.phrases = phrases;
        this.owners = owners;
    }

    void add(Story story, List<String> sentences) {
        DamageSummary damage = story.damage();
        if (damage == null) {
            if (!story.isOver()) {
                sentences.add(phrases.say("damage.unknown"));
            }
            return;
        }
        String target = owners.provider(damage.target());
        // of what is certain: the prefixes that the report counts may be wider
        BigInteger innocent = story.least().subtract(damage.targetAddresses()).min(damage.innocentAddresses());
        if (innocent.signum() > 0 && story.incident().cidr().family() == Family.IPV4) {
            sentences.add(phrases.count("damage.innocent", innocent, "target", target));
        }
        int down = damage.categories().stream()
                .mapToInt(CategoryDamage::measuredDown)
                .sum();
        int inferred =
                damage.categories().stream().mapToInt(CategoryDamage::inferred).sum();
        if (down > 0) {
            sentences.add(phrases.count("damage.down", down, "list", names(damage.measuredDown(), down)));
        }
        if (inferred > 0) {
            sentences.add(phrases.count("damage.inferred", inferred, "list", names(damage.inferred(), inferred)));
        }
        if (damage.services() == 0) {
            sentences.add(phrases.say("damage.none"));
        }
    }

    private String names(List<String> names, int all) {
        int shown = Math.min(NAMED, names.size());
        if (shown == all) {
            return phrases.list(names.subList(0, shown));
        }
        List<String> first = names.subList(0, shown);
        return phrases.say(
                "list", "first", String.join(", ", first), "last", phrases.count("more", all - (long) shown));
    }
}
