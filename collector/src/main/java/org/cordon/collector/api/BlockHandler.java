package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import org.cordon.analysis.detect.Block;
import org.cordon.collector.board.Board;
import org.cordon.collector.collateral.DamageView;

/** {@code /api/v1/blocks/{id}}: one block. */
final class BlockHandler implements Handler {
    private final Board board;
    private final DamageView damage;

    BlockHandler(Board board, DamageView damage) {
        this.board = board;
        this.damage = damage;
    }

    @Override
    @OpenApi(
            path = "/api/v1/blocks/{id}",
            methods = HttpMethod.GET,
            summary = "One block, in its newest revision",
            tags = "verdicts",
            pathParams = @OpenApiParam(name = "id", required = true),
            responses = {
                @OpenApiResponse(status = "200", content = @OpenApiContent(mimeType = "application/json")),
                @OpenApiResponse(status = "404", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "503", content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) {
        Block block = Replies.published(board).blocksById().get(ctx.pathParam("id"));
        if (block == null) {
            throw ApiException.notFound("there is no block of this id");
        }
        Replies.json(ctx, Annotation.now(damage).of(block));
    }
}
