package org.cordon.probe.uplink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import org.cordon.probe.engine.Peer;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** Servers that tell their visitor about itself, as a censor's do, and write down all that the visitor says. */
final class TellTalePeers {
    private static final String BLOCK_PAGE =
            "HTTP/1.1 302 Found\r\nLocation: http://93-91-7-201.id30417752.stop.example/"
                    + "?ip=185.220.77.13&host=anna-notebook\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final Path heard;

    TellTalePeers(Path heard) {
        this.heard = heard;
    }

    /** Answers every connection with a block page that names the subscriber. */
    void web(String address, int port) throws IOException {
        Peer.that(server(address, port), each(socket -> {
            hear(socket);
            socket.getOutputStream().write(BLOCK_PAGE.getBytes(US_ASCII));
            socket.close();
        }));
    }

    /** The same under TLS. */
    void secureWeb(String address, SSLContext tls) throws IOException {
        Peer.that(
                tls.getServerSocketFactory().createServerSocket(443, 50, InetAddress.getByName(address)),
                each(socket -> {
                    hear(socket);
                    socket.getOutputStream().write(BLOCK_PAGE.getBytes(US_ASCII));
                    socket.close();
                }));
    }

    /** Hears and says nothing. */
    void silent(String address, int port) throws IOException {
        Peer.that(server(address, port), each(this::hear));
    }

    /** A proxy that asks for a login and refuses it with an answer that is none. */
    void socks5(String address, int port) throws IOException {
        Peer.that(server(address, port), each(socket -> {
            hear(socket);
            socket.getOutputStream().write(new byte[] {5, 2});
            hear(socket);
            socket.getOutputStream().write(new byte[] {1, 1});
        }));
    }

    /** Names its visitor, and its visitor's router, as the host that was asked for. */
    void resolver(String address) throws IOException {
        DatagramSocket socket = new DatagramSocket(53, InetAddress.getByName(address));
        start(() -> answerAll(socket));
    }

    private void answerAll(DatagramSocket socket) {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        try {
            while (true) {
                socket.receive(packet);
                byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
                note(question);
                byte[] answer = answer(question);
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                packet.setLength(2_048);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] answer(byte[] question) throws IOException {
        Message message = new Message(question);
        message.getHeader().setFlag(Flags.QR);
        for (String address : new String[] {"185.220.77.13", "185.220.77.1", "149.154.160.11"}) {
            message.addRecord(
                    new ARecord(message.getQuestion().getName(), DClass.IN, 60, InetAddress.getByName(address)),
                    Section.ANSWER);
        }
        return message.toWire();
    }

    private static ServerSocket server(String address, int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getByName(address));
    }

    private static Peer.Manner each(Peer.Manner manner) {
        return socket -> start(() -> {
            try {
                manner.treat(socket);
            } catch (IOException e) {
                // the visitor hung up, as tcp does
            }
        });
    }

    /** All that comes until the visitor waits for an answer. */
    private void hear(Socket socket) throws IOException {
        socket.setSoTimeout(150);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            byte[] buffer = new byte[16 * 1024];
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                bytes.write(buffer, 0, n);
            }
        } catch (java.net.SocketTimeoutException e) {
            // now it waits
        }
        note(bytes.toByteArray());
    }

    private synchronized void note(byte[] bytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(heard, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(bytes);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "peer");
        thread.setDaemon(true);
        thread.start();
    }
}
