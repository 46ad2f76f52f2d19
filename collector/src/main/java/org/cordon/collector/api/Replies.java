package org.cordon.collector.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cordon.analysis.wire.Json;

/** Answers in the formats of the API. */
final class Replies {
    static final String NDJSON = "application/x-ndjson";

    private Replies() {}

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
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        ctx.status(status).contentType("application/problem+json").result(bytes(problem));
    }
}
