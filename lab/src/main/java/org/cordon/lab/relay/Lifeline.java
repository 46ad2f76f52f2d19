package org.cordon.lab.relay;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The demonstration's end of the connection by which the host's relay knows that it lives.
 *
 * @param port of the host's loopback at which the relay shows the collector
 * @param prometheusPort the same for a Prometheus beside it; 0: none is installed
 */
public record Lifeline(SocketChannel connection, int port, int prometheusPort) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Takes hold of the relay that looks after {@code folder}; waits for it to start. */
    public static Lifeline take(Path folder) throws IOException, InterruptedException {
        Path socket = folder.resolve(HostCommand.LIFELINE);
        for (long waited = 0; !Files.exists(socket); waited += 100) {
            if (waited > PATIENCE.toMillis()) {
                throw new IOException("the relay to the host did not start");
            }
            Thread.sleep(100);
        }
        SocketChannel connection = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        ByteBuffer said = ByteBuffer.allocate(16);
        while (said.position() == 0 || said.get(said.position() - 1) != '\n') {
            if (connection.read(said) < 0) {
                throw new IOException("the relay to the host went away");
            }
        }
        String[] ports = new String(said.array(), 0, said.position(), StandardCharsets.US_ASCII)
                .strip()
                .split(" ", 2);
        return new Lifeline(connection, Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
