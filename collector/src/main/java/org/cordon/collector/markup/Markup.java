package org.cordon.collector.markup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A document of elements, for HTML, SVG and Atom alike. Names of elements and attributes come from this program, values and
 * text from anywhere: these are escaped, and characters that XML forbids become U+FFFD.
 */
public final class Markup {
    private final StringBuilder out = new StringBuilder(1 << 12);
    private final Deque<String> open = new ArrayDeque<>();

    private Markup(String head) {
        out.append(head);
    }

    /** An XML document. */
    public static Markup xml() {
        return new Markup("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    }

    /** An HTML document. */
    public static Markup html() {
        return new Markup("<!DOCTYPE html>\n");
    }

    /**
     * Opens {@code element}.
     *
     * @param attributes names and values by turns; a null value leaves its attribute out
     */
    public Markup open(String element, @org.jspecify.annotations.Nullable String... attributes) {
        start(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** An element without content, such as {@code <rect/>} or {@code <br/>}: in HTML a void one only. */
    public Markup empty(String element, @org.jspecify.annotations.Nullable String... attributes) {
        start(element, attributes);
        out.append("/>");
        return this;
    }

    private void start(String element, @org.jspecify.annotations.Nullable String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) {
                out.append(' ').append(attributes[i]).append("=\"");
                escape(value);
                out.append('"');
            }
        }
    }

    public Markup text(String text) {
        escape(text);
        return this;
    }

    /** A whole element with nothing but text in it. */
    public Markup element(String element, String text, @org.jspecify.annotations.Nullable String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Text of this program's own that must not be escaped: a style sheet. */
    public Markup style(String css) {
        out.append("<style>").append(css).append("</style>");
        return this;
    }

    /** A new line, for people who read the source. */
    public Markup line() {
        out.append('\n');
        return this;
    }

    /** Closes the element opened last. */
    public Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** The document in UTF-8. @throws IllegalStateException while an element is open */
    public byte[] bytes() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        }
    }

    /** XML 1.0 §2.2; also without the C1 controls and those that turn the direction of text around. */
    private static boolean isAllowed(int c) {
        boolean control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
        boolean bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return !control && !bidi && !(c >= 0xD800 && c <= 0xDFFF) && (c & 0xFFFE) != 0xFFFE;
    }
}
