package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.wire.ObservationWriter;
import org.cordon.collector.archive.ArchiveReader;
import org.cordon.collector.archive.ArchiveStore;
import org.cordon.collector.archive.ObservationQuery;
import org.cordon.collector.archive.Position;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/observations}: single observations in the order in which they were taken in, by page or as lines. */
final class ObservationsHandler implements Handler {
    private static final Set<String> KNOWN = Set.of(
            "since",
            "until",
            "probe_cc",
            "probe_asn",
            "test",
            "list",
            "prefix",
            "ip",
            "failed",
            "limit",
            "cursor",
            "format");
    private static final int CHUNK = 5_000;
    private static final int LONGEST_PAGE = 10_000;
    private static final int MOST_LINES = 5_000_000;

    private final ArchiveReader archive;
    private final RecordsAccess access;

    ObservationsHandler(ArchiveReader archive, RecordsAccess access) {
        this.archive = archive;
        this.access = access;
    }

    @Override
    @OpenApi(
            path = "/api/v1/observations",
            methods = HttpMethod.GET,
            summary = "Single observations, in the order in which the collector took them in",
            description =
                    "As JSON a page with a cursor; as NDJSON a stream of lines that 'detect' reads: the fold over all"
                            + " of them gives the collector's own blocks. Needs a token unless the collector is a sandbox's.",
            tags = "evidence",
            queryParams = {
                @OpenApiParam(name = "since", description = "begun at this time or later"),
                @OpenApiParam(name = "until", description = "begun before this time"),
                @OpenApiParam(name = "probe_cc", description = "country of the probe's network"),
                @OpenApiParam(name = "probe_asn", description = "the probe's network"),
                @OpenApiParam(name = "test", description = "nettest, such as tcp"),
                @OpenApiParam(name = "list", description = "target list, such as telegram"),
                @OpenApiParam(name = "prefix", description = "address inside this prefix"),
                @OpenApiParam(name = "ip", description = "this address"),
                @OpenApiParam(name = "failed", description = "true: failures only; false: successes only"),
                @OpenApiParam(
                        name = "limit",
                        type = Integer.class,
                        description = "JSON: 1 to 10000, default 1000; NDJSON: to 5000000, default that"),
                @OpenApiParam(name = "cursor", description = "metadata.next of the page before"),
                @OpenApiParam(name = "format", description = "json or ndjson")
            },
            responses = {
                @OpenApiResponse(
                        status = "200",
                        content = {
                            @OpenApiContent(mimeType = "application/json"),
                            @OpenApiContent(mimeType = Replies.NDJSON)
                        }),
                @OpenApiResponse(status = "400", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "401", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(status = "403", content = @OpenApiContent(mimeType = "application/problem+json")),
                @OpenApiResponse(
                        status = "503",
                        description = "too many ask the archive; see Retry-After",
                        content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) throws IOException {
        access.require(ctx);
        Parameters p = new Parameters(ctx, KNOWN);
        ObservationQuery query = query(p);
        Position after = position(p.cursor());
        if (p.lines()) {
            stream(ctx, query, after, p.limit(MOST_LINES, MOST_LINES));
        } else {
            page(ctx, query, after, p.limit(1_000, LONGEST_PAGE));
        }
    }

    private static ObservationQuery query(Parameters p) {
        Address ip = p.address("ip");
        Prefix prefix = p.prefix("prefix");
        if (ip != null && prefix != null) {
            throw ApiException.badParameter("ip", "and 'prefix' exclude each other");
        }
        return new ObservationQuery(
                p.time("since"),
                p.time("until"),
                p.country("probe_cc"),
                p.asn("probe_asn"),
                p.text("test", 32),
                p.text("list", 64),
                ip == null ? prefix : Prefix.of(ip),
                p.flag("failed"));
    }

    private void page(Context ctx, ObservationQuery query, Position after, int limit) throws IOException {
        List<ArchiveStore.Entry> entries = archive.read(query, after, limit + 1);
        boolean more = entries.size() > limit;
        List<ArchiveStore.Entry> shown = more ? entries.subList(0, limit) : entries;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String next = more
                ? ",\"next\":\"" + Parameters.cursor(text(shown.get(limit - 1).position())) + "\""
                : "";
        out.writeBytes(ascii("{\"metadata\":{\"count\":" + shown.size() + next + "},\"results\":["));
        for (int i = 0; i < shown.size(); i++) {
            out.writeBytes(ascii(i == 0 ? "" : ","));
            write(List.of(shown.get(i)), out);
        }
        out.writeBytes(ascii("]}"));
        ctx.contentType("application/json").result(out.toByteArray());
    }

    private void stream(Context ctx, ObservationQuery query, Position after, int limit) throws IOException {
        ctx.contentType(Replies.NDJSON);
        // not closed where it fails: a reader would take what was sent until then for all there is
        OutputStream out = new BufferedOutputStream(ctx.res().getOutputStream(), 1 << 16);
        int left = limit;
        List<ArchiveStore.Entry> entries = archive.read(query, after, Math.min(left, CHUNK));
        while (!entries.isEmpty()) {
            write(entries, out);
            left -= entries.size();
            Position from = entries.get(entries.size() - 1).position();
            entries = left == 0 ? List.of() : archive.read(query, from, Math.min(left, CHUNK));
        }
        out.flush();
    }

    private static void write(List<ArchiveStore.Entry> entries, OutputStream out) throws IOException {
        // not closed: the stream goes on
        ObservationWriter writer = new ObservationWriter(out);
        for (ArchiveStore.Entry entry : entries) {
            writer.write(entry.observation());
        }
        writer.flush();
    }

    private static Position position(@Nullable String cursor) {
        if (cursor == null) {
            return Position.START;
        }
        String[] parts = cursor.split("\\.", -1);
        if (parts.length != 4 || !cursor.matches("[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,18}\\.[0-9]{1,9}")) {
            throw ApiException.badParameter("cursor", "is not one of this list; begin again without it");
        }
        return new Position(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                Integer.parseInt(parts[3]));
    }

    private static String text(Position position) {
        return position.log() + "." + position.part() + "." + position.off() + "." + position.idx();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
