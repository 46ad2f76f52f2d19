package org.cordon.probe.nettest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.cordon.probe.engine.Peer;

/** The far side of RealProxiesTest, beside the real proxies: a data centre that is only connected to, and MTProxies. */
public final class FarProxies {
    static final String KEY = "5ec2e70f5ec2e70f5ec2e70f5ec2e70f";
    static final String EE = "ee" + KEY + "7777772e6578616d706c652e636f6d";

    private FarProxies() {}

    public static void main(String[] args) throws Exception {
        serve(Socks5Nettest.DESTINATION.toString(), 443, socket -> {});
        proxy(8441, KEY, false);
        proxy(8442, "dd" + KEY, false);
        proxy(8443, EE, false);
        proxy(8444, EE, true);
        // two-namespaces.sh waits for this one
        serve("149.154.160.40", 447, socket -> {});
        Thread.sleep(60_000);
    }

    private static void proxy(int port, String secret, boolean dropsQuestions) throws IOException {
        MtproxyPeer proxy = new MtproxyPeer(secret, dropsQuestions);
        serve("149.154.160.40", port, MtproxyNettestTest.eachOnItsOwn(proxy));
    }

    private static void serve(String address, int port, Peer.Manner manner) throws IOException {
        Peer.that(new ServerSocket(port, 50, InetAddress.getByName(address)), manner);
    }
}
