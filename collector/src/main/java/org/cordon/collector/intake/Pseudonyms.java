package org.cordon.collector.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    private static final int KEY_BYTES = 32;
    private static final int CHARACTERS = 20;

    private final byte[] key;

    Pseudonyms(byte[] secret) {
        this.key = secret.clone();
    }

    /** With the secret in {@code file}, which is made at first and readable by its owner only. */
    public static Pseudonyms keptIn(Path file, RandomGenerator secureRandom) throws IOException {
        if (!Files.exists(file)) {
            byte[] secret = new byte[KEY_BYTES];
            secureRandom.nextBytes(secret);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(secret) + "\n");
        }
        byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
        if (secret.length < KEY_BYTES) {
            throw new IOException(file + " holds no key of " + KEY_BYTES + " bytes; delete it to make a new one");
        }
        return new Pseudonyms(secret);
    }

    /** The name of {@code probe} in network {@code asn} during the month of {@code when}. */
    String of(String probe, long asn, Instant when) {
        String text = probe + "|" + asn + "|" + YearMonth.from(when.atZone(ZoneOffset.UTC));
        return HexFormat.of().formatHex(Hmac.of(key, text), 0, CHARACTERS / 2);
    }
}
