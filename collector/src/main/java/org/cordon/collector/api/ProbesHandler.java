package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cordon.collector.archive.ArchiveReader;

/** {@code /api/v1/probes}: how many probes there are, never which. */
final class ProbesHandler implements Handler {
    private static final Duration DAY = Duration.ofDays(1);

    private final ArchiveReader archive;
    private final InstantSource clock;

    ProbesHandler(ArchiveReader archive, InstantSource clock) {
        this.archive = archive;
        this.clock = clock;
    }

    @Override
    @OpenApi(
            path = "/api/v1/probes",
            methods = HttpMethod.GET,
            summary = "How many probes measured in the last day, by country and role",
            tags = "evidence",
            responses = @OpenApiResponse(status = "200", content = @OpenApiContent(mimeType = "application/json")))
    public void handle(Context ctx) {
        new Parameters(ctx, Set.of());
        List<ArchiveReader.Network> networks = archive.networks(clock.instant().minus(DAY));
        Map<String, Long> byCountry = new TreeMap<>();
        Map<String, Long> byRole = new TreeMap<>();
        for (ArchiveReader.Network n : networks) {
            byCountry.merge(n.cc(), n.probes(), Long::sum);
            byRole.merge(n.role(), n.probes(), Long::sum);
        }
        Replies.json(
                ctx,
                Map.of(
                        "probes",
                        networks.stream()
                                .mapToLong(ArchiveReader.Network::probes)
                                .sum(),
                        "by_cc",
                        byCountry,
                        "by_role",
                        byRole));
    }
}
