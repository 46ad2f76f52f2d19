package org.cordon.collector;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.cordon.collector.config.HostPort;

/** Whether a server can listen where it was told to, and if not, why. */
final class Ports {
    private Ports() {}

    /** @throws IOException if it cannot; says why */
    static void requireFree(String setting, HostPort address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
        } catch (IOException e) {
            throw new IOException("'" + setting + "': " + address + ": " + problem(e), e);
        }
    }

    /** A port of loopback at which nobody listens now. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String problem(IOException e) {
        if (e instanceof BindException) {
            return "another program listens there, or it is no address of this machine (" + e.getMessage() + ")";
        }
        return e instanceof UnknownHostException ? "there is no such host" : String.valueOf(e.getMessage());
    }
}
