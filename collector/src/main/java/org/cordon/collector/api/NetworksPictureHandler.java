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
import org.cordon.collector.pictures.Picture;
import org.cordon.collector.publish.Newsroom;
import org.cordon.collector.words.Language;

/** {@code /pictures/networks.svg} and {@code .png}: when each network cut off the addresses of an incident. */
final class NetworksPictureHandler implements Handler {
    private static final Set<String> KNOWN = Set.of("incident", "lang", "width");

    private final Board board;
    private final Newsroom newsroom;
    private final PictureReplies pictures;

    NetworksPictureHandler(Board board, Newsroom newsroom, PictureReplies pictures) {
        this.board = board;
        this.newsroom = newsroom;
        this.pictures = pictures;
    }

    @Override
    @OpenApi(
            path = "/pictures/networks.{format}",
            methods = HttpMethod.GET,
            summary = "Time line of an incident, network by network",
            description = "The forty networks that began first. Licence and source stand in the picture.",
            tags = "pages",
            pathParams = @OpenApiParam(name = "format", required = true),
            queryParams = {
                @OpenApiParam(name = "incident", description = "its id; required"),
                @OpenApiParam(name = "lang", description = "en, ru or fr; default Accept-Language"),
                @OpenApiParam(name = "width", type = Integer.class, description = "300 to 1600 CSS pixels; default 800")
            },
            responses = {
                @OpenApiResponse(
                        status = "200",
                        content = {@OpenApiContent(mimeType = "image/svg+xml"), @OpenApiContent(mimeType = "image/png")
                        }),
                @OpenApiResponse(status = "400", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "404", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "503", content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) {
        Parameters p = new Parameters(ctx, KNOWN);
        PictureReplies.format(ctx);
        String id = p.text("incident", 64);
        if (id == null) {
            throw ApiException.badParameter("incident", "is needed: the id of an incident");
        }
        Language language = Pages.language(p, ctx);
        int width = PictureReplies.width(p, Newsroom.WIDTH);
        Board.Snapshot snapshot = Replies.published(board);
        pictures.send(ctx, language.tag(), snapshot.version(), newsroom.now(), () -> {
            Picture picture = newsroom.times(snapshot, id, language, width);
            if (picture == null) {
                throw ApiException.notFound("there is no incident of this id");
            }
            return picture;
        });
    }
}
