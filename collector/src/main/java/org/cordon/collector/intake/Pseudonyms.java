package org.cordon.collector.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * What a probe is called outside intake: a keyed hash of (key, network, month), so that nobody can follow one volunteer
 * from month to month or from one provider to the next (docs/formats.md §7).
 */
public final class Pseudonyms {
    private static final int CHARACTERS = 20;

    private final byte[] key;

    Pseudonyms(byte[] secret) {
        this.key = secret.clone();
    }

    /** With the secret in {@code file}, which is made at first and readable by its owner only. */
    public static Pseudonyms keptIn(Path file, RandomGenerator secureRandom) throws IOException {
        byte[] secret = SecretFile.read(file, secureRandom);
        if (secret.length < SecretFile.BYTES) {
            throw SecretFile.unusable(file);
        }
        return new Pseudonyms(secret);
    }

    /** The name of {@code probe} in network {@code asn} during the month of {@code when}. */
    String of(String probe, long asn, Instant when) {
        String text = probe + "|" + asn + "|" + YearMonth.from(when.atZone(ZoneOffset.UTC));
        return HexFormat.of().formatHex(Hmac.of(key, text), 0, CHARACTERS / 2);
    }
}
