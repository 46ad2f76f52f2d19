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

/** {@code /incidents}: all incidents on one page. */
final class IncidentsPageHandler implements Handler {
    private static final Set<String> KNOWN = Set.of("lang", "probe_cc");

    private final Board board;
    private final Newsroom newsroom;

    IncidentsPageHandler(Board board, Newsroom newsroom) {
        this.board = board;
        this.newsroom = newsroom;
    }

    @Override
    @OpenApi(
            path = "/incidents",
            methods = HttpMethod.GET,
            summary = "All incidents on one page, a sentence each, with the map and the curve",
            description = "HTML. What changed last comes first; at most 500 that go on and 500 that are over.",
            tags = "pages",
            queryParams = {
                @OpenApiParam(name = "lang", description = "en, ru or fr; default Accept-Language"),
                @OpenApiParam(name = "probe_cc", description = "country, such as RU")
            },
            responses = {
                @OpenApiResponse(status = "200", content = @OpenApiContent(mimeType = "text/html")),
                @OpenApiResponse(status = "503")
            })
    public void handle(Context ctx) {
        Parameters p = new Parameters(ctx, KNOWN);
        Language language = Pages.language(p, ctx);
        String cc = p.country("probe_cc");
        ctx.header("Vary", "Accept-Language");
        Board.Snapshot snapshot = board.snapshot();
        if (snapshot.version() == 0) {
            Pages.starting(ctx, newsroom, language);
        } else {
            Pages.send(ctx, newsroom.incidents(snapshot, cc, language), language);
        }
    }
}
