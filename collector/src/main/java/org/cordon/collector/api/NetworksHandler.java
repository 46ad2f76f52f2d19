package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.collector.archive.ArchiveReader;
import org.cordon.collector.board.Board;

/** {@code /api/v1/networks}: which networks are measured, how much, and how many prefixes each blocks. */
final class NetworksHandler implements Handler {
    private static final Duration DAY = Duration.ofDays(1);

    private final ArchiveReader archive;
    private final Board board;
    private final InstantSource clock;

    NetworksHandler(ArchiveReader archive, Board board, InstantSource clock) {
        this.archive = archive;
        this.board = board;
        this.clock = clock;
    }

    @Override
    @OpenApi(
            path = "/api/v1/networks",
            methods = HttpMethod.GET,
            summary = "Networks that are measured, with counts",
            tags = "evidence",
            queryParams = {
                @OpenApiParam(name = "since", description = "count from this time on; default: one day ago"),
                @OpenApiParam(name = "probe_cc", description = "country, such as RU"),
                @OpenApiParam(name = "limit", type = Integer.class, description = "1 to 10000; default 1000"),
                @OpenApiParam(name = "cursor", description = "metadata.next of the page before")
            },
            responses = {
                @OpenApiResponse(status = "200", content = @OpenApiContent(mimeType = "application/json")),
                @OpenApiResponse(status = "400", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "503", content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) {
        Parameters p = new Parameters(ctx, Set.of("since", "probe_cc", "limit", "cursor"));
        Instant since = p.time("since");
        String cc = p.country("probe_cc");
        List<Map<String, Object>> results = new ArrayList<>();
        List<Block> blocks = Replies.published(board).blocks();
        for (ArchiveReader.Network n :
                archive.networks(since == null ? clock.instant().minus(DAY) : since)) {
            if (cc == null || n.cc().equals(cc)) {
                results.add(network(n, blocks));
            }
        }
        Replies.json(ctx, Page.of(results, NetworksHandler::id, p.cursor(), p.limit(1_000, 10_000)));
    }

    private static String id(Map<String, Object> network) {
        return network.get("asn") + "/" + network.get("cc") + "/" + network.get("role");
    }

    private static Map<String, Object> network(ArchiveReader.Network n, List<Block> blocks) {
        Map<String, Object> network = new LinkedHashMap<>();
        network.put("asn", n.asn());
        network.put("cc", n.cc());
        network.put("role", n.role());
        network.put("observations", n.observations());
        network.put("failed", n.failed());
        network.put("probes", n.probes());
        // asked every second, the very instants would tell when somebody there measured
        network.put("last", n.last().truncatedTo(ChronoUnit.HOURS));
        network.put("blocks_confirmed", count(blocks, n.asn(), BlockState.CONFIRMED));
        network.put("blocks_suspected", count(blocks, n.asn(), BlockState.SUSPECTED));
        return network;
    }

    private static long count(List<Block> blocks, long asn, BlockState state) {
        return blocks.stream()
                .filter(block -> block.asn() == asn && block.state() == state)
                .count();
    }
}
