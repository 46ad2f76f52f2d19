package org.cordon.lab.far;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.cordon.analysis.prefix.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code far}: the servers of the far end, until killed. */
@Command(name = "far", hidden = true, description = "Answers for the far end of the sandbox internet.")
public final class FarCommand implements Callable<Integer> {
    /** Printed when all ports are open. */
    public static final String READY = "far end is listening";

    /** What every name resolves to that was not given an address. */
    static final byte[] TRUTH = {(byte) 149, (byte) 154, (byte) 167, 99};

    @Option(
            names = "--udp",
            split = ",",
            description =
                    "Addresses that also answer DNS and QUIC over UDP: a datagram leaves from where it was sent to"
                            + " only if a socket is bound there.")
    private List<String> udp = List.of();

    @Option(
            names = "--names",
            split = ",",
            paramLabel = "NAME=ADDRESS",
            description = "Names with addresses of their own.")
    private Map<String, String> names = Map.of();

    @Override
    public Integer call() throws Exception {
        // two hosters: no certificate is everybody's, else the far end would look like a captive portal
        List<SSLContext> hosters = List.of(SelfSigned.context(), SelfSigned.context());
        FarServer.Service anything = peer ->
                Services.anything(hoster(hosters, peer), Services::pages).serve(peer);
        try (FarServer server = new FarServer()) {
            server.listen(443, anything);
            server.listen(80, anything);
            server.listen(5222, anything);
            server.listen(853, Services.covered(hosters.get(0), Services.dns(this::address)));
            for (String address : udp) {
                InetAddress at = InetAddress.getByName(address);
                Datagrams.serve(new InetSocketAddress(at, 53), question -> Dns.answer(question, TRUTH));
                Datagrams.serve(new InetSocketAddress(at, 443), Datagrams::negotiate);
            }
            System.out.println(READY);
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /** Neighbouring /24 belong to different ones. */
    private static SSLContext hoster(List<SSLContext> hosters, Socket peer) {
        byte[] address = peer.getLocalAddress().getAddress();
        return hosters.get(address[2] & 1);
    }

    private byte[] address(String name) {
        String given = names.get(name);
        if (given == null) {
            return TRUTH;
        }
        long bits = Address.parse(given).high() >>> 32;
        return ByteBuffer.allocate(4).putInt((int) bits).array();
    }
}
