package org.cordon.collector.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's word about a sender, in a header of the record: {@code asn cc site mac}. The MAC covers the batch too, so that
 * nobody who may write to the topic, a probe with Kafka rights above all, can give itself a network or move a stamp to
 * another batch.
 */
public final class Stamp {
    /** Name of the record header. */
    public static final String HEADER = "cordon-gateway";

    private static final int LONGEST = 200;

    private final byte[] key;

    /** @param key shared by all collectors of a cluster */
    public Stamp(byte[] key) {
        this.key = key.clone();
    }

    /** The header of {@code batch}, which came from {@code sender}. */
    public byte[] write(Sender sender, byte[] batch) {
        String said = sender.asn() + " " + sender.cc() + " " + sender.site();
        return (said + " " + mac(said, batch)).getBytes(StandardCharsets.US_ASCII);
    }

    /** What the gateway said of the sender; empty where it said nothing, or somebody else did. */
    public Optional<Sender> read(byte @Nullable [] header, byte[] batch) {
        if (header == null || header.length > LONGEST) {
            return Optional.empty();
        }
        String text = new String(header, StandardCharsets.US_ASCII);
        int end = text.lastIndexOf(' ');
        if (end < 0) {
            return Optional.empty();
        }
        String said = text.substring(0, end);
        byte[] expected = mac(said, batch).getBytes(StandardCharsets.US_ASCII);
        byte[] found = text.substring(end + 1).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, found)) {
            return Optional.empty();
        }
        String[] words = said.split(" ", -1);
        return Optional.of(new Sender(Long.parseLong(words[0]), words[1], words[2]));
    }

    private String mac(String said, byte[] batch) {
        String digest = HexFormat.of().formatHex(sha256(batch));
        return HexFormat.of().formatHex(Hmac.of(key, said + "\n" + digest));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
