package org.cordon.analysis.wire;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A gzip stream, of one member or several, that has to go on to the end of what it is read from. The JDK's ends in silence
 * before anything that is no gzip: a damaged member, and all that follows it, would be lost unnoticed.
 */
public final class WholeGzip extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;

    private final Counted source;
    /** Bytes of the source up to the end of what the inflater was last given. */
    private long filled;

    private boolean ended;

    private WholeGzip(Counted source, int buffer) throws IOException {
        super(source, buffer);
        this.source = source;
    }

    /**
     * Begins to read {@code in}, of which at least a byte must be there.
     *
     * @param buffer bytes that are read at a time
     * @throws ZipException if it does not begin as gzip does
     */
    public static WholeGzip of(InputStream in, int buffer) throws IOException {
        return new WholeGzip(new Counted(in), buffer);
    }

    /**
     * {@code in} unpacked if it begins as gzip does, else as it is.
     *
     * @param buffer bytes that are read at a time
     */
    public static InputStream unpacked(InputStream in, int buffer) throws IOException {
        BufferedInputStream stream = new BufferedInputStream(in, buffer);
        stream.mark(2);
        boolean packed = stream.read() == 0x1f && stream.read() == 0x8b;
        stream.reset();
        return packed ? of(stream, buffer) : stream;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        filled = source.count;
    }

    /** @throws ZipException at the end, if there are bytes behind it that are no gzip */
    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        if (count < 0 && !ended) {
            ended = true;
            requireEnd();
        }
        return count;
    }

    private void requireEnd() throws IOException {
        long end = filled - inf.getRemaining() + TRAILER_BYTES;
        // the look for a further member may have taken some of them
        if (source.count > end || source.read() >= 0) {
            throw new ZipException("bytes stand behind the end of the gzip stream that are no gzip");
        }
    }

    /** Counts what is read, and knows at a pause of a pipe whether more will come: the JDK takes 0 for the end. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public int available() throws IOException {
            int available = super.available();
            if (available > 0 || !markSupported()) {
                return available;
            }
            mark(1);
            int next = in.read();
            reset();
            return next < 0 ? 0 : 1;
        }
    }
}
