package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.cordon.analysis.collateral.DamageCase;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.collector.board.Board;
import org.cordon.collector.collateral.Damage;
import org.cordon.collector.collateral.DamageView;

/** {@code /api/v1/collateral}: who else is hit by what is on the board. */
final class CollateralHandler implements Handler {
    private static final Set<String> KNOWN =
            Set.of("kind", "id", "probe_cc", "prefix", "as_of", "named", "steps", "pairs", "limit", "cursor");
    private static final int MOST_STEPS = 10_000;

    private final Board board;
    private final DamageView view;

    CollateralHandler(Board board, DamageView view) {
        this.board = board;
        this.view = view;
    }

    @Override
    @OpenApi(
            path = "/api/v1/collateral",
            methods = HttpMethod.GET,
            summary = "Who else is hit: innocent addresses, and services inside by category",
            description =
                    "One report for everything together, then for each country, incident and block that holds. A service is"
                            + " measured_down where attempts from blocking networks failed while controls reached it;"
                            + " inferred where it merely has an address inside. The two are never added up.",
            tags = "verdicts",
            queryParams = {
                @OpenApiParam(name = "kind", description = "everything, country, incident or block"),
                @OpenApiParam(name = "id", description = "the report of this block, incident or country"),
                @OpenApiParam(name = "probe_cc", description = "reports of this country, such as RU"),
                @OpenApiParam(name = "prefix", description = "reports of what is cut off inside this prefix only"),
                @OpenApiParam(
                        name = "as_of",
                        description = "what held at this time, by what is known now; default: now"),
                @OpenApiParam(
                        name = "named",
                        type = Integer.class,
                        description = "services that each report names, the measured first; 1 to 10000, default 100"),
                @OpenApiParam(name = "steps", description = "true: also what each added or lifted prefix changed"),
                @OpenApiParam(
                        name = "pairs",
                        description = "true: also whether prefix or name is cut off, as paired attempts prove"),
                @OpenApiParam(name = "limit", type = Integer.class, description = "1 to 1000; default 100"),
                @OpenApiParam(name = "cursor", description = "metadata.next of the page before")
            },
            responses = {
                @OpenApiResponse(status = "200", content = @OpenApiContent(mimeType = "application/json")),
                @OpenApiResponse(status = "400", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "503", content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) {
        Parameters p = new Parameters(ctx, KNOWN);
        Instant asOf = p.time("as_of");
        Predicate<Damage.Entry> filter = filter(p);
        int named = p.number("named", 100, 10_000);
        boolean steps = Boolean.TRUE.equals(p.flag("steps"));
        boolean pairs = Boolean.TRUE.equals(p.flag("pairs"));
        int limit = p.limit(100, 1_000);
        Replies.published(board);
        Damage damage = asOf == null ? view.now() : view.at(asOf);
        List<Damage.Entry> entries = damage.entries().stream().filter(filter).toList();
        Map<String, Object> page = Page.of(
                entries,
                CollateralHandler::place,
                p.cursor(),
                limit,
                entry -> new Damage.Entry(
                        entry.kind(), entry.id(), entry.cc(), entry.damage().naming(named)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("when", damage.when());
        answer.putAll(page);
        if (steps) {
            answer.put("steps", view.steps(damage.when(), MOST_STEPS));
        }
        if (pairs) {
            answer.put("pairs", view.pairs(damage.when()));
        }
        Replies.json(ctx, answer);
    }

    private static String place(Damage.Entry entry) {
        return entry.kind() == DamageCase.Kind.EVERYTHING ? "everything" : entry.kind() + " " + entry.id();
    }

    private static Predicate<Damage.Entry> filter(Parameters p) {
        DamageCase.Kind kind = p.word("kind", DamageCase.Kind.class);
        String id = p.text("id", 100);
        String cc = p.country("probe_cc");
        Prefix prefix = p.prefix("prefix");
        return entry -> (kind == null || entry.kind() == kind)
                && (id == null || entry.id().equals(id))
                && (cc == null || cc.equals(entry.cc()))
                && (prefix == null || entry.damage().blocked().stream().allMatch(prefix::contains));
    }
}
