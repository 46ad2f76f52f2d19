package org.cordon.lab.far;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code accept}: takes connections and drops them, as fast as it can, so that it is never the slow one in a measurement. */
@Command(
        name = "accept",
        hidden = true,
        description = "Takes connections on one port of all addresses and closes them.")
public final class AcceptCommand implements Callable<Integer> {
    private static final int BACKLOG = 65_535;

    @Option(names = "--port", required = true)
    private int port;

    @Override
    public Integer call() throws Exception {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(port), BACKLOG);
        Thread thread = new Thread(() -> loop(server), "accept");
        thread.setDaemon(true);
        thread.start();
        System.out.println(FarCommand.READY);
        new CountDownLatch(1).await();
        return 0;
    }

    private static void loop(ServerSocketChannel server) {
        while (server.isOpen()) {
            try {
                server.accept().close();
            } catch (IOException gone) {
                // the peer was faster
            }
        }
    }
}
