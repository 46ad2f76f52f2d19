package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.detect.Cause;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.collector.board.Board;
import org.cordon.collector.collateral.DamageView;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/blocks}: what the analysis says, filtered. */
final class BlocksHandler implements Handler {
    private static final Set<String> KNOWN = Set.of(
            "state",
            "probe_cc",
            "probe_asn",
            "prefix",
            "ip",
            "mechanism",
            "cause",
            "since",
            "until",
            "limit",
            "cursor",
            "format");

    private final Board board;
    private final DamageView damage;

    BlocksHandler(Board board, DamageView damage) {
        this.board = board;
        this.damage = damage;
    }

    @Override
    @OpenApi(
            path = "/api/v1/blocks",
            methods = HttpMethod.GET,
            summary = "Blocks: which prefixes which network cuts off, since when, how sure",
            description =
                    "By network, then in the order of their discovery. Ended and retracted ones are included unless"
                            + " 'state' says otherwise. In JSON, a block that holds has 'collateral', who else is hit; the"
                            + " lines of NDJSON are the verdicts as they were published.",
            tags = "verdicts",
            queryParams = {
                @OpenApiParam(name = "state", description = "suspected, confirmed, ended or retracted"),
                @OpenApiParam(name = "probe_cc", description = "country of the network, such as RU"),
                @OpenApiParam(name = "probe_asn", description = "the network, such as AS12389"),
                @OpenApiParam(name = "prefix", description = "blocks of this prefix and of more specific ones"),
                @OpenApiParam(
                        name = "ip",
                        description = "the block of the longest prefix that holds this address, in each" + " network"),
                @OpenApiParam(name = "mechanism", description = "such as ip_drop"),
                @OpenApiParam(name = "cause", description = "censor, server_side, path, outage or unknown"),
                @OpenApiParam(name = "since", description = "not ended before this time"),
                @OpenApiParam(name = "until", description = "started before this time"),
                @OpenApiParam(name = "limit", type = Integer.class, description = "1 to 10000; default 1000"),
                @OpenApiParam(name = "cursor", description = "metadata.next of the page before"),
                @OpenApiParam(name = "format", description = "json or ndjson")
            },
            responses = {
                @OpenApiResponse(status = "200", content = @OpenApiContent(mimeType = "application/json")),
                @OpenApiResponse(status = "400", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "503", content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) {
        Parameters parameters = new Parameters(ctx, KNOWN);
        List<Block> blocks = Replies.published(board).blocks().stream()
                .filter(filter(parameters))
                .toList();
        Address ip = parameters.address("ip");
        if (ip != null) {
            blocks = longest(blocks, ip);
        }
        if (parameters.lines()) {
            ctx.contentType(Replies.NDJSON).result(lines(blocks));
        } else {
            Annotation annotation = Annotation.now(damage);
            Replies.json(
                    ctx,
                    Page.of(blocks, Block::id, parameters.cursor(), parameters.limit(1_000, 10_000), annotation::of));
        }
    }

    private static Predicate<Block> filter(Parameters p) {
        BlockState state = p.word("state", BlockState.class);
        Cause cause = p.word("cause", Cause.class);
        Mechanism mechanism = p.word("mechanism", Mechanism.class);
        String cc = p.country("probe_cc");
        Long asn = p.asn("probe_asn");
        Prefix prefix = p.prefix("prefix");
        Instant since = p.time("since");
        Instant until = p.time("until");
        return block -> (state == null || block.state() == state)
                && (cause == null || block.cause() == cause)
                && (mechanism == null || block.mechanisms().contains(mechanism))
                && (cc == null || block.cc().equals(cc))
                && (asn == null || block.asn() == asn)
                && (prefix == null || prefix.contains(block.cidr()))
                && (until == null || block.started().isBefore(until))
                && (since == null || !endedBefore(block.ended(), since));
    }

    private static boolean endedBefore(@Nullable Instant ended, Instant since) {
        return ended != null && ended.isBefore(since);
    }

    /** In each network, of the blocks that hold the address, those with the longest prefix. */
    private static List<Block> longest(List<Block> blocks, Address ip) {
        List<Block> holding = blocks.stream()
                .filter(block -> block.cidr().contains(ip))
                .filter(block -> block.except().stream().noneMatch(except -> except.contains(ip)))
                .toList();
        return holding.stream()
                .filter(block -> holding.stream()
                        .noneMatch(other -> other.asn() == block.asn()
                                && other.cidr().length() > block.cidr().length()))
                .toList();
    }

    private static byte[] lines(List<Block> blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Block block : blocks) {
            out.writeBytes(Replies.bytes(block));
            out.write('\n');
        }
        return out.toByteArray();
    }
}
