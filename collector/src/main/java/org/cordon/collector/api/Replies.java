package org.cordon.collector.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cordon.analysis.wire.Json;
import org.cordon.collector.board.Board;

/** Answers in the formats of the API. */
final class Replies {
    static final String PROBLEM = "application/problem+json";
    static final String NDJSON = "application/x-ndjson";

    private Replies() {}

    /** What has been published; an empty answer before it was read would say that nothing is blocked. */
    static Board.Snapshot published(Board board) {
        Board.Snapshot snapshot = board.snapshot();
        if (snapshot.version() == 0) {
            throw new ApiException(503, "not ready", "the collector has not read what was published yet; see /readyz");
        }
        return snapshot;
    }

    static byte[] bytes(Object value) {
        try {
            return Json.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the collector holds can be written", e);
        }
    }

    static void json(Context ctx, Object value) {
        ctx.contentType("application/json").result(bytes(value));
    }

    static void problem(Context ctx, int status, String title, String detail) {
        ctx.status(status).contentType(PROBLEM).result(problem(status, title, detail));
    }

    /** A problem document (RFC 9457). */
    static byte[] problem(int status, String title, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        return bytes(problem);
    }
}
