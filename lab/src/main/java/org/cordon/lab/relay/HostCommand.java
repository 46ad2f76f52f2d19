package org.cordon.lab.relay;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code host}: the host's side of a relay. Started by {@code ./demo} before it enters the sandbox. It ends, and removes the
 * folder of the sockets, when the demonstration does, however that ends: each process of it holds one end of a connection,
 * and the kernel closes that end even after a kill -9.
 */
@Command(name = "host", hidden = true, description = "Shows the sandbox's collector at a port of the host's loopback.")
public final class HostCommand implements Callable<Integer> {
    /** The folder's socket that the demonstration holds on to. */
    public static final String LIFELINE = "lifeline";

    /** The folder's socket that leads to the collector. */
    public static final String API = "api";

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int TICK_MILLIS = 50;

    @Parameters(index = "0", paramLabel = "DIR")
    private Path folder = Path.of("");

    @Option(names = "--port", defaultValue = "8080")
    private int port;

    @Override
    public Integer call() throws IOException {
        try (ServerSocketChannel lifeline = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                Relay relay = listen()) {
            lifeline.bind(UnixDomainSocketAddress.of(folder.resolve(LIFELINE)));
            try (SocketChannel demonstration = await(lifeline)) {
                demonstration.write(ByteBuffer.wrap((relay.port() + "\n").getBytes(StandardCharsets.US_ASCII)));
                while (demonstration.read(ByteBuffer.allocate(64)) >= 0) {
                    // nothing is said here: the end is all that is waited for
                }
            }
        } finally {
            remove();
        }
        return 0;
    }

    private static SocketChannel await(ServerSocketChannel lifeline) throws IOException {
        lifeline.configureBlocking(false);
        for (int waited = 0; waited < PATIENCE_MILLIS; waited += TICK_MILLIS) {
            SocketChannel demonstration = lifeline.accept();
            if (demonstration != null) {
                return demonstration;
            }
            LockSupport.parkNanos(TICK_MILLIS * 1_000_000L);
        }
        throw new IOException("no demonstration began");
    }

    private Relay listen() throws IOException {
        UnixDomainSocketAddress api = UnixDomainSocketAddress.of(folder.resolve(API));
        try {
            return Relay.start(new InetSocketAddress("127.0.0.1", port), api);
        } catch (BindException taken) {
            return Relay.start(new InetSocketAddress("127.0.0.1", 0), api);
        }
    }

    private void remove() throws IOException {
        try (Stream<Path> sockets = Files.list(folder)) {
            for (Path socket : sockets.toList()) {
                Files.deleteIfExists(socket);
            }
        }
        Files.deleteIfExists(folder);
    }
}
