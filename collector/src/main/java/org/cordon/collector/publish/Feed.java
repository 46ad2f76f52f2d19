package org.cordon.collector.publish;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.wire.Json;
import org.cordon.collector.markup.Markup;
import org.cordon.collector.words.Credit;
import org.cordon.collector.words.Sentences;
import org.cordon.collector.words.Story;
import org.jspecify.annotations.Nullable;

/** The feed of one language, in Atom 1.0 (RFC 4287): one entry an incident, whose id never changes. */
final class Feed {
    /** Entries, those that changed last. */
    static final int ENTRIES = 100;

    private final Sentences sentences;
    private final Credit credit;

    Feed(Sentences sentences, Credit credit) {
        this.sentences = sentences;
        this.credit = credit;
    }

    private record Entry(
            String incident,
            String cc,
            String title,
            String summary,
            Instant published,
            Instant updated,
            boolean drawn) {}

    /** @param empty when to say that an empty feed was last changed */
    byte[] of(List<Story> stories, List<Block> withdrawn, @Nullable String cc, Instant empty) {
        List<Entry> entries = new ArrayList<>();
        stories.stream().limit(ENTRIES).forEach(story -> entries.add(entry(story)));
        withdrawn.stream().limit(ENTRIES).forEach(block -> entries.add(entry(block)));
        entries.sort(Comparator.comparing(Entry::updated).reversed().thenComparing(Entry::incident));
        List<Entry> shown = entries.subList(0, Math.min(ENTRIES, entries.size()));
        String tag = sentences.phrases().language().tag();
        String query = "?lang=" + tag + (cc == null ? "" : "&probe_cc=" + cc);
        Markup feed = Markup.xml().open("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", tag);
        feed.line().element("id", id("feed " + query));
        feed.line().element("title", sentences.phrases().say("feed.title"));
        feed.line()
                .element("updated", time(shown.isEmpty() ? empty : shown.get(0).updated()));
        feed.line()
                .empty(
                        "link",
                        "rel",
                        "self",
                        "type",
                        "application/atom+xml",
                        "href",
                        credit.link("/feed.atom" + query));
        feed.line().empty("link", "rel", "alternate", "type", "text/html", "href", credit.link("/incidents" + query));
        feed.line().open("author").element("name", "Cordon").close();
        feed.line().element("rights", credit.licence());
        shown.forEach(entry -> write(entry, tag, feed));
        return feed.line().close().bytes();
    }

    private Entry entry(Story story) {
        List<String> said = sentences.paragraph(story);
        String id = story.incident().id();
        String summary = String.join(" ", said);
        return new Entry(id, story.incident().cc(), said.get(0), summary, story.published(), story.updated(), true);
    }

    private Entry entry(Block block) {
        String said = sentences.of(block);
        Instant confirmed = block.confirmed();
        Instant published = confirmed == null ? block.detected() : confirmed;
        return new Entry(Stories.incident(block), block.cc(), said, said, published, Stories.end(block), false);
    }

    private void write(Entry entry, String tag, Markup feed) {
        String path = "/incidents/" + entry.incident();
        feed.line().open("entry");
        feed.line().element("id", id("incident " + entry.incident()));
        feed.line().element("title", entry.title());
        feed.line().element("published", time(entry.published()));
        feed.line().element("updated", time(entry.updated()));
        feed.line().empty("link", "rel", "alternate", "type", "text/html", "href", credit.link(path + "?lang=" + tag));
        if (entry.drawn()) {
            String picture = "/pictures/networks.png?incident=" + entry.incident() + "&lang=" + tag;
            feed.line().empty("link", "rel", "enclosure", "type", "image/png", "href", credit.link(picture));
        }
        feed.line().empty("category", "term", entry.cc());
        feed.line().element("summary", entry.summary());
        feed.line().close();
    }

    /** A name that holds for ever and everywhere: two collectors of one network of probes give the same. */
    private static String id(String name) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(("cordon " + name).getBytes(StandardCharsets.UTF_8));
    }

    private static String time(Instant when) {
        return Json.TIME.format(when);
    }
}
