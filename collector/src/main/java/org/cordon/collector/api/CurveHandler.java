package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import java.time.Instant;
import java.util.Set;
import org.cordon.collector.board.Board;
import org.cordon.collector.publish.Newsroom;
import org.cordon.collector.words.Language;

/** {@code /pictures/curve.svg} and {@code .png}: how many addresses are cut off, over time. */
final class CurveHandler implements Handler {
    private static final Set<String> KNOWN = Set.of("probe_cc", "since", "until", "lang", "width");

    private final Board board;
    private final Newsroom newsroom;
    private final PictureReplies pictures;

    CurveHandler(Board board, Newsroom newsroom, PictureReplies pictures) {
        this.board = board;
        this.newsroom = newsroom;
        this.pictures = pictures;
    }

    @Override
    @OpenApi(
            path = "/pictures/curve.{format}",
            methods = HttpMethod.GET,
            summary = "Curve of the number of addresses that are cut off, and of the target's own among them",
            description =
                    "IPv4, by the inner bounds of confirmed blocks, each address counted once. Licence and source stand in"
                            + " the picture.",
            tags = "pages",
            pathParams = @OpenApiParam(name = "format", required = true),
            queryParams = {
                @OpenApiParam(
                        name = "probe_cc",
                        description = "country of the networks that block, such as RU; default all"),
                @OpenApiParam(name = "since", description = "default: when a hundredth of the peak was reached"),
                @OpenApiParam(name = "until", description = "default: now"),
                @OpenApiParam(name = "lang", description = "en, ru or fr; default Accept-Language"),
                @OpenApiParam(name = "width", type = Integer.class, description = "300 to 1600 CSS pixels; default 800")
            },
            responses = {
                @OpenApiResponse(
                        status = "200",
                        content = {@OpenApiContent(mimeType = "image/svg+xml"), @OpenApiContent(mimeType = "image/png")
                        }),
                @OpenApiResponse(status = "400", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "503", content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) {
        Parameters p = new Parameters(ctx, KNOWN);
        PictureReplies.format(ctx);
        String cc = p.country("probe_cc");
        Instant since = p.time("since");
        Instant until = p.time("until");
        Instant now = newsroom.now();
        if (since != null && !since.isBefore(until == null || until.isAfter(now) ? now : until)) {
            throw ApiException.badParameter("since", "is not before 'until' and the present");
        }
        Language language = Pages.language(p, ctx);
        int width = PictureReplies.width(p, Newsroom.WIDTH);
        Board.Snapshot snapshot = Replies.published(board);
        pictures.send(
                ctx,
                language.tag(),
                snapshot.version(),
                now,
                () -> newsroom.curve(snapshot, language, cc, since, until, width));
    }
}
