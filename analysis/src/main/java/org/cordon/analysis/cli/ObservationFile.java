package org.cordon.analysis.cli;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.zip.ZipException;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.InvalidObservationException;
import org.cordon.analysis.wire.WholeGzip;
import org.jspecify.annotations.Nullable;

/**
 * The observations of one file in their order: plain, gzip or zstd, told by their first bytes, or standard input. What
 * cannot be accepted is handed to the complaints with its line number; the rest is used, to where a broken file ends.
 */
public final class ObservationFile implements ObservationSource, AutoCloseable {
    /** Receives what could not be used. */
    public interface Complaints {
        /** @param line from 1 on; 0 speaks of the whole file */
        void refused(String file, long line, String reason);
    }

    private final String name;
    private final InputStream stream;
    private final LineReader lines;
    private final InputFormat format;
    private final Complaints complaints;
    private Iterator<Observation> line = Collections.emptyIterator();
    private long number;
    private boolean ended;

    private ObservationFile(String name, InputStream stream, InputFormat format, Complaints complaints) {
        this.name = name;
        this.stream = stream;
        this.lines = new LineReader(stream, format.longest());
        this.format = format;
        this.complaints = complaints;
    }

    /** Opens {@code name}, a file of Cordon's own observations; {@code -} is standard input. */
    public static ObservationFile open(String name, InputStream standardInput, Complaints complaints)
            throws IOException {
        return open(name, standardInput, InputKind.CORDON.format(null, InstantSource.system()), complaints);
    }

    static ObservationFile open(String name, InputStream standardInput, InputFormat format, Complaints complaints)
            throws IOException {
        if (Files.isDirectory(Path.of(name))) {
            throw new FileSystemException(name, null, "is a folder; name the files in it");
        }
        InputStream raw = name.equals("-") ? standardInput : patient(Files.newInputStream(Path.of(name)));
        BufferedInputStream buffered = new BufferedInputStream(raw, 1 << 16);
        try {
            return new ObservationFile(name, decompressed(buffered), format, complaints);
        } catch (EOFException | ZipException e) {
            String why = e instanceof EOFException ? "it ends within its first bytes" : e.getMessage();
            complaints.refused(name, 0, "is not readable as gzip: " + why);
            return new ObservationFile(name, InputStream.nullInputStream(), format, (file, line, reason) -> {});
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** A pipe has no position, and the JDK asks for one to tell how much is there. */
    private static InputStream patient(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int available() {
                return 0;
            }
        };
    }

    private static InputStream decompressed(BufferedInputStream in) throws IOException {
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return WholeGzip.of(in, 1 << 16);
        }
        if (magic.length == 4
                && (magic[0] & 0xff) == 0x28
                && (magic[1] & 0xff) == 0xb5
                && (magic[2] & 0xff) == 0x2f
                && (magic[3] & 0xff) == 0xfd) {
            return new ZstdInputStream(in);
        }
        return in;
    }

    /** The next observation. */
    @Override
    public @Nullable Observation next() {
        while (!line.hasNext() && !ended) {
            line = nextLine();
        }
        return line.hasNext() ? line.next() : null;
    }

    @Override
    public String position() {
        return name + ":" + number;
    }

    private Iterator<Observation> nextLine() {
        if (!advance()) {
            ended = true;
            return Collections.emptyIterator();
        }
        number++;
        if (lines.tooLong()) {
            complaints.refused(name, number, "line is longer than " + format.longest() + " bytes");
        } else if (!blank()) {
            try {
                return format.parser()
                        .read(lines.bytes(), 0, lines.length(), reason -> complaints.refused(name, number, reason))
                        .iterator();
            } catch (InvalidObservationException e) {
                complaints.refused(name, number, String.valueOf(e.getMessage()));
            }
        }
        return Collections.emptyIterator();
    }

    /** A stream that breaks off ends the file; what came before it counts. */
    private boolean advance() {
        try {
            boolean more = lines.next();
            if (!more && number == 0) {
                complaints.refused(name, 0, "is empty");
            }
            return more;
        } catch (IOException e) {
            complaints.refused(name, number + 1, "the file breaks off here: " + e.getMessage());
            return false;
        }
    }

    private boolean blank() {
        for (int i = 0; i < lines.length(); i++) {
            byte b = lines.bytes()[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
