package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import org.cordon.collector.board.Board;
import org.cordon.collector.collateral.DamageView;
import org.cordon.collector.publish.Newsroom;

/** {@code /incidents/{id}}: the address of an incident to pass on. */
final class IncidentPageHandler implements Handler {
    private final IncidentHandler incident;

    IncidentPageHandler(Board board, DamageView damage, Newsroom newsroom) {
        this.incident = new IncidentHandler(board, damage, newsroom);
    }

    @Override
    @OpenApi(
            path = "/incidents/{id}",
            methods = HttpMethod.GET,
            summary = "One incident as a page to link and print, in English, Russian or French",
            description =
                    "HTML where Accept names text/html, else the JSON of /api/v1/incidents/{id}. An incident that became"
                            + " part of another leads there (308); of one that was taken back the page says so (410).",
            tags = "pages",
            pathParams = @OpenApiParam(name = "id", required = true),
            queryParams = @OpenApiParam(name = "lang", description = "en, ru or fr; default Accept-Language"),
            responses = {
                @OpenApiResponse(
                        status = "200",
                        content = {
                            @OpenApiContent(mimeType = "text/html"),
                            @OpenApiContent(mimeType = "application/json")
                        }),
                @OpenApiResponse(status = "308"),
                @OpenApiResponse(status = "404"),
                @OpenApiResponse(status = "410"),
                @OpenApiResponse(status = "503")
            })
    public void handle(Context ctx) {
        incident.answer(ctx);
    }
}
