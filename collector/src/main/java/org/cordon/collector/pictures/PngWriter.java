package org.cordon.collector.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Paints a picture, two points to the unit, so that it can be printed. Letters are outlines: no font is needed. */
final class PngWriter {
    private static final int SCALE = 2;

    private PngWriter() {}

    static byte[] write(Picture picture) {
        BufferedImage image =
                new BufferedImage(picture.width() * SCALE, picture.height() * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, image.getWidth(), image.getHeight());
            g.scale(SCALE, SCALE);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            picture.marks().forEach(mark -> paint(mark, g));
        } finally {
            g.dispose();
        }
        return encode(image);
    }

    private static void paint(Mark mark, Graphics2D g) {
        boolean crisp = mark instanceof Mark.Area area && area.crisp();
        g.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING,
                crisp ? RenderingHints.VALUE_ANTIALIAS_OFF : RenderingHints.VALUE_ANTIALIAS_ON);
        if (mark instanceof Mark.Area area) {
            g.setColor(Color.decode(area.fill()));
            g.fill(area.path());
        } else if (mark instanceof Mark.Line line) {
            g.setColor(Color.decode(line.colour()));
            g.setStroke(stroke(line.width()));
            g.draw(line.path());
        } else if (mark instanceof Mark.Label label) {
            paint(label, g);
        }
    }

    private static void paint(Mark.Label label, Graphics2D g) {
        double width = Glyphs.shipped().width(label.text(), label.size(), label.style());
        double x = switch (label.anchor()) {
            case START -> label.x();
            case MIDDLE -> label.x() - width / 2;
            case END -> label.x() - width;
        };
        Shape outline = AffineTransform.getTranslateInstance(x, label.y())
                .createTransformedShape(Glyphs.shipped().outline(label.text(), label.size(), label.style()));
        if (label.halo()) {
            g.setColor(Color.WHITE);
            g.setStroke(stroke(3));
            g.draw(outline);
        }
        g.setColor(Color.decode(label.colour()));
        g.fill(outline);
    }

    private static BasicStroke stroke(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }

    private static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(image);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
