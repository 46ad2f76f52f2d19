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
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code host}: the host's side of a relay. Started by {@code ./demo} beside the sandbox. It ends, and removes the
 * folder of the sockets, when the demonstration does, however that ends: the demonstration holds one end of a connection, and
 * the kernel closes that end even after a kill -9; before it has taken hold of it, its process is watched.
 */
@Command(name = "host", hidden = true, description = "Shows the sandbox's collector at a port of the host's loopback.")
public final class HostCommand implements Callable<Integer> {
    /** The folder's socket that the demonstration holds on to. */
    public static final String LIFELINE = "lifeline";

    /** The folder's socket that leads to the collector. */
    public static final String API = "api";

    /** The folder's socket that leads to a Prometheus beside it. */
    public static final String PROMETHEUS = "prometheus";

    private static final long TICK_NANOS = 50_000_000;

    @Parameters(index = "0", paramLabel = "DIR")
    private Path folder = Path.of("");

    @Option(names = "--port", defaultValue = "8080")
    private String port = "";

    /** Empty: no Prometheus is shown. */
    @Option(names = "--prometheus-port", defaultValue = "")
    private String prometheusPort = "";

    @Option(names = "--demo", required = true)
    private long demo;

    @Override
    public Integer call() throws IOException {
        try (ServerSocketChannel lifeline = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                Relay relay = listen(port, API);
                Relay prometheus = prometheusPort.isEmpty() ? null : listen(prometheusPort, PROMETHEUS)) {
            lifeline.bind(UnixDomainSocketAddress.of(folder.resolve(LIFELINE)));
            try (SocketChannel demonstration = await(lifeline)) {
                if (demonstration != null) {
                    String ports = relay.port() + " " + (prometheus == null ? 0 : prometheus.port()) + "\n";
                    demonstration.write(ByteBuffer.wrap(ports.getBytes(StandardCharsets.US_ASCII)));
                    while (demonstration.read(ByteBuffer.allocate(64)) >= 0) {
                        // nothing is said here: the end is all that is waited for
                    }
                }
            }
        } finally {
            remove();
        }
        return 0;
    }

    /** The demonstration's connection; null if it ended before it took hold. */
    private @Nullable SocketChannel await(ServerSocketChannel lifeline) throws IOException {
        lifeline.configureBlocking(false);
        while (ProcessHandle.of(demo).isPresent()) {
            SocketChannel demonstration = lifeline.accept();
            if (demonstration != null) {
                return demonstration;
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
        return null;
    }

    private Relay listen(String port, String socket) throws IOException {
        UnixDomainSocketAddress to = UnixDomainSocketAddress.of(folder.resolve(socket));
        try {
            return Relay.start(new InetSocketAddress("127.0.0.1", Integer.parseInt(port)), to);
        } catch (BindException | IllegalArgumentException unusable) {
            // whoever asked for the port is told by the demonstration
            return Relay.start(new InetSocketAddress("127.0.0.1", 0), to);
        }
    }

    private void remove() throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
