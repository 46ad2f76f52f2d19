package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cordon.collector.supervise.Condition;

/** {@code /readyz}: whether every part does its work, what is wrong where one does not, and how much waits. */
final class ReadyHandler implements Handler {
    /** A loop that has said nothing for so long hangs. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final List<Condition> parts;

    ReadyHandler(List<Condition> parts) {
        this.parts = parts;
    }

    @Override
    @OpenApi(
            path = "/readyz",
            methods = HttpMethod.GET,
            summary = "Whether every part does its work",
            description = "200 when broker, intake, monitor, archive and board are well, else 503; the body says which"
                    + " is not, since when and why, and how many records wait for each.",
            tags = "operation",
            responses = {@OpenApiResponse(status = "200"), @OpenApiResponse(status = "503")})
    public void handle(Context ctx) {
        Map<String, Object> states = new LinkedHashMap<>();
        boolean ready = true;
        for (Condition part : parts) {
            boolean silent = part.silence().compareTo(SILENCE) > 0;
            ready &= part.isWell() && !silent;
            states.put(part.name(), state(part, silent));
        }
        Replies.json(ctx.status(ready ? 200 : 503), Map.of("ready", ready, "parts", states));
    }

    private static Map<String, Object> state(Condition part, boolean silent) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("well", part.isWell() && !silent);
        String problem = part.problem();
        if (problem != null) {
            state.put("problem", problem);
        } else if (silent) {
            state.put("problem", "has said nothing for " + part.silence().toSeconds() + " s");
        }
        state.put("since", part.since());
        if (part.lag() >= 0) {
            state.put("waiting", part.lag());
        }
        return state;
    }
}
