package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.registry.NetworkScore;
import org.cordon.analysis.registry.ScoreCard;
import org.cordon.collector.board.Board;
import org.cordon.collector.registry.RegistryView;

/** {@code /api/v1/registry/compare}: what the censor says against what it does. */
final class RegistryCompareHandler implements Handler {
    private final Board board;
    private final RegistryView registry;
    private final InstantSource clock;

    RegistryCompareHandler(Board board, RegistryView registry, InstantSource clock) {
        this.board = board;
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    @OpenApi(
            path = "/api/v1/registry/compare",
            methods = HttpMethod.GET,
            summary = "The censor's register against what each network blocks",
            description =
                    "Listed and blocked, listed and open, blocked and not listed, lifted and still blocked, in addresses that"
                            + " count once each, and the lag from listing to enforcement. Read 'caveats' before quoting.",
            tags = "verdicts",
            queryParams = {
                @OpenApiParam(name = "probe_cc", description = "networks of this country, such as RU"),
                @OpenApiParam(name = "probe_asn", description = "this network, such as AS12389"),
                @OpenApiParam(
                        name = "as_of",
                        description = "what held at this time, by what is known now; default: now"),
                @OpenApiParam(name = "limit", type = Integer.class, description = "1 to 1000; default 100"),
                @OpenApiParam(name = "cursor", description = "metadata.next of the page before")
            },
            responses = {
                @OpenApiResponse(status = "200", content = @OpenApiContent(mimeType = "application/json")),
                @OpenApiResponse(status = "400", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "404", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "503", content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) {
        Parameters p = new Parameters(ctx, Set.of("probe_cc", "probe_asn", "as_of", "limit", "cursor"));
        String cc = p.country("probe_cc");
        Long asn = p.asn("probe_asn");
        Instant asOf = p.time("as_of");
        int limit = p.limit(100, 1_000);
        if (!registry.isPresent()) {
            throw new ApiException(
                    404, "no register", "this collector was given no register of a censor; see --registry");
        }
        Replies.published(board);
        ScoreCard card = registry.compare(asOf == null ? clock.instant() : asOf);
        List<NetworkScore> networks = card.networks().stream()
                .filter(n -> (cc == null || n.cc().equals(cc)) && (asn == null || n.asn() == asn))
                .toList();
        Map<String, Object> answer = head(card);
        answer.putAll(Page.of(networks, n -> n.cc() + "/" + n.asn(), p.cursor(), limit));
        Replies.json(ctx, answer);
    }

    /** All of the score card but the networks, under the names that {@code compare --format json} prints. */
    private static Map<String, Object> head(ScoreCard card) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("when", card.when());
        if (card.registerEdition() != null) {
            head.put("register_edition", card.registerEdition());
        }
        head.put("register_rows", card.registerRows());
        head.put("register_problems", card.registerProblems());
        head.put("listed", card.listed());
        head.put("uncertain", card.uncertain());
        head.put("lifted", card.lifted());
        head.put("caveats", card.caveats());
        return head;
    }
}
