package org.cordon.collector.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** A secret on disk, in hexadecimal digits: made when it is first asked for, readable by its owner only. */
public final class SecretFile {
    /** Length of a secret that is made here. */
    public static final int BYTES = 32;

    private SecretFile() {}

    /** What {@code file} holds, of whatever length; where it is not there it is made, with {@link #BYTES} bytes. */
    public static byte[] read(Path file, RandomGenerator secureRandom) throws IOException {
        if (!Files.exists(file)) {
            byte[] secret = new byte[BYTES];
            secureRandom.nextBytes(secret);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(secret) + "\n");
        }
        return HexFormat.of().parseHex(Files.readString(file).strip());
    }

    /** That {@code file} is of no use, and what to do about it. */
    public static IOException unusable(Path file) {
        return new IOException(file + " holds no key of " + BYTES + " bytes; delete it to make a new one");
    }
}
