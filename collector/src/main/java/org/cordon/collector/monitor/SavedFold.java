package org.cordon.collector.monitor;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;

/**
 * One file with the state of a fold.
 *
 * <pre>
 *   "CDNF" · format (int, 1) · topic id (UTF) · partition (int) · next offset (long) · settings' fingerprint (UTF)
 *   · last received (long, ms) ‖ the detector's state ‖ CRC-32C of all before (long)
 * </pre>
 *
 * Written aside, flushed to the disk, renamed: a reader finds the old state or the new one, never half of one.
 */
final class SavedFold {
    private static final int MAGIC = 0x43444e46;
    private static final int FORMAT = 1;
    private static final int CRC_BYTES = Long.BYTES;

    private final Path file;

    SavedFold(Path file) {
        this.file = file;
    }

    /**
     * What the state must be of.
     *
     * @param topicId offsets mean nothing without it
     * @param fingerprint of the detector's settings: another setting would have come to another state
     */
    record Owner(String topicId, int partition, String fingerprint) {}

    void write(Fold fold, Owner owner) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), fold, owner);
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private void write(OutputStream stream, Fold fold, Owner owner) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32C());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeInt(MAGIC);
        out.writeInt(FORMAT);
        out.writeUTF(owner.topicId);
        out.writeInt(owner.partition);
        out.writeLong(fold.nextOffset());
        out.writeUTF(owner.fingerprint);
        out.writeLong(fold.lastReceived().toEpochMilli());
        fold.detector().save(out);
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    /** @throws UnusableException if it is not a whole state of {@code owner}'s in this format; says why */
    Fold read(Owner owner, DetectorSettings settings) throws IOException, UnusableException {
        requireWhole();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            require(in.readInt() == MAGIC, "it is no saved state");
            int version = in.readInt();
            require(version == FORMAT, "it is of format " + version + ", this is " + FORMAT);
            require(in.readUTF().equals(owner.topicId), "it is of another topic: the log was made anew");
            int partition = in.readInt();
            require(partition == owner.partition, "it is of partition " + partition);
            long nextOffset = in.readLong();
            require(in.readUTF().equals(owner.fingerprint), "the detector's settings have changed");
            Instant lastReceived = Instant.ofEpochMilli(in.readLong());
            return new Fold(Detector.restore(in, settings), nextOffset, lastReceived);
        } catch (EOFException e) {
            throw new UnusableException("it ends early");
        } catch (IOException | RuntimeException e) {
            throw new UnusableException("the detector cannot read it: " + e.getMessage());
        }
    }

    /** Before anything of it is believed: a flipped bit must not become a verdict. */
    private void requireWhole() throws IOException, UnusableException {
        long left = Files.size(file) - CRC_BYTES;
        require(left > 0, "it ends early");
        CRC32C crc = new CRC32C();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            left = checksum(in, left, crc);
            require(left == 0 && in.readLong() == crc.getValue(), "it is damaged: its checksum does not hold");
        }
    }

    private static long checksum(InputStream in, long length, CRC32C crc) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = length;
        while (left > 0) {
            int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (read == 0) {
                return left;
            }
            crc.update(buffer, 0, read);
            left -= read;
        }
        return 0;
    }

    private static void require(boolean holds, String otherwise) throws UnusableException {
        if (!holds) {
            throw new UnusableException(otherwise);
        }
    }

    /** A file that is there and cannot be used. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableException(String message) {
            super(message);
        }
    }
}
