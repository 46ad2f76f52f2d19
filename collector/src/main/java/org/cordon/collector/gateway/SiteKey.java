package org.cordon.collector.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.collector.intake.Hmac;

/**
 * Turns the neighbourhood of an address, its /24 or /48, into a name that nobody can turn back. The key is another one every
 * day, and each is made from the one before by a one-way function that replaces it on disk: whoever takes the key of today
 * learns nothing of yesterday. Collectors that began with the same key give the same names.
 */
final class SiteKey {
    private static final int KEY_BYTES = 32;
    private static final int NAME_BYTES = 8;
    private static final int V4_NEIGHBOURHOOD = 24;
    private static final int V6_NEIGHBOURHOOD = 48;

    private final Path file;
    private LocalDate day;
    private byte[] key;

    private SiteKey(Path file, LocalDate day, byte[] key) {
        this.file = file;
        this.day = day;
        this.key = key;
    }

    /** The key in {@code file}, made at first and readable by its owner only. */
    static SiteKey keptIn(Path file, Instant now, RandomGenerator secureRandom) throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[KEY_BYTES];
            secureRandom.nextBytes(fresh);
            SiteKey made = new SiteKey(file, day(now), fresh);
            made.save();
            return made;
        }
        String[] words = Files.readString(file).strip().split(" ", -1);
        if (words.length != 2 || words[1].length() != 2 * KEY_BYTES) {
            throw new IOException(file + " holds no 'day key'; delete it to begin anew");
        }
        try {
            return new SiteKey(file, LocalDate.parse(words[0]), HexFormat.of().parseHex(words[1]));
        } catch (RuntimeException e) {
            throw new IOException(file + " holds no 'day key'; delete it to begin anew", e);
        }
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** The name of the site that {@code address} belongs to on the day of {@code now}. */
    synchronized String site(Address address, Instant now) throws IOException {
        advance(day(now));
        int length = address.family() == Family.IPV4 ? V4_NEIGHBOURHOOD : V6_NEIGHBOURHOOD;
        byte[] hash = Hmac.of(key, new Prefix(address, length).toString());
        return "s" + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    }

    /** A clock that goes back does not bring an old key back. */
    private void advance(LocalDate today) throws IOException {
        boolean older = day.isBefore(today);
        while (day.isBefore(today)) {
            key = hash(key);
            day = day.plusDays(1);
        }
        if (older) {
            save();
        }
    }

    private void save() throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(aside, day + " " + HexFormat.of().formatHex(key) + "\n");
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
