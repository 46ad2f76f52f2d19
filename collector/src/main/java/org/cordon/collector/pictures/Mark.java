package org.cordon.collector.pictures;

import java.awt.geom.Path2D;

/** One thing drawn; colours are {@code #rrggbb}, lengths in picture units (CSS pixels). */
sealed interface Mark {
    /** A filled outline; the edges of a {@code crisp} one are not smoothed, so that cells that touch leave no seam. */
    record Area(Path2D path, String fill, boolean crisp) implements Mark {}

    record Line(Path2D path, String colour, double width) implements Mark {}

    /**
     * A line of text.
     *
     * @param y the base line
     * @param halo a white rim keeps it readable on what is below
     */
    record Label(String text, double x, double y, double size, Style style, Anchor anchor, String colour, boolean halo)
            implements Mark {}

    enum Style {
        PLAIN,
        BOLD
    }

    enum Anchor {
        START,
        MIDDLE,
        END
    }
}
