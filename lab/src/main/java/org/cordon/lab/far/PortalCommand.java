package org.cordon.lab.far;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code portal}: answers for everybody, as the box of a hotel does until one has paid. */
@Command(name = "portal", hidden = true, description = "Plays a captive portal on a router.")
public final class PortalCommand implements Callable<Integer> {
    private static final byte[] PAGE = ("HTTP/1.1 302 Found\r\nLocation: https://login.hotel.example/\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n")
            .getBytes(US_ASCII);

    @Option(names = "--port", required = true)
    private int port;

    @Override
    public Integer call() throws Exception {
        try (FarServer box = new FarServer()) {
            box.listen(port, Services.anything(SelfSigned.context(), (in, out) -> {
                if (!Services.request(in).isEmpty()) {
                    out.write(PAGE);
                }
            }));
            System.out.println(SpliceCommand.READY);
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
