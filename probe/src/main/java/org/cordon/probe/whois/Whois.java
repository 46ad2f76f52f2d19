package org.cordon.probe.whois;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.net.whois.WhoisClient;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.SpecialPurpose;
import org.cordon.probe.sandbox.SandboxGuard;

/** Asks whois servers (RFC 3912) and follows one referral, to a registry and to no private address. */
public final class Whois {
    /** Answers are a few KB; whoever sends more than this is cut off. */
    static final int MOST_BYTES = 64 * 1024;

    private static final int PATIENCE_MILLIS = 10_000;
    private static final Pattern REFERRAL = Pattern.compile(
            "(?im)^(?:refer|whois|ReferralServer):[ \\t]*(?:whois://)?([a-z0-9.-]{3,200})(?::43)?/?[ \\t\\r]*$");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

    private final SandboxGuard guard;
    private final int port;

    public Whois(SandboxGuard guard) {
        this(guard, WhoisClient.DEFAULT_PORT);
    }

    Whois(SandboxGuard guard, int port) {
        this.guard = guard;
        this.port = port;
    }

    /**
     * What {@code server} says about {@code question}: at most 64 KB, without control characters.
     *
     * @param question an address, a prefix or an AS number
     * @throws IOException if the server cannot be asked
     */
    public String ask(InetAddress server, String question) throws IOException {
        if (!question.matches("[A-Za-z0-9.:/-]{1,64}")) {
            throw new IOException(
                    "'" + UNPRINTABLE.matcher(question).replaceAll("?") + "' is no address, prefix or AS number.");
        }
        guard.require(server);
        WhoisClient client = new WhoisClient();
        client.setDefaultTimeout(PATIENCE_MILLIS);
        client.setConnectTimeout(PATIENCE_MILLIS);
        client.connect(server, port);
        try {
            client.setSoTimeout(PATIENCE_MILLIS);
            return clean(read(client.getInputStream(question)));
        } finally {
            client.disconnect();
        }
    }

    /** A dripping server ends too: by the clock. */
    private static byte[] read(InputStream in) throws IOException {
        byte[] bytes = new byte[MOST_BYTES];
        int size = 0;
        long end = System.nanoTime() + 2L * PATIENCE_MILLIS * 1_000_000;
        for (int count = in.read(bytes); count >= 0 && size < MOST_BYTES; ) {
            size += count;
            if (size == MOST_BYTES || System.nanoTime() - end > 0) {
                break;
            }
            count = in.read(bytes, size, MOST_BYTES - size);
        }
        return Arrays.copyOf(bytes, size);
    }

    private static String clean(byte[] bytes) {
        return UNPRINTABLE.matcher(new String(bytes, UTF_8)).replaceAll("");
    }

    /** The server that {@code answer} refers to; empty where it names none. */
    public static Optional<String> referral(String answer) {
        Matcher matcher = REFERRAL.matcher(answer);
        return matcher.find()
                ? Optional.of(new String(matcher.group(1).getBytes(US_ASCII), US_ASCII))
                : Optional.empty();
    }

    /** Whether a referral may be followed to {@code server}. */
    public static boolean isPublic(InetAddress server) {
        return SpecialPurpose.of(Address.ofBytes(server.getAddress())).isEmpty();
    }
}
