package org.cordon.probe.engine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;

/** A server on loopback that answers every datagram with as many as it likes. */
public final class UdpPeer implements AutoCloseable {
    private final DatagramSocket socket;

    /** What is said in answer to one datagram. */
    public interface Manner {
        List<byte[]> answers(byte[] question) throws IOException;
    }

    private UdpPeer(DatagramSocket socket) {
        this.socket = socket;
    }

    public static UdpPeer that(Manner manner) throws IOException {
        UdpPeer peer = new UdpPeer(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(() -> peer.serve(manner), "udp-peer");
        thread.setDaemon(true);
        thread.start();
        return peer;
    }

    private void serve(Manner manner) {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        try {
            while (true) {
                socket.receive(packet);
                for (byte[] answer : manner.answers(Arrays.copyOf(packet.getData(), packet.getLength()))) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
                packet.setLength(2_048);
            }
        } catch (IOException e) {
            // closed by the test
        }
    }

    public Target target(String list, String host) {
        return new Target(
                Address.parse("127.0.0.1"), socket.getLocalPort(), list, host, null, null, "test", null, null, false);
    }

    @Override
    public void close() {
        socket.close();
    }
}
