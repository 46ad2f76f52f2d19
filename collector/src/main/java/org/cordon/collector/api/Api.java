package org.cordon.collector.api;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.openapi.plugin.OpenApiPlugin;
import java.time.InstantSource;
import java.util.List;
import org.cordon.collector.supervise.Condition;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server and its routes. */
public final class Api implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final Javalin server;

    private Api(Javalin server) {
        this.server = server;
    }

    /** Listens at {@code host:port}; port 0 takes any that is free. */
    public static Api start(String host, int port, List<Condition> parts, InstantSource clock) {
        Javalin server = Javalin.create(Api::configure);
        server.get("/healthz", new HealthHandler());
        server.get("/readyz", new ReadyHandler(parts, clock));
        server.exception(
                ApiException.class,
                (e, ctx) -> Replies.problem(ctx, e.status(), e.title(), String.valueOf(e.getMessage())));
        server.exception(Exception.class, (e, ctx) -> {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
            Replies.problem(ctx, 500, "internal error", "the collector's log says more");
        });
        server.error(404, ctx -> {
            if (!"application/problem+json".equals(ctx.res().getContentType())) {
                Replies.problem(ctx, 404, "not found", "nothing is at " + ctx.path() + "; see /openapi.json");
            }
        });
        return new Api(server.start(host, port));
    }

    private static void configure(JavalinConfig config) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.http.maxRequestSize = 2_000_000;
        config.http.generateEtags = true;
        config.jetty.threadPool = new QueuedThreadPool(48, 4);
        config.registerPlugin(new OpenApiPlugin(openApi -> openApi.withDocumentationPath("/openapi.json")
                .withDefinitionConfiguration((version, definition) -> definition.withInfo(info -> {
                    info.setTitle("Cordon collector");
                    info.setVersion("1");
                    info.setDescription("Which address ranges a censor has cut off, in which networks, since when.");
                }))));
    }

    /** The port it listens at. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
