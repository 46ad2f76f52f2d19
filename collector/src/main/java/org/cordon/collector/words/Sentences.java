package org.cordon.collector.words;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;

/** Makes the sentences: what, where, since when, how sure. Where something is only bounded, it quotes the least. */
public final class Sentences {
    /** A start known better than this needs no second sentence. */
    private static final Duration SHARP = Duration.ofMinutes(2);

    private final Phrases phrases;
    private final Networks networks;
    private final Owners owners;
    private final Findings findings;

    public Sentences(Language language, Networks networks) {
        this.phrases = Phrases.in(language);
        this.networks = networks;
        this.owners = new Owners(phrases);
        this.findings = new Findings(phrases);
    }

    public Phrases phrases() {
        return phrases;
    }

    /** A provider's name as it writes it itself. */
    public String provider(String id) {
        return owners.provider(id);
    }

    /** One sentence for the whole incident. */
    public String headline(Story story) {
        Moments moments = Moments.of(phrases, story.incident().cc());
        String what = what(story);
        String who = story.measured() == 1
                ? placed(
                        "measured.only",
                        story.incident().cc(),
                        networks.full(story.first().asn()))
                : measured(story);
        String count = phrases.language().number(BigInteger.valueOf(story.networks()));
        String form =
                story.measured() == 1 ? ".only" : "." + phrases.language().form(BigInteger.valueOf(story.networks()));
        Instant start = story.incident().started();
        Instant end = story.incident().ended();
        if (end == null) {
            return sentence(
                    "incident.active" + form,
                    start,
                    moments,
                    "start",
                    moments.full(start),
                    "count",
                    count,
                    "who",
                    who,
                    "what",
                    what);
        }
        return sentence(
                "incident.ended" + form,
                start,
                moments,
                "start",
                moments.plain(start),
                "end",
                moments.full(end),
                "count",
                count,
                "who",
                who,
                "what",
                what);
    }

    private String sentence(String key, Instant start, Moments moments, String... places) {
        String[] all = java.util.Arrays.copyOf(places, places.length + 2);
        all[places.length] = "since";
        all[places.length + 1] = moments.since(start);
        String said = phrases.say(key, all);
        return said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1);
    }

    private String measured(Story story) {
        String cc = story.incident().cc();
        return phrases.has("measured." + cc + ".other") || phrases.has("measured." + cc + ".many")
                ? phrases.count("measured." + cc, story.measured())
                : phrases.count("measured", story.measured(), "country", country(cc));
    }

    private String placed(String key, String cc, String network) {
        return phrases.has(key + "." + cc)
                ? phrases.say(key + "." + cc, "network", network)
                : phrases.say(key, "network", network, "country", country(cc));
    }

    /** The country's name in the language; its code where it has none. */
    public String country(String cc) {
        String name = cc.matches("[A-Z]{2}")
                ? new Locale.Builder()
                        .setRegion(cc)
                        .build()
                        .getDisplayCountry(phrases.language().locale())
                : cc;
        return cc.equals("ZZ") || name.isEmpty() ? phrases.say("country.unknown") : name;
    }

    /** "52.58.0.0/15 (131,072 addresses, Amazon, Frankfurt)". */
    private String what(Story story) {
        Block widest = story.widest();
        String size = size(story.incident().cidr(), story.least(), story.isExact());
        String prefix = story.incident().cidr().toString();
        return what(story.isUneven() ? phrases.say("what.uneven", "prefix", prefix) : prefix, size, widest);
    }

    private String what(String prefix, String size, Block block) {
        String owner = owners.say(block.providers(), block.addresses());
        String details = owner.isEmpty() ? size : size + ", " + owner;
        return phrases.say("what", "prefix", prefix, "details", details);
    }

    private String size(Prefix prefix, BigInteger least, boolean exact) {
        if (prefix.family() == Family.IPV6) {
            return "IPv6";
        }
        return exact ? phrases.count("addresses", least) : phrases.count("addresses.least", least);
    }

    /** One sentence for what one network does. */
    public String of(Block block) {
        Moments moments = Moments.of(phrases, block.cc());
        boolean exact = block.addressesMin().equals(block.addressesMax());
        String what = what(block.cidr().toString(), size(block.cidr(), block.addressesMin(), exact), block);
        String who = networks.full(block.asn());
        Instant end = block.ended();
        String reason = block.reason();
        String why = reason == null ? "" : findings.ground(reason);
        return switch (block.state()) {
            case SUSPECTED, CONFIRMED ->
                sentence(
                        block.state() == BlockState.SUSPECTED ? "block.suspected" : "block.confirmed",
                        block.started(),
                        moments,
                        "start",
                        moments.full(block.started()),
                        "who",
                        who,
                        "what",
                        what);
            case ENDED ->
                sentence(
                        "block.ended",
                        block.started(),
                        moments,
                        "start",
                        moments.plain(block.started()),
                        "end",
                        moments.full(end == null ? block.detected() : end),
                        "who",
                        who,
                        "what",
                        what);
            case RETRACTED ->
                sentence(
                        "block.retracted" + (why.isEmpty() ? ".bare" : ""),
                        block.started(),
                        moments,
                        "start",
                        moments.full(block.started()),
                        "who",
                        who,
                        "what",
                        what,
                        "why",
                        why);
        };
    }

    /** The headline and all that belongs to it, sentence by sentence. */
    public List<String> paragraph(Story story) {
        List<String> sentences = new ArrayList<>();
        sentences.add(headline(story));
        onset(story, sentences);
        edges(story.widest(), sentences);
        sentences.add(findings.means(story));
        sentences.add(findings.cause(story));
        sentences.add(findings.certainty(story));
        new DamageWords(phrases, owners).add(story, sentences);
        return sentences;
    }

    private void onset(Story story, List<String> sentences) {
        Block first = story.first();
        Moments moments = Moments.of(phrases, first.cc());
        boolean several = story.blocks().stream().map(Block::asn).distinct().count() > 1;
        Instant from = first.startedEarliest();
        Instant to = first.startedLatest();
        if (Duration.between(from, to).compareTo(SHARP) > 0) {
            sentences.add(phrases.say(
                    several ? "onset.first" : "onset", "from", moments.plain(from), "to", moments.after(from, to)));
        }
        if (several) {
            Instant last = story.blocks().stream()
                    .map(Block::started)
                    .max(Comparator.naturalOrder())
                    .orElse(first.started());
            sentences.add(
                    phrases.say("onset.others", "length", moments.length(Duration.between(first.started(), last))));
        }
    }

    private void edges(Block block, List<String> sentences) {
        if (!block.cidrAtMost().equals(block.cidrAtLeast())) {
            String size = size(block.cidrAtMost(), block.addressesMax(), true);
            sentences.add(phrases.say("edges", "most", block.cidrAtMost() + " (" + size + ")"));
        }
        List<String> open = block.except().stream().map(Prefix::toString).toList();
        if (!open.isEmpty()) {
            sentences.add(phrases.count("except", open.size(), "list", phrases.list(open, 3)));
        }
    }
}
