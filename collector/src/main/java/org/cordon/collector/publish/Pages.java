package org.cordon.collector.publish;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.collector.markup.Markup;
import org.cordon.collector.pictures.Picture;
import org.cordon.collector.words.Credit;
import org.cordon.collector.words.Moments;
import org.cordon.collector.words.Phrases;
import org.cordon.collector.words.Sentences;
import org.cordon.collector.words.Story;
import org.jspecify.annotations.Nullable;

/** The pages of one language: plain HTML that needs no script and nothing from elsewhere. */
final class Pages {
    /** Incidents on the list; the others are a query away. */
    static final int LISTED = 500;

    private final Sentences sentences;
    private final Phrases phrases;
    private final Credit credit;
    private final Frame frame;

    Pages(Sentences sentences, Credit credit) {
        this.sentences = sentences;
        this.phrases = sentences.phrases();
        this.credit = credit;
        this.frame = new Frame(phrases, credit);
    }

    /** One incident. @param times its time line, {@code map} the map of its prefix, null where there is none */
    byte[] incident(Story story, Picture times, @Nullable Picture map, Instant now) {
        String id = story.incident().id();
        String cc = story.incident().cc();
        Moments moments = Moments.of(phrases, cc);
        List<String> said = sentences.paragraph(story);
        String language = "lang=" + phrases.language().tag();
        String query = "?incident=" + id + "&" + language;
        String title = story.incident().cidr() + " · " + sentences.country(cc) + " · Cordon";
        Markup page = frame.begin(title, said.get(0), "/incidents/" + id, "/pictures/networks.png" + query);
        page.element("p", String.join(" ", said.subList(1, said.size()))).line();
        page.element("p", phrases.say("page.asof", "when", moments.full(now)), "class", "small")
                .line();
        frame.picture(page, "/pictures/networks", query, phrases.say("page.alt.times"), size(times));
        page.element("h2", phrases.say("page.networks")).open("ul").line();
        for (Block block : story.blocks()) {
            page.open("li").text(sentences.of(block) + " ");
            page.element("a", phrases.say("page.record"), "href", "/api/v1/blocks/" + block.id(), "class", "small");
            page.close().line();
        }
        page.close().line();
        if (map != null) {
            String zoom = "?prefix=" + zoom(story.incident().cidr()) + "&probe_cc=" + cc + "&" + language;
            page.element("h2", phrases.say("page.place"));
            frame.picture(page, "/pictures/map", zoom, said(map), size(map));
        }
        quote(page, story, said.get(0), moments.full(now));
        data(page, story);
        return frame.end(page, moments.full(now));
    }

    private void quote(Markup page, Story story, String headline, String when) {
        page.element("h2", phrases.say("page.quote"));
        page.open("blockquote").element("p", headline).close();
        String link = credit.link("/incidents/" + story.incident().id());
        page.element("p", credit.say(phrases, when) + (credit.address() == null ? "" : " " + link), "class", "small");
        page.element("p", phrases.say("page.licence", "licence", credit.licence()), "class", "small")
                .line();
    }

    private void data(Markup page, Story story) {
        page.element("h2", phrases.say("page.data")).open("ul");
        page.open("li")
                .element(
                        "a",
                        phrases.say("page.json"),
                        "href",
                        "/api/v1/incidents/" + story.incident().id());
        page.close().open("li");
        String collateral = "/api/v1/collateral?id=" + story.incident().id();
        page.element("a", phrases.say("page.damage"), "href", collateral);
        page.close().close().line();
    }

    /** A wider prefix, in which the one of the incident is a sixteenth of the square or more. */
    static Prefix zoom(Prefix cidr) {
        int length = Math.max(0, Math.min(24, cidr.length() - 4) / 2 * 2);
        return new Prefix(cidr.network(), length);
    }

    static boolean hasMap(Story story) {
        return story.incident().cidr().family() == Family.IPV4;
    }

    private static String said(Picture picture) {
        return picture.title() + ". " + picture.description();
    }

    private static Frame.Size size(Picture picture) {
        return new Frame.Size(picture.width(), picture.height());
    }

    /** All incidents. @param cc of which country; null: of all */
    byte[] incidents(List<Story> stories, @Nullable String cc, List<Picture> mapAndCurve, Instant now) {
        Moments moments = Moments.of(phrases, cc == null ? "" : cc);
        long active = stories.stream().filter(story -> !story.isOver()).count();
        String heading = cc == null
                ? phrases.say("page.heading")
                : phrases.say("page.heading.cc", "country", sentences.country(cc));
        Markup page = frame.begin(heading + " · Cordon", heading, "/incidents", null);
        page.element("p", stories.isEmpty() ? phrases.say("map.nothing") : phrases.count("page.active", active))
                .line();
        page.element("p", phrases.say("page.asof", "when", moments.full(now)), "class", "small")
                .line();
        String query = "?lang=" + phrases.language().tag() + (cc == null ? "" : "&probe_cc=" + cc);
        frame.picture(page, "/pictures/curve", query, said(mapAndCurve.get(1)), size(mapAndCurve.get(1)));
        list(page, "page.goingon", stories.stream().filter(s -> !s.isOver()).toList());
        frame.picture(page, "/pictures/map", query, said(mapAndCurve.get(0)), size(mapAndCurve.get(0)));
        list(page, "page.over", stories.stream().filter(Story::isOver).toList());
        return frame.end(page, moments.full(now));
    }

    private void list(Markup page, String heading, List<Story> stories) {
        if (stories.isEmpty()) {
            return;
        }
        page.element("h2", phrases.say(heading)).open("ul").line();
        String query = "?lang=" + phrases.language().tag();
        for (Story story : stories.subList(0, Math.min(LISTED, stories.size()))) {
            String href = "/incidents/" + story.incident().id() + query;
            page.open("li")
                    .element("a", sentences.headline(story), "href", href)
                    .close()
                    .line();
        }
        page.close().line();
        if (stories.size() > LISTED) {
            page.open("p").text(phrases.count("page.more", stories.size() - (long) LISTED) + " ");
            page.element("a", "/api/v1/incidents", "href", "/api/v1/incidents").close();
        }
    }

    /** An incident that was taken back. */
    byte[] withdrawn(Block block, Instant now) {
        Moments moments = Moments.of(phrases, block.cc());
        String path = "/incidents/" + Stories.incident(block);
        Markup page = frame.begin(phrases.say("page.withdrawn") + " · Cordon", sentences.of(block), path, null);
        page.open("p")
                .element("a", phrases.say("page.record"), "href", "/api/v1/blocks/" + block.id())
                .close();
        return frame.end(page, moments.full(now));
    }

    /** A page that says why there is nothing. @param key of the phrase, such as {@code page.starting} */
    byte[] nothing(String key, Instant now) {
        String said = phrases.say(Objects.requireNonNull(key));
        return frame.end(
                frame.begin(said + " · Cordon", said, null, null),
                Moments.of(phrases, "").full(now));
    }
}
