package org.cordon.probe.engine;

import java.io.Closeable;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.cordon.probe.nettest.Transport;

/** A non-blocking socket to one address, TCP or UDP. A UDP socket is connected, so that it hears of ICMP and of nobody else. */
final class Wire implements Closeable {
    private final ByteChannel channel;

    private Wire(ByteChannel channel) {
        this.channel = channel;
    }

    /** @param address that it will be connected to */
    static Wire open(Transport transport, InetAddress address) throws IOException {
        if (transport == Transport.UDP) {
            DatagramChannel datagrams = DatagramChannel.open();
            datagrams.configureBlocking(false);
            return new Wire(datagrams);
        }
        // a socket that speaks both families costs IPv4 a further system call and a translation of each address
        SocketChannel stream = address instanceof Inet4Address
                ? SocketChannel.open(StandardProtocolFamily.INET)
                : SocketChannel.open();
        stream.configureBlocking(false);
        return new Wire(stream);
    }

    /** Whether the connection stands already. */
    boolean connect(InetSocketAddress to) throws IOException {
        if (channel instanceof SocketChannel stream) {
            boolean connected = stream.connect(to);
            if (connected) {
                endWithReset(stream);
            }
            return connected;
        }
        ((DatagramChannel) channel).connect(to);
        return true;
    }

    void finishConnect() throws IOException {
        SocketChannel stream = (SocketChannel) channel;
        boolean ignored = stream.finishConnect();
        endWithReset(stream);
    }

    /**
     * A router at home forgets a connection that was reset within seconds, one that was closed in good order only after
     * minutes, and its table is small. Whatever was to be heard has been heard by then.
     */
    private static void endWithReset(SocketChannel stream) throws IOException {
        stream.setOption(StandardSocketOptions.SO_LINGER, 0);
    }

    SelectionKey register(Selector selector, int operations, Flight flight) throws IOException {
        return channel instanceof SocketChannel stream
                ? stream.register(selector, operations, flight)
                : ((DatagramChannel) channel).register(selector, operations, flight);
    }

    int read(ByteBuffer buffer) throws IOException {
        return channel.read(buffer);
    }

    int write(ByteBuffer data) throws IOException {
        return channel.write(data);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
