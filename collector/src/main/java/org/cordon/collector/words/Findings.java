package org.cordon.collector.words;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.detect.Cause;
import org.cordon.analysis.detect.Mechanism;

/** What was found of an incident, in words: by what means, who is behind it, how sure that is. */
final class Findings {
    private final Phrases phrases;

    Findings(Phrases phrases) {
        this.phrases = phrases;
    }

    /** By what means, as users meet it. */
    String means(Story story) {
        Set<Mechanism> all = new TreeSet<>();
        Set<Integer> ports = new TreeSet<>();
        story.current().forEach(block -> all.addAll(block.mechanisms()));
        story.current().forEach(block -> ports.addAll(block.ports()));
        List<String> words = all.stream()
                .map(m -> phrases.say("means." + m.name().toLowerCase(Locale.ROOT)))
                .toList();
        String said = phrases.say(all.size() > 1 ? "means.several" : "means", "list", String.join("; ", words));
        return ports.isEmpty()
                ? said
                : said + " "
                        + phrases.say(
                                "ports",
                                "list",
                                phrases.list(ports.stream().map(String::valueOf).toList(), 8));
    }

    /** What most of the blocks say; where they disagree, that it is not known. */
    String cause(Story story) {
        Set<Cause> causes = story.current().stream().map(Block::cause).collect(Collectors.toSet());
        if (causes.size() > 1) {
            return phrases.say("cause.unknown", "why", phrases.say("cause.disagree"));
        }
        Block block = story.widest();
        String key = "cause." + block.cause().name().toLowerCase(Locale.ROOT);
        List<String> grounds = block.causeEvidence().stream().map(this::ground).toList();
        return grounds.isEmpty() ? phrases.say(key + ".bare") : phrases.say(key, "why", String.join("; ", grounds));
    }

    /** The detector's grounds are English phrases; one that is not translated yet is quoted. */
    String ground(String english) {
        String key = "ground." + english.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        if (phrases.has(key)) {
            return phrases.say(key);
        }
        return phrases.language() == Language.EN ? english : phrases.say("quoted", "text", english);
    }

    /** The least sure of the blocks counts; words as the IPCC uses them for probabilities (AR5 guidance note, 2010). */
    String certainty(Story story) {
        double least = story.current().stream()
                .filter(block -> block.state() != BlockState.RETRACTED)
                .mapToDouble(Block::confidence)
                .min()
                .orElse(0);
        long attempts = story.current().stream().mapToLong(Block::observations).sum();
        long sites = story.current().stream().mapToLong(Block::sites).sum();
        int percent = (int) Math.min(99, Math.floor(least * 100));
        String sure = least >= 0.99 ? "almost" : least >= 0.9 ? "very" : least >= 0.66 ? "likely" : "possible";
        return phrases.say(
                "sure." + sure,
                "percent",
                String.valueOf(percent),
                "attempts",
                phrases.count("attempts", attempts),
                "sites",
                phrases.count("sites", sites));
    }
}
