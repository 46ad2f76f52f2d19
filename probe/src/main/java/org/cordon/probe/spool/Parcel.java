package org.cordon.probe.spool;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signed batch on disk that waits to be acknowledged. Its file name says all that is needed to go on after a crash.
 *
 * @param next the ordinal after its last observation
 */
public record Parcel(Path file, long epoch, long sequence, long next, int count, long bytes) {
    private static final Pattern NAME =
            Pattern.compile("([0-9a-f]{16})-([0-9a-f]{16})-([0-9a-f]{16})-([0-9]{1,9})\\.batch");

    static String name(long epoch, long sequence, long next, int count) {
        return String.format("%016x-%016x-%016x-%d.batch", epoch, sequence, next, count);
    }

    static Optional<Parcel> of(Path file, long bytes) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches()
                ? Optional.of(new Parcel(
                        file,
                        hex(matcher.group(1)),
                        hex(matcher.group(2)),
                        hex(matcher.group(3)),
                        Integer.parseInt(matcher.group(4)),
                        bytes))
                : Optional.empty();
    }

    private static long hex(String text) {
        return Long.parseUnsignedLong(text, 16);
    }
}
