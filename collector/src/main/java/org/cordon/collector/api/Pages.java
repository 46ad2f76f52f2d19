package org.cordon.collector.api;

import io.javalin.http.Context;
import java.util.Locale;
import org.cordon.collector.publish.Newsroom;
import org.cordon.collector.words.Language;

/** What the handlers of pages share: who wants one, in which language, and with which headers it goes out. */
final class Pages {
    private static final int LONGEST_HEADER = 1_000;

    private Pages() {}

    /** What {@code lang} says, else what the client prefers. */
    static Language language(Parameters parameters, Context ctx) {
        Language asked = parameters.word("lang", Language.class);
        return asked == null ? Language.preferred(ctx.header("Accept-Language")) : asked;
    }

    /** Whether a page is wanted more than JSON (RFC 9110 §12.5.1): it must be asked for by name, as browsers do. */
    static boolean wantsPage(Context ctx) {
        String accept = ctx.header("Accept");
        if (accept == null || accept.length() > LONGEST_HEADER) {
            return false;
        }
        double page = Math.max(weight(accept, "text/html"), weight(accept, "application/xhtml+xml"));
        return page > 0 && page >= weight(accept, "application/json");
    }

    private static double weight(String accept, String type) {
        double most = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            if (parts[0].strip().equals(type)) {
                most = Math.max(most, weight(parts));
            }
        }
        return most;
    }

    private static double weight(String[] parts) {
        for (String part : parts) {
            String parameter = part.strip();
            if (parameter.startsWith("q=")) {
                return parameter.matches("q=[01]([.][0-9]{0,3})?") ? Double.parseDouble(parameter.substring(2)) : 0;
            }
        }
        return 1;
    }

    static void send(Context ctx, byte[] page, Language language) {
        ctx.header("Content-Security-Policy", Newsroom.policy());
        ctx.header("Content-Language", language.tag());
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.contentType("text/html; charset=utf-8").result(page);
    }

    /** Says in words that nothing can be said yet. */
    static void starting(Context ctx, Newsroom newsroom, Language language) {
        ctx.header("Retry-After", "5").header("Cache-Control", "no-store");
        send(ctx.status(503), newsroom.starting(language), language);
    }
}
