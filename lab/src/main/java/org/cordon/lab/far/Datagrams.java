package org.cordon.lab.far;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Answers datagrams on one port, one for one. */
final class Datagrams {
    private static final int LARGEST = 2_048;

    private Datagrams() {}

    /** Serves until the process ends. An answer of no bytes is not sent. */
    static void serve(InetSocketAddress on, UnaryOperator<byte[]> answer) throws IOException {
        DatagramSocket socket = new DatagramSocket(on);
        Thread thread = new Thread(() -> loop(socket, answer), "far-udp-" + on.getPort());
        thread.setDaemon(true);
        thread.start();
    }

    private static void loop(DatagramSocket socket, UnaryOperator<byte[]> answer) {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LARGEST);
                socket.receive(packet);
                byte[] said = answer.apply(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (said.length > 0) {
                    socket.send(new DatagramPacket(said, said.length, packet.getSocketAddress()));
                }
            } catch (IOException gone) {
                // whoever asked is no longer there
            }
        }
    }

    /** QUIC: any version that is not known is answered with those that are (RFC 9000 §6). */
    static byte[] negotiate(byte[] question) {
        ByteBuffer in = ByteBuffer.wrap(question);
        if (question.length < 1_200 || question[0] >= 0) {
            return new byte[0];
        }
        in.position(5);
        byte[] destination = new byte[Math.min(20, in.get() & 0xff)];
        in.get(destination);
        byte[] source = new byte[Math.min(20, in.get() & 0xff)];
        in.get(source);
        return ByteBuffer.allocate(7 + destination.length + source.length + 4)
                .put((byte) 0x80)
                .putInt(0)
                .put((byte) source.length)
                .put(source)
                .put((byte) destination.length)
                .put(destination)
                .putInt(1)
                .array();
    }
}
