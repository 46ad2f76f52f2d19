package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import java.util.Set;
import org.cordon.analysis.detect.Incident;
import org.cordon.collector.board.Board;
import org.cordon.collector.collateral.DamageView;
import org.cordon.collector.publish.Newsroom;
import org.cordon.collector.words.Language;

/** {@code /api/v1/incidents/{id}}: one incident, as JSON or, for those who ask for text/html, as a page. */
final class IncidentHandler implements Handler {
    private static final Set<String> KNOWN = Set.of("lang");

    private final Board board;
    private final DamageView damage;
    private final Newsroom newsroom;

    IncidentHandler(Board board, DamageView damage, Newsroom newsroom) {
        this.board = board;
        this.damage = damage;
        this.newsroom = newsroom;
    }

    @Override
    @OpenApi(
            path = "/api/v1/incidents/{id}",
            methods = HttpMethod.GET,
            summary = "One incident",
            description = "JSON; where Accept prefers text/html the page of /incidents/{id}.",
            tags = "verdicts",
            pathParams = @OpenApiParam(name = "id", required = true),
            queryParams =
                    @OpenApiParam(name = "lang", description = "of the page: en, ru or fr; default Accept-Language"),
            responses = {
                @OpenApiResponse(
                        status = "200",
                        content = {
                            @OpenApiContent(mimeType = "application/json"),
                            @OpenApiContent(mimeType = "text/html")
                        }),
                @OpenApiResponse(status = "404", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "503", content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) {
        answer(ctx);
    }

    /** The answer to either address of an incident. */
    void answer(Context ctx) {
        Language language = Pages.language(new Parameters(ctx, KNOWN), ctx);
        ctx.header("Vary", "Accept, Accept-Language");
        String id = ctx.pathParam("id");
        if (Pages.wantsPage(ctx)) {
            page(ctx, id, language);
            return;
        }
        Incident incident = Replies.published(board).incidentsById().get(id);
        if (incident == null) {
            throw ApiException.notFound("there is no incident of this id");
        }
        Replies.json(ctx, Annotation.now(damage).of(incident));
    }

    private void page(Context ctx, String id, Language language) {
        Board.Snapshot snapshot = board.snapshot();
        if (snapshot.version() == 0) {
            Pages.starting(ctx, newsroom, language);
            return;
        }
        Newsroom.Page page = newsroom.incident(snapshot, id, language);
        String moved = page.movedTo();
        if (moved != null) {
            ctx.header("Location", "/incidents/" + moved + "?lang=" + language.tag());
        }
        Pages.send(ctx.status(page.status()), page.bytes(), language);
    }
}
