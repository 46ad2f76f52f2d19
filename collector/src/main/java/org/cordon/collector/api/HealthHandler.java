package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiResponse;

/** {@code /healthz}: the process lives. Whether it does its work is what {@code /readyz} says. */
final class HealthHandler implements Handler {
    @Override
    @OpenApi(
            path = "/healthz",
            methods = HttpMethod.GET,
            summary = "Whether the process lives",
            tags = "operation",
            responses = @OpenApiResponse(status = "200"))
    public void handle(Context ctx) {
        ctx.contentType("text/plain").result("ok\n");
    }
}
