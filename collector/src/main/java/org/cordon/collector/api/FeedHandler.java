package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import java.util.Set;
import org.cordon.collector.board.Board;
import org.cordon.collector.publish.Newsroom;
import org.cordon.collector.words.Language;

/** {@code /feed.atom}: what changed last, to subscribe to. */
final class FeedHandler implements Handler {
    private static final Set<String> KNOWN = Set.of("lang", "probe_cc");

    private final Board board;
    private final Newsroom newsroom;

    FeedHandler(Board board, Newsroom newsroom) {
        this.board = board;
        this.newsroom = newsroom;
    }

    @Override
    @OpenApi(
            path = "/feed.atom",
            methods = HttpMethod.GET,
            summary = "The hundred incidents that changed last, as Atom",
            description =
                    "One entry an incident; its id stays, its title and 'updated' follow what is known. What was taken"
                            + " back stays, with the reason. If-None-Match is understood.",
            tags = "pages",
            queryParams = {
                @OpenApiParam(name = "lang", description = "en, ru or fr; default Accept-Language"),
                @OpenApiParam(name = "probe_cc", description = "country, such as RU")
            },
            responses = {
                @OpenApiResponse(status = "200", content = @OpenApiContent(mimeType = "application/atom+xml")),
                @OpenApiResponse(status = "304"),
                @OpenApiResponse(status = "503", content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) {
        Parameters p = new Parameters(ctx, KNOWN);
        Language language = Pages.language(p, ctx);
        String cc = p.country("probe_cc");
        byte[] feed = newsroom.feed(Replies.published(board), cc, language);
        ctx.header("Vary", "Accept-Language").header("Cache-Control", "public, max-age=60");
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.contentType("application/atom+xml; charset=utf-8").result(feed);
    }
}
