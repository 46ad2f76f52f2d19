package org.cordon.probe;

import java.io.IOException;
import java.net.ServerSocket;
import org.cordon.probe.engine.Peer;

/** The servers of the far namespace: 443 answers, 445 resets after the handshake, 446 hangs up and 447 resets when spoken
 * to. */
public final class FarServers {
    private FarServers() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        serve(443, socket -> {});
        serve(445, Peer::reset);
        serve(446, Peer::hangUpAfterFirstWords);
        serve(447, Peer::resetAfterFirstWord);
        Thread.sleep(60_000);
    }

    private static void serve(int port, Peer.Manner manner) throws IOException {
        Peer.that(new ServerSocket(port), manner);
    }
}
