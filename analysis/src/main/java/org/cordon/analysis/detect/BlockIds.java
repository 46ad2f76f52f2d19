package org.cordon.analysis.detect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.cordon.analysis.prefix.Prefix;

/** Names of blocks: the same in every run over the same observations. */
final class BlockIds {
    private BlockIds() {}

    /** The id of a block first found in this network, at this stage, prefix and moment. */
    static String of(String cc, long asn, Layer layer, Prefix cidr, Instant detected) {
        String seed = cc + " AS" + asn + " " + layer + " " + cidr + " " + detected;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            return "b" + HexFormat.of().formatHex(hash, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
