package org.cordon.lab.relay;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gate}: the sandbox's side of a relay, inside the namespace of the service, until killed. */
@Command(name = "gate", hidden = true, description = "Passes connections to a Unix socket on to a port of loopback.")
public final class GateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SOCKET")
    private Path socket = Path.of("");

    @Parameters(index = "1", paramLabel = "PORT")
    private int port;

    @Override
    public Integer call() throws Exception {
        Files.deleteIfExists(socket);
        try (Relay relay = Relay.start(UnixDomainSocketAddress.of(socket), new InetSocketAddress("127.0.0.1", port))) {
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
