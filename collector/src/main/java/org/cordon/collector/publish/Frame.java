package org.cordon.collector.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.cordon.collector.markup.Markup;
import org.cordon.collector.words.Credit;
import org.cordon.collector.words.Language;
import org.cordon.collector.words.Phrases;
import org.jspecify.annotations.Nullable;

/** What every page has: head, one style sheet, the way to the other languages and pages, who says so. */
final class Frame {
    private static final String CSS = """
            :root{color-scheme:light}
            body{margin:0 auto;max-width:50rem;padding:0 1rem 2rem;font:1.05rem/1.55 system-ui,"DejaVu Sans",Verdana,sans-serif;
            color:#222;background:#fff;overflow-wrap:anywhere}
            nav{display:flex;flex-wrap:wrap;gap:.3rem 1rem;padding:.8rem 0;border-bottom:1px solid #d9d9d9}
            nav a{padding:.15rem 0}
            h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.15rem;margin-top:2rem}
            a{color:#00527f}
            figure{margin:1.5rem 0}img{max-width:100%;height:auto;display:block}
            figcaption,.small,footer{font-size:.9rem;color:#595959}
            li{margin:.6rem 0}ul{padding-left:1.2rem}
            blockquote{margin:1rem 0;padding:.2rem 0 .2rem 1rem;border-left:4px solid #d55e00}
            footer{border-top:1px solid #d9d9d9;margin-top:2rem}
            @media print{nav{display:none}body{max-width:none;font-size:11pt}a{color:inherit}
            figure,li,blockquote{break-inside:avoid}h2{break-after:avoid}}
            """;

    private final Phrases phrases;
    private final Credit credit;

    Frame(Phrases phrases, Credit credit) {
        this.phrases = phrases;
        this.credit = credit;
    }

    /** What the browser may load for such a page: its one style sheet and the pictures from here. */
    static String policy() {
        return "default-src 'none'; img-src 'self'; style-src '" + hash() + "'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'";
    }

    private static String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(CSS.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * A page as far as its heading.
     *
     * @param path of the page, without the query; null for a page that is nowhere, such as a refusal
     * @param picture path of one that stands for it elsewhere
     */
    Markup begin(String title, String heading, @Nullable String path, @Nullable String picture) {
        Markup page =
                Markup.html().open("html", "lang", phrases.language().tag()).open("head");
        page.empty("meta", "charset", "utf-8").line();
        page.element("title", title).line();
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        page.empty("meta", "name", "description", "content", heading).line();
        if (path != null) {
            page.empty("link", "rel", "canonical", "href", credit.link(path)).line();
            for (Language other : Language.values()) {
                String href = credit.link(path + "?lang=" + other.tag());
                page.empty("link", "rel", "alternate", "hreflang", other.tag(), "href", href)
                        .line();
            }
        }
        String feed = "/feed.atom?lang=" + phrases.language().tag();
        page.empty("link", "rel", "alternate", "type", "application/atom+xml", "title", "Cordon", "href", feed)
                .line();
        page.empty("meta", "property", "og:title", "content", heading).line();
        if (picture != null && credit.address() != null) {
            page.empty("meta", "property", "og:image", "content", credit.link(picture))
                    .line();
        }
        page.style(CSS).close().line().open("body");
        navigation(page, path);
        return page.open("main").line().element("h1", heading).line();
    }

    private void navigation(Markup page, @Nullable String path) {
        page.open("header").open("nav", "aria-label", phrases.say("page.navigation"));
        page.element(
                "a",
                phrases.say("page.all"),
                "href",
                "/incidents?lang=" + phrases.language().tag());
        page.element(
                "a",
                phrases.say("page.feed"),
                "href",
                "/feed.atom?lang=" + phrases.language().tag());
        for (Language other : Language.values()) {
            if (other != phrases.language() && path != null) {
                String href = path + "?lang=" + other.tag();
                page.element("a", other.itself(), "href", href, "lang", other.tag(), "hreflang", other.tag());
            }
        }
        page.close().close().line();
    }

    /** The page's end. @param when as of when all this is said */
    byte[] end(Markup page, String when) {
        page.close().line().open("footer");
        page.element("p", credit.say(phrases, when));
        page.element("p", phrases.say("page.about"));
        return page.close().close().close().bytes();
    }

    /** A picture for wide and narrow screens, with links to take it away. @param query begins with '?' */
    void picture(Markup page, String path, String query, String alternative, Size size) {
        page.open("figure").open("picture");
        page.empty("source", "media", "(max-width: 34rem)", "srcset", path + ".svg" + query + "&width=360");
        page.empty(
                "img",
                "src",
                path + ".svg" + query,
                "alt",
                alternative,
                "width",
                String.valueOf(size.width()),
                "height",
                String.valueOf(size.height()));
        page.close().open("figcaption").text(phrases.say("page.take") + " ");
        page.element("a", "SVG", "href", path + ".svg" + query).text(", ");
        page.element("a", "PNG", "href", path + ".png" + query);
        page.close().close().line();
    }

    /** Of a picture, in CSS pixels. */
    record Size(int width, int height) {}
}
