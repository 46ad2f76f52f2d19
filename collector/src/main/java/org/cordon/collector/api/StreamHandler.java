package org.cordon.collector.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cordon.analysis.detect.Block;
import org.cordon.collector.board.Board;

/**
 * {@code /api/v1/stream}: server-sent events. First the newest revision of every block, then each change as it is
 * published; who reconnects gets the state anew and misses nothing.
 */
final class StreamHandler implements Handler, AutoCloseable {
    /** Each reader holds a thread of the server. */
    static final int MOST_READERS = 24;

    private static final int QUEUE = 10_000;

    private final Board board;
    private final Semaphore places = new Semaphore(MOST_READERS);
    private final AtomicBoolean closed = new AtomicBoolean();

    StreamHandler(Board board) {
        this.board = board;
    }

    @Override
    @OpenApi(
            path = "/api/v1/stream",
            methods = HttpMethod.GET,
            summary = "Blocks as they change, as server-sent events",
            description = "Event 'block', data: one Block object. First all blocks in their newest revision, then event"
                    + " 'live', then every change. A comment every ten seconds keeps the connection open.",
            tags = "verdicts",
            responses = {
                @OpenApiResponse(status = "200", content = @OpenApiContent(mimeType = "text/event-stream")),
                @OpenApiResponse(status = "503", content = @OpenApiContent(mimeType = "application/problem+json"))
            })
    public void handle(Context ctx) throws Exception {
        Parameters.none(ctx);
        if (!places.tryAcquire()) {
            ctx.header("Retry-After", "30");
            throw new ApiException(503, "too many readers", "all places are taken; /api/v1/blocks says the same");
        }
        BlockingQueue<Board.Change> queue = new ArrayBlockingQueue<>(QUEUE);
        AtomicBoolean overrun = new AtomicBoolean();
        try (AutoCloseable listening = board.listen(change -> overrun.compareAndSet(false, !queue.offer(change)))) {
            ctx.contentType("text/event-stream").header("Cache-Control", "no-store");
            ctx.res().setBufferSize(1 << 12);
            write(ctx.res().getOutputStream(), queue, overrun);
        } finally {
            places.release();
        }
    }

    private void write(OutputStream out, BlockingQueue<Board.Change> queue, AtomicBoolean overrun)
            throws IOException, InterruptedException {
        for (Block block : Replies.published(board).blocks()) {
            out.write(event("block", null, Replies.bytes(block)));
        }
        out.write(event("live", null, "{}".getBytes(StandardCharsets.UTF_8)));
        out.flush();
        int silent = 0;
        // who reads too slowly is let go: on reconnecting it gets the state as it then is
        while (!closed.get() && !overrun.get()) {
            Board.Change change = queue.poll(500, TimeUnit.MILLISECONDS);
            if (change != null) {
                out.write(event("block", change.offset(), Replies.bytes(change.block())));
                silent = 0;
            } else if (++silent >= 20) {
                out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
                silent = 0;
            }
            if (queue.isEmpty()) {
                out.flush();
            }
        }
    }

    private static byte[] event(String name, @org.jspecify.annotations.Nullable Long id, byte[] data) {
        String head = (id == null ? "" : "id: " + id + "\n") + "event: " + name + "\ndata: ";
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        byte[] event = java.util.Arrays.copyOf(start, start.length + data.length + 2);
        System.arraycopy(data, 0, event, start.length, data.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
