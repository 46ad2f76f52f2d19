package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.collector.board.Board;
import org.cordon.collector.collateral.DamageView;

/** {@code /api/v1/incidents}: blocks of the same prefix across networks, as one event. */
final class IncidentsHandler implements Handler {
    private static final Set<String> KNOWN = Set.of("probe_cc", "prefix", "active", "limit", "cursor");

    private final Board board;
    private final DamageView damage;

    IncidentsHandler(Board board, DamageView damage) {
        this.board = board;
        this.damage = damage;
    }

    @Override
    @OpenApi(
            path = "/api/v1/incidents",
            methods = HttpMethod.GET,
            summary = "Incidents: blocks of the same or nested prefixes across the networks of a country",
            description = "While an incident lasts it has 'collateral', who else is hit.",
            tags = "verdicts",
            queryParams = {
                @OpenApiParam(name = "probe_cc", description = "country, such as RU"),
                @OpenApiParam(name = "prefix", description = "incidents of this prefix and of more specific ones"),
                @OpenApiParam(
                        name = "active",
                        description = "true: only those that go on; false: only those that ended"),
                @OpenApiParam(name = "limit", type = Integer.class, description = "1 to 10000; default 1000"),
                @OpenApiParam(name = "cursor", description = "metadata.next of the page before")
            },
            responses = {
                @OpenApiResponse(status = "200", content = @OpenApiContent(mimeType = "application/json")),
                @OpenApiResponse(status = "400", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "503", content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) {
        Parameters p = new Parameters(ctx, KNOWN);
        String cc = p.country("probe_cc");
        Prefix prefix = p.prefix("prefix");
        Boolean active = p.flag("active");
        List<Incident> incidents = Replies.published(board).incidents().stream()
                .filter(i -> cc == null || i.cc().equals(cc))
                .filter(i -> prefix == null || prefix.contains(i.cidr()))
                .filter(i -> active == null || active == (i.ended() == null))
                .toList();
        Annotation annotation = Annotation.now(damage);
        Replies.json(ctx, Page.of(incidents, Incident::id, p.cursor(), p.limit(1_000, 10_000), annotation::of));
    }
}
