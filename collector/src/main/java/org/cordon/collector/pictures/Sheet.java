package org.cordon.collector.pictures;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A sheet on which a picture grows from the top: title, drawing, and at the end who says so and under which licence. */
final class Sheet {
    static final String INK = "#222222";
    static final String GREY = "#595959";
    static final String RULE = "#d9d9d9";

    private static final int NARROW = 520;

    private final int width;
    private final List<Mark> marks = new ArrayList<>();
    private double y;

    Sheet(int width) {
        this.width = width;
        this.y = margin();
    }

    boolean isNarrow() {
        return width < NARROW;
    }

    double margin() {
        return isNarrow() ? 10 : 20;
    }

    double inner() {
        return width - 2 * margin();
    }

    /** How far it is filled from the top. */
    double y() {
        return y;
    }

    void skip(double height) {
        y += height;
    }

    void title(String text) {
        paragraph(text, isNarrow() ? 14 : 19, Mark.Style.BOLD, INK);
        y += 2;
    }

    void subtitle(String text) {
        paragraph(text, small(), Mark.Style.PLAIN, GREY);
    }

    double small() {
        return isNarrow() ? 11 : 12.5;
    }

    private void paragraph(String text, double size, Mark.Style style, String colour) {
        for (String line : wrap(text, size, style, inner())) {
            y += size * 1.25;
            label(line, margin(), y, size, style, Mark.Anchor.START, colour, false);
        }
        y += size * 0.4;
    }

    /** {@code text} in lines no wider than {@code most}; a word that is wider stands alone. */
    static List<String> wrap(String text, double size, Mark.Style style, double most) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && Glyphs.shipped().width(longer, size, style) > most) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }

    /** {@code text}, cut at its end to fit into {@code most}. */
    static String fit(String text, double size, double most) {
        String shown = text;
        while (shown.length() > 1 && Glyphs.shipped().width(shown, size, Mark.Style.PLAIN) > most) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), shown.endsWith("…") ? -2 : -1)) + "…";
        }
        return shown;
    }

    void label(
            String text,
            double x,
            double y,
            double size,
            Mark.Style style,
            Mark.Anchor anchor,
            String colour,
            boolean halo) {
        marks.add(new Mark.Label(text, x, y, size, style, anchor, colour, halo));
    }

    void label(String text, double x, double y, Mark.Anchor anchor) {
        label(text, x, y, small(), Mark.Style.PLAIN, anchor, INK, false);
    }

    void area(Path2D path, String fill, boolean crisp) {
        marks.add(new Mark.Area(path, fill, crisp));
    }

    void box(double x, double y, double width, double height, String fill) {
        area(new Path2D.Double(new Rectangle2D.Double(x, y, width, height)), fill, false);
    }

    void frame(double x, double y, double width, double height, String colour, double line) {
        line(new Path2D.Double(new Rectangle2D.Double(x, y, width, height)), colour, line);
    }

    void line(Path2D path, String colour, double width) {
        marks.add(new Mark.Line(path, colour, width));
    }

    void line(double x1, double y1, double x2, double y2, String colour, double width) {
        Path2D path = new Path2D.Double();
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
        line(path, colour, width);
    }

    /** The picture, with {@code source} below it. */
    Picture done(String language, String title, String description, String source) {
        y += isNarrow() ? 4 : 8;
        line(margin(), y, width - margin(), y, RULE, 1);
        y += 2;
        paragraph(source, isNarrow() ? 9.5 : 11, Mark.Style.PLAIN, GREY);
        int height = (int) Math.ceil(y + margin() / 2);
        return new Picture(width, height, language, title, description + " " + source, marks);
    }
}
