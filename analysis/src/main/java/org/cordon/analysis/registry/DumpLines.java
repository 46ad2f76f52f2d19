package org.cordon.analysis.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.cordon.analysis.registry.Problem.Fate.REPAIRED;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a dump as text. The dump is windows-1251; one that somebody has turned into UTF-8 is recognised by its
 * first line that is not ASCII: Russian in windows-1251 is never valid UTF-8.
 */
final class DumpLines {
    /** Longest line that is read, in bytes; the longest of 2018 had 97,000. */
    static final int LONGEST = 4 << 20;

    static final Charset WINDOWS_1251 = Charset.forName("windows-1251");

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] line = new byte[1 << 12];
    private int length;
    private long number;
    private boolean tooLong;
    private boolean lastWithoutEnd;
    private @Nullable Charset charset;
    private @Nullable Problem encodingProblem;
    private @Nullable String broken;

    DumpLines(InputStream in) {
        this.in = in;
    }

    /** The next line without its end, or null. */
    @Nullable
    String next() throws IOException {
        length = 0;
        tooLong = false;
        boolean any = false;
        while (at < end || fill()) {
            any = true;
            int newline = at;
            while (newline < end && buffer[newline] != '\n') {
                newline++;
            }
            append(at, newline);
            boolean complete = newline < end;
            at = complete ? newline + 1 : newline;
            if (complete) {
                number++;
                return text();
            }
        }
        if (!any) {
            return null;
        }
        number++;
        lastWithoutEnd = true;
        return text();
    }

    /** Reads on. A stream that breaks off, compressed ones included, ends here: what came before it counts. */
    private boolean fill() throws IOException {
        try {
            at = 0;
            end = Math.max(0, in.read(buffer));
        } catch (EOFException | ZipException e) {
            end = 0;
            broken = "the file breaks off (" + e.getMessage() + ")";
        }
        return end > 0;
    }

    private void append(int from, int to) {
        int more = to - from;
        if (length + more > LONGEST) {
            tooLong = true;
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(length + more, line.length * 2));
        }
        System.arraycopy(buffer, from, line, length, more);
        length += more;
    }

    private String text() throws IOException {
        int to = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        int from = number == 1 ? afterMark(to) : 0;
        if (charset == null && !isAscii(from, to)) {
            charset = guess(from, to);
        }
        return new String(line, from, to - from, charset == null ? WINDOWS_1251 : charset);
    }

    /** Skips the byte order mark of UTF-8; refuses what is no 8-bit text at all. */
    private int afterMark(int to) throws IOException {
        int first = to > 0 ? line[0] & 0xFF : 0;
        int second = to > 1 ? line[1] & 0xFF : 0;
        if ((first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)) {
            throw new IOException("the register is UTF-16; convert it to windows-1251 or UTF-8");
        }
        if ((first == 0x1F && second == 0x8B) || (first == 'P' && second == 'K')) {
            throw new IOException("the register is compressed; unpack it first");
        }
        boolean mark = first == 0xEF && second == 0xBB && to > 2 && (line[2] & 0xFF) == 0xBF;
        return mark ? 3 : 0;
    }

    private boolean isAscii(int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private Charset guess(int from, int to) {
        try {
            UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line, from, to - from));
        } catch (CharacterCodingException e) {
            return WINDOWS_1251;
        }
        encodingProblem = new Problem(
                number, Problem.Kind.ENCODING, REPAIRED, "the text is UTF-8, not windows-1251; read as UTF-8");
        return UTF_8;
    }

    long number() {
        return number;
    }

    boolean tooLong() {
        return tooLong;
    }

    /** Whether the line last returned is the file's last and lacks its line end. */
    boolean isLastWithoutEnd() {
        return lastWithoutEnd;
    }

    Optional<Problem> encodingProblem() {
        return Optional.ofNullable(encodingProblem);
    }

    Optional<String> broken() {
        return Optional.ofNullable(broken);
    }
}
