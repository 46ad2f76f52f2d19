package org.cordon.collector.pictures;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Outlines and widths of letters, from a file made of DejaVu Sans (collector/src/glyphs): pictures need no font of the machine,
 * many servers have none, and come out the same everywhere.
 */
final class Glyphs {
    private static final double EM = 1_000;
    private static final int MISSING = 0x25A1;
    private static final Glyphs SHIPPED = read();

    private record Glyph(double advance, Path2D outline) {}

    private final Map<Integer, Glyph> plain = new HashMap<>();
    private final Map<Integer, Glyph> bold = new HashMap<>();

    private Glyphs() {}

    static Glyphs shipped() {
        return SHIPPED;
    }

    private static Glyphs read() {
        Glyphs glyphs = new Glyphs();
        try (InputStream stream = Objects.requireNonNull(Glyphs.class.getResourceAsStream("glyphs.txt.gz"));
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ", 4);
                Glyph glyph = new Glyph(Integer.parseInt(parts[2]), outline(parts[3]));
                (parts[0].equals("1") ? glyphs.bold : glyphs.plain).put(Integer.parseInt(parts[1], 16), glyph);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped outlines of letters cannot be read", e);
        }
        return glyphs;
    }

    private static Path2D outline(String text) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        int at = 0;
        while (at < text.length()) {
            char kind = text.charAt(at++);
            int end = at;
            while (end < text.length() && !Character.isLetter(text.charAt(end))) {
                end++;
            }
            String[] n = text.substring(at, end).split(",");
            at = end;
            switch (kind) {
                case 'M' -> path.moveTo(number(n, 0), number(n, 1));
                case 'L' -> path.lineTo(number(n, 0), number(n, 1));
                case 'Q' -> path.quadTo(number(n, 0), number(n, 1), number(n, 2), number(n, 3));
                default -> path.closePath();
            }
        }
        return path;
    }

    private static double number(String[] numbers, int at) {
        return Integer.parseInt(numbers[at]);
    }

    private Glyph glyph(int c, Mark.Style style) {
        Map<Integer, Glyph> glyphs = style == Mark.Style.BOLD ? bold : plain;
        Glyph glyph = glyphs.get(c);
        return glyph == null ? Objects.requireNonNull(glyphs.get(MISSING)) : glyph;
    }

    /** The width of {@code text} in letters of {@code size}. */
    double width(String text, double size, Mark.Style style) {
        return text.codePoints().mapToDouble(c -> glyph(c, style).advance).sum() * size / EM;
    }

    /** {@code text} as one outline that begins at (0, 0) on the base line. */
    Path2D outline(String text, double size, Mark.Style style) {
        Path2D whole = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double x = 0;
        for (int c : text.codePoints().toArray()) {
            Glyph glyph = glyph(c, style);
            AffineTransform place = AffineTransform.getTranslateInstance(x * size / EM, 0);
            place.scale(size / EM, size / EM);
            whole.append(glyph.outline.getPathIterator(place), false);
            x += glyph.advance;
        }
        return whole;
    }
}
