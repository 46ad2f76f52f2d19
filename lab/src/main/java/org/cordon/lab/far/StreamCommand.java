package org.cordon.lab.far;

import java.io.OutputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stream}: a download that does not end, for whoever connects. */
@Command(name = "stream", hidden = true, description = "Sends bytes to everybody who connects, until they hang up.")
public final class StreamCommand implements Callable<Integer> {
    @Option(names = "--port", required = true)
    private int port;

    @Override
    public Integer call() throws Exception {
        byte[] bytes = new byte[16 * 1024];
        try (FarServer server = new FarServer()) {
            server.listen(port, peer -> {
                OutputStream out = peer.getOutputStream();
                while (true) {
                    out.write(bytes);
                }
            });
            System.out.println(FarCommand.READY);
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
