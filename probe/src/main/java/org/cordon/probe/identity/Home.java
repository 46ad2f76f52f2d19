package org.cordon.probe.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a probe keeps its key and what it has not yet handed over. Only its owner may look into it, and only
 * one probe at a time may use it.
 */
public final class Home implements AutoCloseable {
    private final Path folder;
    private final FileChannel lockFile;

    private Home(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** @throws IOException if the folder cannot be made, or another probe is using it */
    public static Home open(Path folder) throws IOException {
        Files.createDirectories(folder, owner("rwx------"));
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new IOException("Another probe is using " + folder + ": give each its own --home.");
        }
        return new Home(folder, channel);
    }

    /** Whether a probe is using {@code folder} now. */
    public static boolean isInUse(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return lock(channel) == null;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** What gives a new file or folder to its owner alone, where the file system knows owners. */
    static FileAttribute<?>[] owner(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** The key pair, made now if this is the first time. */
    public Identity identity() throws IOException {
        return IdentityFile.loadOrMake(folder.resolve("identity.pem"));
    }

    /** Where the spool lies. */
    public Path spoolFolder() throws IOException {
        return Files.createDirectories(folder.resolve("spool"), owner("rwx------"));
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
