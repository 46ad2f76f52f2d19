import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.PathIterator;
import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the outlines of the letters that the collector's PNG pictures need, so that these look the same on every machine and
 * need no font there: {@code java MakeGlyphs.java DejaVuSans.ttf DejaVuSans-Bold.ttf glyphs.txt.gz}. One line a glyph: weight,
 * code point, advance, path; 1000 units to the em, y downwards.
 */
final class MakeGlyphs {
    private static final float EM = 1000;

    public static void main(String[] args) throws Exception {
        StringBuilder out = new StringBuilder();
        for (int weight = 0; weight < 2; weight++) {
            Font font = Font.createFont(Font.TRUETYPE_FONT, new File(args[weight])).deriveFont(EM);
            for (int c : characters()) {
                glyph(font, weight, c, out);
            }
        }
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(Path.of(args[2])))) {
            file.write(out.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static TreeSet<Integer> characters() {
        TreeSet<Integer> all = new TreeSet<>();
        for (int[] range : new int[][] {{0x20, 0x7E}, {0xA0, 0xFF}, {0x152, 0x153}, {0x401, 0x401}, {0x410, 0x44F}, {0x451, 0x451}}) {
            for (int c = range[0]; c <= range[1]; c++) {
                all.add(c);
            }
        }
        "\u2013\u2014\u2018\u2019\u201C\u201D\u201E\u2026\u202F\u2022\u2116\u2192\u2190\u2264\u2265\u25A1\uFFFD".chars().forEach(all::add);
        return all;
    }

    private static void glyph(Font font, int weight, int c, StringBuilder out) {
        FontRenderContext context = new FontRenderContext(null, true, true);
        GlyphVector vector = font.createGlyphVector(context, Character.toChars(c));
        out.append(weight).append(' ').append(Integer.toHexString(c)).append(' ');
        out.append(Math.round(vector.getGlyphMetrics(0).getAdvance())).append(' ');
        float[] p = new float[6];
        for (PathIterator i = vector.getOutline().getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(p);
            out.append("MLQCZ".charAt(kind));
            int numbers = kind == PathIterator.SEG_QUADTO ? 4 : kind == PathIterator.SEG_CUBICTO ? 6 : kind == PathIterator.SEG_CLOSE ? 0 : 2;
            for (int n = 0; n < numbers; n++) {
                out.append(n == 0 ? "" : ",").append(String.format(Locale.ROOT, "%d", Math.round(p[n])));
            }
        }
        out.append('\n');
    }
}
