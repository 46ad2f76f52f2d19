package org.cordon.collector.pictures;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/** What helps to find one's way on a map: lines between the next whole octets with their numbers, and prefixes by name. */
final class MapGrid {
    private static final String WHITE = "#ffffff";

    private final Sheet sheet;
    private final Prefix view;
    private final double x;
    private final double y;
    private final double side;
    private final int length;
    private final int bits;
    private final double part;

    /** The map of {@code view} is the square of {@code side} whose upper left corner is at (x, y). */
    MapGrid(Sheet sheet, Prefix view, double x, double y, double side) {
        this.sheet = sheet;
        this.view = view;
        this.x = x;
        this.y = y;
        this.side = side;
        this.length = (view.length() / 8 + 1) * 8;
        this.bits = length - view.length();
        this.part = side / (1 << bits / 2);
    }

    private Rectangle2D place(Prefix prefix) {
        Rectangle2D in = Hilbert.place(prefix);
        Rectangle2D of = Hilbert.place(view);
        double scale = side / of.getWidth();
        return new Rectangle2D.Double(
                x + (in.getX() - of.getX()) * scale,
                y + (in.getY() - of.getY()) * scale,
                in.getWidth() * scale,
                in.getHeight() * scale);
    }

    private Prefix square(long i) {
        int base = (int) (view.network().high() >>> 32);
        return new Prefix(Address.v4(base + (int) (i << 32 - length)), length);
    }

    void lines() {
        for (long i = 0; i < 1L << bits; i++) {
            Rectangle2D at = place(square(i));
            sheet.frame(at.getX(), at.getY(), part, part, WHITE, 0.75);
        }
    }

    /** The octets of each square, white on dark cells. @param kinds as {@link MapCells#kinds} gives them */
    void numbers(int[] kinds) {
        int n = (int) Math.sqrt(kinds.length);
        for (long i = 0; i < 1L << bits; i++) {
            Prefix square = square(i);
            String text = String.join(
                    ".", List.of(square.network().toString().split("[.]")).subList(0, length / 8));
            double size = Math.min(Math.min(10, part * 0.36), (part - 4) / Math.max(2, text.length()) / 0.62);
            if (size < 5.5) {
                return;
            }
            Rectangle2D at = place(square);
            boolean dark = isDark(kinds, n, at.getX(), at.getY());
            boolean mixed = dark != isDark(kinds, n, at.getX() + part / 3, at.getY() + part / 8);
            String colour = dark && !mixed ? WHITE : Sheet.GREY;
            double left = at.getX() + 2.5;
            sheet.label(text, left, at.getY() + size + 1.5, size, Mark.Style.PLAIN, Mark.Anchor.START, colour, mixed);
        }
    }

    private boolean isDark(int[] kinds, int n, double left, double top) {
        int column = (int) ((left - x + part / 8) / side * n);
        int row = (int) ((top - y + part / 8) / side * n);
        return kinds[row * n + column] % 2 == 1;
    }

    /** A line around {@code prefix}, where it is large enough to be seen. */
    void outline(Prefix prefix) {
        Rectangle2D at = place(prefix);
        if (at.getHeight() >= 8) {
            sheet.frame(at.getX(), at.getY(), at.getWidth(), at.getHeight(), Sheet.INK, 1);
        }
    }

    /** Its name on {@code prefix}, which is dark, where there is room; below the numbers of the squares. */
    void name(Prefix prefix) {
        Rectangle2D at = place(prefix);
        double size = Math.min(13, (at.getWidth() - 4) / prefix.toString().length() / 0.68);
        if (size >= 6 && at.getHeight() > 2.2 * size) {
            double width = Glyphs.shipped().width(prefix.toString(), size, Mark.Style.BOLD);
            boolean fits = width < part - 4 && at.getWidth() > part;
            double middle = fits ? at.getX() + part / 2 : at.getCenterX();
            double bottom = at.getMaxY() - Math.min(part, at.getHeight()) * 0.5 + size * 0.75;
            sheet.label(prefix.toString(), middle, bottom, size, Mark.Style.BOLD, Mark.Anchor.MIDDLE, WHITE, false);
        }
    }
}
