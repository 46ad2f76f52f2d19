package org.cordon.probe.engine;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
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

    static Wire open(Transport transport) throws IOException {
        if (transport == Transport.UDP) {
            DatagramChannel datagrams = DatagramChannel.open();
            datagrams.configureBlocking(false);
            return new Wire(datagrams);
        }
        SocketChannel stream = SocketChannel.open();
        stream.configureBlocking(false);
        // ends with a reset: a router at home forgets that connection within seconds, one that was closed in good order
        // only after minutes, and its table is small. Whatever was to be heard has been heard by then
        stream.setOption(StandardSocketOptions.SO_LINGER, 0);
        return new Wire(stream);
    }

    /** Whether the connection stands already. */
    boolean connect(InetSocketAddress to) throws IOException {
        if (channel instanceof SocketChannel stream) {
            return stream.connect(to);
        }
        ((DatagramChannel) channel).connect(to);
        return true;
    }

    void finishConnect() throws IOException {
        boolean ignored = ((SocketChannel) channel).finishConnect();
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
