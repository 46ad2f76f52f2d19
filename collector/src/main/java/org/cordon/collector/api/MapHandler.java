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
import org.cordon.analysis.prefix.Prefix;
import org.cordon.collector.board.Board;
import org.cordon.collector.pictures.AddressMap;
import org.cordon.collector.publish.Newsroom;
import org.cordon.collector.words.Language;

/** {@code /pictures/map.svg} and {@code .png}: the address space as a Hilbert map. */
final class MapHandler implements Handler {
    private static final Set<String> KNOWN = Set.of("prefix", "probe_cc", "as_of", "lang", "width");
    private static final Prefix EVERYTHING = Prefix.parse("0.0.0.0/0");

    private final Board board;
    private final Newsroom newsroom;
    private final PictureReplies pictures;

    MapHandler(Board board, Newsroom newsroom, PictureReplies pictures) {
        this.board = board;
        this.newsroom = newsroom;
        this.pictures = pictures;
    }

    @Override
    @OpenApi(
            path = "/pictures/map.{format}",
            methods = HttpMethod.GET,
            summary = "Hilbert map of the address space: what is cut off inside whose ranges",
            description = "Of the inner bounds of confirmed blocks. Licence and source stand in the picture.",
            tags = "pages",
            pathParams = @OpenApiParam(name = "format", required = true),
            queryParams = {
                @OpenApiParam(
                        name = "prefix",
                        description =
                                "the IPv4 prefix to zoom to, /28 at most; default all of it; an odd length shows the"
                                        + " square that holds it"),
                @OpenApiParam(
                        name = "probe_cc",
                        description = "country of the networks that block, such as RU; default all"),
                @OpenApiParam(name = "as_of", description = "what was cut off then, by what is known now"),
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
        Prefix asked = p.prefix("prefix");
        Prefix prefix = asked == null ? EVERYTHING : asked;
        if (!AddressMap.canShow(prefix)) {
            throw ApiException.badParameter("prefix", "is not an IPv4 prefix of length 28 or less");
        }
        String cc = p.country("probe_cc");
        Instant asOf = p.time("as_of");
        Language language = Pages.language(p, ctx);
        int width = PictureReplies.width(p, Newsroom.WIDTH);
        Board.Snapshot snapshot = Replies.published(board);
        Instant when = asOf == null ? newsroom.now() : asOf;
        pictures.send(
                ctx,
                language.tag(),
                snapshot.version(),
                when,
                () -> newsroom.map(snapshot, language, prefix, cc, when, width));
    }
}
