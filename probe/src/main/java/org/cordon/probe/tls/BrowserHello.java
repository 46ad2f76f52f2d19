package org.cordon.probe.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.random.RandomGenerator;

/**
 * A ClientHello (RFC 8446 §4.1.2) with the suites, groups, extensions and their order of Chrome on a desktop, GREASE
 * (RFC 8701) and padding (RFC 7685) included. Java's own differs in all of these, and a box that looks at the shape of the
 * first packet may let the one pass and not the other.
 */
public final class BrowserHello {
    private static final int[] SUITES = {
        0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c, 0x009d, 0x002f,
        0x0035
    };
    private static final int[] GROUPS = {0x001d, 0x0017, 0x0018};
    private static final int[] SIGNATURES = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601};
    private static final int X25519 = 0x001d;
    private static final int KEY = 32;

    /** Browsers avoid hellos of 256–511 bytes, at which some old boxes choked. */
    private static final int PADDED = 512;

    private final RandomGenerator random;
    private final int grease;

    private BrowserHello(RandomGenerator random) {
        this.random = random;
        this.grease = 0x0a0a + 0x1010 * random.nextInt(16);
    }

    /** One TLS record, some 517 bytes. @param host the server name, a host name in ASCII */
    public static byte[] record(String host, RandomGenerator random) {
        byte[] hello = new BrowserHello(random).hello(host);
        Bytes record = new Bytes().one(22).two(0x0301).two(hello.length);
        return record.all(hello).toByteArray();
    }

    private byte[] hello(String host) {
        Bytes suites = new Bytes().two(grease);
        for (int suite : SUITES) {
            suites.two(suite);
        }
        Bytes body = new Bytes().two(0x0303).all(random(KEY)).one(KEY).all(random(KEY));
        body.long2(suites).one(1).one(0);
        Bytes extensions = extensions(host);
        int size = 4 + body.size() + 2 + extensions.size();
        if (size < PADDED && size >= 256) {
            extension(extensions, 21, new Bytes().all(new byte[Math.max(0, PADDED - size - 4)]));
        }
        body.long2(extensions);
        return new Bytes().one(1).one(0).long2(body).toByteArray();
    }

    private Bytes extensions(String host) {
        Bytes groups = new Bytes().two(grease);
        for (int group : GROUPS) {
            groups.two(group);
        }
        Bytes signatures = new Bytes();
        for (int signature : SIGNATURES) {
            signatures.two(signature);
        }
        Bytes name = new Bytes().one(0).long2(new Bytes().all(host.getBytes(US_ASCII)));
        Bytes protocols = new Bytes().word("h2").word("http/1.1");
        Bytes shares =
                new Bytes().two(grease).two(1).one(0).two(X25519).two(KEY).all(random(KEY));
        Bytes versions = new Bytes().one(6).two(grease).two(0x0304).two(0x0303);
        Bytes all = new Bytes();
        extension(all, grease, new Bytes());
        extension(all, 0, new Bytes().long2(name));
        extension(all, 23, new Bytes());
        extension(all, 0xff01, new Bytes().one(0));
        extension(all, 10, new Bytes().long2(groups));
        extension(all, 11, new Bytes().one(1).one(0));
        extension(all, 35, new Bytes());
        extension(all, 16, new Bytes().long2(protocols));
        extension(all, 5, new Bytes().one(1).two(0).two(0));
        extension(all, 13, new Bytes().long2(signatures));
        extension(all, 18, new Bytes());
        extension(all, 51, new Bytes().long2(shares));
        extension(all, 45, new Bytes().one(1).one(1));
        extension(all, 43, versions);
        extension(all, 27, new Bytes().one(2).two(2));
        extension(all, grease ^ 0x3030, new Bytes().one(0));
        return all;
    }

    private static void extension(Bytes all, int type, Bytes value) {
        all.two(type).long2(value);
    }

    private byte[] random(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Bytes in a row. */
    private static final class Bytes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bytes one(int value) {
            out.write(value);
            return this;
        }

        Bytes two(int value) {
            return one(value >> 8).one(value);
        }

        Bytes all(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        /** With its length in two bytes in front. */
        Bytes long2(Bytes inner) {
            return two(inner.size()).all(inner.toByteArray());
        }

        Bytes word(String text) {
            return one(text.length()).all(text.getBytes(US_ASCII));
        }

        int size() {
            return out.size();
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }
    }
}
