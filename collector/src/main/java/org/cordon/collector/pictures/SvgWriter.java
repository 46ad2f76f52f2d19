package org.cordon.collector.pictures;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.Locale;
import org.cordon.collector.markup.Markup;

/** Writes a picture as SVG 1.1: no script, no style sheet, nothing from elsewhere. */
final class SvgWriter {
    private static final String FONTS = "DejaVu Sans, Verdana, Arial, sans-serif";

    private SvgWriter() {}

    static byte[] write(Picture picture) {
        String width = String.valueOf(picture.width());
        String height = String.valueOf(picture.height());
        Markup svg = Markup.xml();
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                width,
                "height",
                height,
                "viewBox",
                "0 0 " + width + " " + height,
                "role",
                "img",
                "aria-labelledby",
                "title desc",
                "lang",
                picture.language(),
                "xml:lang",
                picture.language(),
                "font-family",
                FONTS);
        svg.line().element("title", picture.title(), "id", "title");
        svg.line().element("desc", picture.description(), "id", "desc");
        svg.line().empty("rect", "width", width, "height", height, "fill", "#ffffff");
        for (Mark mark : picture.marks()) {
            svg.line();
            write(mark, svg);
        }
        return svg.line().close().bytes();
    }

    private static void write(Mark mark, Markup svg) {
        if (mark instanceof Mark.Area area) {
            String rendering = area.crisp() ? "crispEdges" : null;
            svg.empty("path", "fill", area.fill(), "shape-rendering", rendering, "d", data(area.path()));
        } else if (mark instanceof Mark.Line line) {
            svg.empty(
                    "path",
                    "fill",
                    "none",
                    "stroke",
                    line.colour(),
                    "stroke-width",
                    number(line.width()),
                    "stroke-linejoin",
                    "round",
                    "d",
                    data(line.path()));
        } else if (mark instanceof Mark.Label label) {
            write(label, svg);
        }
    }

    private static void write(Mark.Label label, Markup svg) {
        String anchor = label.anchor() == Mark.Anchor.START
                ? null
                : label.anchor().name().toLowerCase(Locale.ROOT);
        svg.element(
                "text",
                label.text(),
                "x",
                number(label.x()),
                "y",
                number(label.y()),
                "font-size",
                number(label.size()),
                "font-weight",
                label.style() == Mark.Style.BOLD ? "bold" : null,
                "text-anchor",
                anchor,
                "fill",
                label.colour(),
                "stroke",
                label.halo() ? "#ffffff" : null,
                "stroke-width",
                label.halo() ? "3" : null,
                "stroke-linejoin",
                label.halo() ? "round" : null,
                "paint-order",
                label.halo() ? "stroke" : null);
    }

    private static String data(Path2D path) {
        StringBuilder data = new StringBuilder();
        double[] p = new double[6];
        double x = 0;
        double y = 0;
        for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(p);
            if (kind == PathIterator.SEG_CLOSE) {
                data.append('Z');
                continue;
            }
            // most lines run along the axes: half the bytes
            if (kind == PathIterator.SEG_LINETO && p[1] == y) {
                data.append('H').append(number(p[0]));
            } else if (kind == PathIterator.SEG_LINETO && p[0] == x) {
                data.append('V').append(number(p[1]));
            } else {
                data.append(kind == PathIterator.SEG_MOVETO ? 'M' : 'L')
                        .append(number(p[0]))
                        .append(' ')
                        .append(number(p[1]));
            }
            x = p[0];
            y = p[1];
        }
        return data.toString();
    }

    /** With at most two decimals. */
    private static String number(double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths % 100 == 0) {
            return String.valueOf(hundredths / 100);
        }
        String text = String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
        return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
    }
}
