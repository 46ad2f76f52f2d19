package org.cordon.collector.api;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.openapi.plugin.OpenApiPlugin;
import io.prometheus.client.CollectorRegistry;
import java.time.InstantSource;
import java.util.List;
import org.cordon.collector.archive.ArchiveBusyException;
import org.cordon.collector.archive.ArchiveException;
import org.cordon.collector.archive.ArchiveReader;
import org.cordon.collector.board.Board;
import org.cordon.collector.collateral.DamageView;
import org.cordon.collector.gateway.Gateway;
import org.cordon.collector.gateway.Refusal;
import org.cordon.collector.publish.Newsroom;
import org.cordon.collector.registry.RegistryView;
import org.cordon.collector.supervise.Condition;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server and its routes. */
public final class Api implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final Javalin server;
    private final StreamHandler stream;

    private Api(Javalin server, StreamHandler stream) {
        this.server = server;
        this.stream = stream;
    }

    /**
     * What the handlers answer from.
     *
     * @param parts looked at anew at each request
     */
    public record Sources(
            List<Condition> parts,
            CollectorRegistry metrics,
            Board board,
            DamageView damage,
            RegistryView registry,
            ArchiveReader archive,
            RecordsAccess access,
            Gateway gateway,
            Newsroom newsroom,
            InstantSource clock) {
        boolean hasArchive() {
            return parts.stream().anyMatch(part -> part.name().equals("archive"));
        }
    }

    /** Listens at {@code host:port}; port 0 takes any that is free. */
    public static Api start(String host, int port, Sources s) {
        Javalin server = Javalin.create(Api::configure);
        StreamHandler stream = new StreamHandler(s.board());
        get(server, "/healthz", new HealthHandler());
        get(server, "/readyz", new ReadyHandler(s.parts()));
        get(server, "/metrics", new MetricsHandler(s.metrics()));
        get(server, "/api/v1/blocks", new BlocksHandler(s.board(), s.damage()));
        get(server, "/api/v1/blocks/{id}", new BlockHandler(s.board(), s.damage()));
        get(server, "/api/v1/incidents", new IncidentsHandler(s.board(), s.damage()));
        get(server, "/api/v1/incidents/{id}", new IncidentHandler(s.board(), s.damage(), s.newsroom()));
        archived(server, s, "/api/v1/collateral", new CollateralHandler(s.board(), s.damage()));
        archived(server, s, "/api/v1/registry/compare", new RegistryCompareHandler(s.board(), s.registry(), s.clock()));
        archived(server, s, "/api/v1/observations", new ObservationsHandler(s.archive(), s.access()));
        archived(server, s, "/api/v1/networks", new NetworksHandler(s.archive(), s.board(), s.clock()));
        archived(server, s, "/api/v1/probes", new ProbesHandler(s.archive(), s.clock()));
        published(server, s);
        server.get("/api/v1/stream", stream);
        // a stream has no end that a HEAD could wait for
        server.head("/api/v1/stream", ctx -> ctx.contentType("text/event-stream"));
        server.post("/api/v1/batches", ctx -> {
            Parameters.none(ctx);
            s.gateway().batches().handle(ctx);
        });
        server.exception(Refusal.class, (e, ctx) -> {
            s.gateway().metrics().batch(e.title());
            if (e.retryAfter() > 0) {
                ctx.header("Retry-After", String.valueOf(e.retryAfter()));
            }
            Replies.problem(ctx, e.status(), e.title(), String.valueOf(e.getMessage()));
        });
        server.get("/api/v1/openapi.json", ctx -> ctx.redirect("/openapi.json"));
        refusals(server);
        return new Api(server.start(host, port), stream);
    }

    /** What people read: pages, pictures, the feed. */
    private static void published(Javalin server, Sources s) {
        PictureReplies pictures = new PictureReplies();
        get(server, "/incidents", new IncidentsPageHandler(s.board(), s.newsroom()));
        get(server, "/incidents/{id}", new IncidentPageHandler(s.board(), s.damage(), s.newsroom()));
        get(server, "/feed.atom", new FeedHandler(s.board(), s.newsroom()));
        get(server, "/pictures/map.{format}", new MapHandler(s.board(), s.newsroom(), pictures));
        get(server, "/pictures/curve.{format}", new CurveHandler(s.board(), s.newsroom(), pictures));
        get(server, "/pictures/networks.{format}", new NetworksPictureHandler(s.board(), s.newsroom(), pictures));
    }

    /** What only an archive can answer. */
    private static void archived(Javalin server, Sources s, String path, Handler handler) {
        get(
                server,
                path,
                s.hasArchive()
                        ? handler
                        : ctx -> {
                            throw new ApiException(
                                    404,
                                    "no archive",
                                    "this collector keeps no archive; ask one with the role 'archive'");
                        });
    }

    /** HEAD says of an answer what GET would say, its refusals included. */
    private static void get(Javalin server, String path, Handler handler) {
        server.get(path, handler);
        server.head(path, handler);
    }

    private static void refusals(Javalin server) {
        server.exception(
                ApiException.class,
                (e, ctx) -> Replies.problem(ctx, e.status(), e.title(), String.valueOf(e.getMessage())));
        server.exception(ArchiveBusyException.class, (e, ctx) -> {
            ctx.header("Retry-After", "5");
            brokenOff(ctx, e, () -> Replies.problem(ctx, 503, "busy", String.valueOf(e.getMessage())));
        });
        server.exception(ArchiveException.class, (e, ctx) -> {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
            String detail = "the archive cannot answer now; /readyz may say why";
            brokenOff(ctx, e, () -> Replies.problem(ctx, 503, "archive away", detail));
        });
        server.exception(
                HttpResponseException.class,
                (e, ctx) -> Replies.problem(ctx, e.getStatus(), "refused", String.valueOf(e.getMessage())));
        server.exception(Exception.class, (e, ctx) -> {
            brokenOff(ctx, e, () -> {
                LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
                Replies.problem(ctx, 500, "internal error", "the collector's log says more");
            });
        });
        server.error(404, ctx -> {
            String type = String.valueOf(ctx.res().getContentType());
            // a page may say itself that there is nothing
            if (!type.equals("application/problem+json") && !type.startsWith("text/html")) {
                Replies.problem(ctx, 404, "not found", "nothing is at " + ctx.path() + "; see /openapi.json");
            }
        });
    }

    /** What is on its way already can only be broken off, so that nobody takes the part for the whole. */
    private static void brokenOff(Context ctx, Exception e, Runnable answer) {
        if (ctx.res().isCommitted()) {
            LOG.debug("{} {} broke off", ctx.method(), ctx.path(), e);
            Request.getBaseRequest(ctx.req()).getHttpChannel().abort(e);
        } else {
            answer.run();
        }
    }

    private static void configure(JavalinConfig config) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.http.maxRequestSize = 2_000_000;
        config.http.generateEtags = true;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = new QueuedThreadPool(64, 4);
        config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new BadMessages()));
        config.registerPlugin(new OpenApiPlugin(openApi -> openApi.withDocumentationPath("/openapi.json")
                .withDefinitionConfiguration((version, definition) -> definition
                        .withInfo(info -> {
                            info.setTitle("Cordon collector");
                            info.setVersion("1");
                            info.setDescription(
                                    "Which address ranges a censor has cut off, in which networks, since when.");
                        })
                        // the plug-in writes null where OpenAPI wants a list or nothing
                        .withDefinitionProcessor(document -> {
                            document.remove("security");
                            return document.toPrettyString();
                        }))));
    }

    /** The paths of all routes. */
    List<String> paths() {
        return server.unsafeConfig().pvt.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.getEndpoint().getPath())
                .distinct()
                .toList();
    }

    /** The port it listens at. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        stream.close();
        server.stop();
    }
}
