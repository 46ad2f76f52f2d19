package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiResponse;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;

/** {@code /metrics}: for Prometheus. */
final class MetricsHandler implements Handler {
    private final CollectorRegistry registry;

    MetricsHandler(CollectorRegistry registry) {
        this.registry = registry;
    }

    @Override
    @OpenApi(
            path = "/metrics",
            methods = HttpMethod.GET,
            summary = "Figures of the pipeline, the JVM and the blocks, for Prometheus",
            tags = "operation",
            responses = @OpenApiResponse(status = "200"))
    public void handle(Context ctx) throws IOException {
        String type = TextFormat.chooseContentType(ctx.header("Accept"));
        StringWriter out = new StringWriter(1 << 14);
        TextFormat.writeFormat(type, out, registry.metricFamilySamples());
        ctx.contentType(type).result(out.toString());
    }
}
