package org.cordon.collector.api;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.cordon.collector.pictures.Picture;
import org.jspecify.annotations.Nullable;

/** Sends pictures, draws at most two at a time, and keeps the last ones: many readers of one article cost no more than one. */
final class PictureReplies {
    static final int NARROWEST = 300;
    static final int WIDEST = 1_600;

    private static final int KEPT = 64;
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 10;

    private final Semaphore pens = new Semaphore(AT_ONCE, true);

    private final Map<String, byte[]> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    /** The format that the path names. */
    static Picture.Format format(Context ctx) {
        String name = ctx.pathParam("format");
        for (Picture.Format format : Picture.Format.values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw ApiException.notFound("pictures end in .svg or .png");
    }

    /** From {@value #NARROWEST} to {@value #WIDEST}. */
    static int width(Parameters parameters, int initial) {
        int width = parameters.number("width", initial, WIDEST);
        if (width < NARROWEST) {
            throw ApiException.badParameter("width", "is not a whole number between " + NARROWEST + " and " + WIDEST);
        }
        return width;
    }

    /**
     * Draws and sends it, or sends it as it was drawn before.
     *
     * @param language as BCP 47 has it
     * @param version of the board: while it and the {@code minute} are the same, so is the picture
     */
    void send(Context ctx, String language, long version, Instant minute, Supplier<Picture> drawing) {
        Picture.Format format = format(ctx);
        String key = ctx.path() + new TreeMap<>(ctx.queryParamMap()) + language + version + minute;
        byte[] bytes = kept(key);
        if (bytes == null) {
            bytes = draw(drawing, format);
            keep(key, bytes);
        }
        ctx.header("Access-Control-Allow-Origin", "*").header("Cross-Origin-Resource-Policy", "cross-origin");
        ctx.header("Content-Security-Policy", "default-src 'none'").header("X-Content-Type-Options", "nosniff");
        ctx.header("Cache-Control", "public, max-age=60").header("Vary", "Accept-Language");
        ctx.header("Content-Language", language);
        ctx.contentType(format.type()).result(bytes);
    }

    private synchronized byte @Nullable [] kept(String key) {
        return kept.get(key);
    }

    private synchronized void keep(String key, byte[] bytes) {
        kept.put(key, bytes);
    }

    private byte[] draw(Supplier<Picture> drawing, Picture.Format format) {
        try {
            if (!pens.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ApiException(503, "too many pictures", "others are being drawn; ask again in a few seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(503, "stopping", "the collector stops");
        }
        try {
            return drawing.get().bytes(format);
        } finally {
            pens.release();
        }
    }
}
