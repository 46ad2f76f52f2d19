package org.cordon.probe.uplink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;

/** A proxy on loopback that wants a password. */
final class TestProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String scheme;

    private interface Greeting {
        /** Speaks with the client; returns the port to go on to, or 0 to hang up. */
        int port(Socket client) throws IOException;
    }

    private TestProxy(String scheme, Greeting greeting) throws IOException {
        this.scheme = scheme;
        Thread thread = new Thread(() -> serve(greeting), "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    String url(String login) {
        return scheme + "://" + login + "127.0.0.1:" + server.getLocalPort();
    }

    static TestProxy socks5(String user, String password) throws IOException {
        return new TestProxy("socks5", client -> {
            DataInputStream in = new DataInputStream(client.getInputStream());
            in.readNBytes(3);
            client.getOutputStream().write(new byte[] {5, 2});
            in.readByte();
            String name = new String(in.readNBytes(in.readUnsignedByte()), US_ASCII);
            String word = new String(in.readNBytes(in.readUnsignedByte()), US_ASCII);
            boolean right = name.equals(user) && word.equals(password);
            client.getOutputStream().write(new byte[] {1, (byte) (right ? 0 : 1)});
            if (!right) {
                return 0;
            }
            in.readNBytes(4);
            in.readNBytes(in.readUnsignedByte());
            int port = in.readUnsignedShort();
            client.getOutputStream().write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
            return port;
        });
    }

    static TestProxy http(String user, String password) throws IOException {
        String right = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(US_ASCII));
        return new TestProxy("http", client -> {
            InputStream in = client.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            boolean known = head.indexOf(right) > 0;
            client.getOutputStream()
                    .write(("HTTP/1.1 " + (known ? "200 OK" : "407 Who are you") + "\r\n\r\n").getBytes(US_ASCII));
            String authority = head.substring("CONNECT ".length(), head.indexOf(" HTTP"));
            return known ? Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1)) : 0;
        });
    }

    private void serve(Greeting greeting) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread thread = new Thread(() -> pass(client, greeting), "proxied");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void pass(Socket client, Greeting greeting) {
        try (client) {
            int port = greeting.port(client);
            if (port != 0) {
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread back = new Thread(() -> copy(far, client), "proxied-back");
                back.setDaemon(true);
                back.start();
                copy(client, far);
            }
        } catch (IOException e) {
            // the client has left
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            // either side has left
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
