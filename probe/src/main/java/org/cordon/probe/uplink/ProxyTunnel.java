package org.cordon.probe.uplink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between the probe and the gateway: {@code socks5://[user:password@]host:port} (RFC 1928, 1929) or
 * {@code http://[user:password@]host:port} (CONNECT, RFC 9110 §9.3.6). The proxy sees TLS to the gateway and nothing else.
 */
public final class ProxyTunnel {
    private static final int LONGEST_ANSWER = 4_096;

    private final boolean socks;
    private final String host;
    private final int port;
    private final @Nullable String credentials;

    private ProxyTunnel(boolean socks, String host, int port, @Nullable String credentials) {
        this.socks = socks;
        this.host = host;
        this.port = port;
        this.credentials = credentials;
    }

    /** @throws IllegalArgumentException if {@code text} is no proxy that this program can use */
    public static ProxyTunnel parse(String text) {
        URI uri = URI.create(text);
        boolean socks = "socks5".equals(uri.getScheme()) || "socks5h".equals(uri.getScheme());
        if (uri.getHost() == null || uri.getPort() < 1 || !(socks || "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("a proxy is socks5://host:port or http://host:port");
        }
        String user = uri.getUserInfo();
        if (user != null && (!user.contains(":") || user.length() > 255)) {
            throw new IllegalArgumentException("a proxy's credentials are user:password");
        }
        return new ProxyTunnel(socks, uri.getHost(), uri.getPort(), user);
    }

    InetSocketAddress address() throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** Asks the proxy, over {@code socket}, to go on to {@code ingress}. */
    void open(Socket socket, Ingress ingress) throws IOException {
        if (socks) {
            socks5(new DataInputStream(socket.getInputStream()), socket.getOutputStream(), ingress);
        } else {
            connect(socket, ingress);
        }
    }

    private void socks5(DataInputStream in, OutputStream out, Ingress ingress) throws IOException {
        boolean login = credentials != null;
        out.write(new byte[] {5, 1, (byte) (login ? 2 : 0)});
        if (in.readUnsignedByte() != 5 || in.readUnsignedByte() != (login ? 2 : 0)) {
            throw new IOException("the SOCKS5 proxy wants another way to log in");
        }
        if (credentials != null) {
            logIn(in, out, credentials);
        }
        byte[] name = ingress.forProxy().getBytes(US_ASCII);
        byte[] ask = new byte[7 + name.length];
        System.arraycopy(new byte[] {5, 1, 0, 3, (byte) name.length}, 0, ask, 0, 5);
        System.arraycopy(name, 0, ask, 5, name.length);
        ask[ask.length - 2] = (byte) (ingress.port() >> 8);
        ask[ask.length - 1] = (byte) ingress.port();
        out.write(ask);
        int version = in.readUnsignedByte();
        int reply = in.readUnsignedByte();
        int reserved = in.readUnsignedByte();
        if (version != 5 || reply != 0 || reserved != 0) {
            throw new IOException("the SOCKS5 proxy cannot reach " + ingress + " (reply " + reply + ")");
        }
        int bound = switch (in.readUnsignedByte()) {
            case 1 -> 4;
            case 4 -> 16;
            case 3 -> in.readUnsignedByte();
            default -> throw new IOException("the SOCKS5 proxy answers nonsense");
        };
        in.readNBytes(bound + 2);
    }

    private static void logIn(DataInputStream in, OutputStream out, String credentials) throws IOException {
        byte[] user = credentials.substring(0, credentials.indexOf(':')).getBytes(UTF_8);
        byte[] password = credentials.substring(credentials.indexOf(':') + 1).getBytes(UTF_8);
        byte[] message = new byte[3 + user.length + password.length];
        message[0] = 1;
        message[1] = (byte) user.length;
        System.arraycopy(user, 0, message, 2, user.length);
        message[2 + user.length] = (byte) password.length;
        System.arraycopy(password, 0, message, 3 + user.length, password.length);
        out.write(message);
        if (in.readUnsignedByte() != 1 || in.readUnsignedByte() != 0) {
            throw new IOException("the SOCKS5 proxy refuses user and password");
        }
    }

    private void connect(Socket socket, Ingress ingress) throws IOException {
        String name = ingress.forProxy();
        String authority = (name.contains(":") ? "[" + name + "]" : name) + ":" + ingress.port();
        String login = credentials == null
                ? ""
                : "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8))
                        + "\r\n";
        socket.getOutputStream()
                .write(("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n" + login + "\r\n")
                        .getBytes(US_ASCII));
        HttpReply reply = HttpReply.read(socket.getInputStream(), LONGEST_ANSWER);
        if (reply.status() / 100 != 2) {
            throw new IOException("the HTTP proxy cannot reach " + ingress + " (status " + reply.status() + ")");
        }
    }

    /** Without credentials: it goes into messages. */
    @Override
    public String toString() {
        return (socks ? "socks5://" : "http://") + host + ":" + port;
    }
}
