package org.cordon.probe.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far observations have been packed.
 *
 * @param epoch begins anew, and higher, where the numbering was lost
 * @param sequence number of the next batch
 * @param ordinal number of the next observation that is to be packed
 * @param dropped observations that were lost because the spool was full, or the collector had no use for them
 * @param floorEpoch with {@code floorSequence}: batches before this one were dropped and counted, whether or not their
 *     files are gone already
 */
record Cursor(long epoch, long sequence, long ordinal, long dropped, long floorEpoch, long floorSequence) {
    private static final Pattern FORM =
            Pattern.compile("epoch=([0-9]+)\nsequence=([0-9]+)\nordinal=([0-9]+)\ndropped=([0-9]+)\n"
                    + "(?:floor=([0-9]+)/([0-9]+)\n)?");

    static Cursor load(Path file, InstantSource clock) throws IOException {
        if (Files.exists(file)) {
            Matcher matcher = FORM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            if (matcher.matches()) {
                return new Cursor(
                        number(matcher, 1),
                        number(matcher, 2),
                        number(matcher, 3),
                        number(matcher, 4),
                        number(matcher, 5),
                        number(matcher, 6));
            }
        }
        return new Cursor(clock.millis(), 0, 0, 0, 0, 0);
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    void save(Path file) throws IOException {
        String text = "epoch=" + epoch + "\nsequence=" + sequence + "\nordinal=" + ordinal + "\ndropped=" + dropped
                + "\nfloor=" + floorEpoch + "/" + floorSequence + "\n";
        Folders.write(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** After one more batch, up to but not including {@code nextOrdinal}. */
    Cursor packed(long nextOrdinal) {
        return new Cursor(epoch, sequence + 1, nextOrdinal, dropped, floorEpoch, floorSequence);
    }

    /** After {@code parcel}, the oldest, was given up. */
    Cursor lost(Parcel parcel) {
        return new Cursor(epoch, sequence, ordinal, dropped + parcel.count(), parcel.epoch(), parcel.sequence() + 1);
    }

    /** Whether {@code parcel} was given up and counted before. */
    boolean hasLost(Parcel parcel) {
        return parcel.epoch() < floorEpoch || (parcel.epoch() == floorEpoch && parcel.sequence() < floorSequence);
    }
}
