package org.cordon.collector.pictures;

import java.util.List;

/**
 * A drawing, ready to be written in any format.
 *
 * @param width in CSS pixels
 * @param language of its texts, as in BCP 47
 * @param title one line for those who hear it instead of seeing it, {@code description} the rest
 */
public record Picture(int width, int height, String language, String title, String description, List<Mark> marks) {

    public Picture {
        marks = List.copyOf(marks);
    }

    /** The forms in which a picture is given. */
    public enum Format {
        SVG,
        PNG;

        /** Its media type. */
        public String type() {
            return this == SVG ? "image/svg+xml" : "image/png";
        }
    }

    public byte[] bytes(Format format) {
        return format == Format.SVG ? SvgWriter.write(this) : PngWriter.write(this);
    }
}
