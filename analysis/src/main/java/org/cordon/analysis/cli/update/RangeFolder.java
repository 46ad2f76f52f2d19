package org.cordon.analysis.cli.update;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.cordon.analysis.targets.ProviderEdition;
import org.cordon.analysis.targets.ProviderRange;
import org.cordon.analysis.targets.ProviderRanges;
import org.jspecify.annotations.Nullable;

/**
 * Editions of providers' ranges in a directory: {@value #INDEX} has a row for each, with the checksum of its file and of what
 * it was made from. Files are added, never changed or removed; an edition counts from the moment it has its row.
 */
public final class RangeFolder {
    /** The file that says which editions there are. */
    public static final String INDEX = "editions.csv";

    private static final String HEADER = "provider,from,file,sha256,source_sha256,source";

    private final Path dir;

    public RangeFolder(Path dir) {
        this.dir = dir;
    }

    /**
     * The shipped editions and those in {@code dir}.
     *
     * @param dir null: only those that are shipped
     * @throws IOException if there are none in {@code dir}, or not as they were written
     */
    public static ProviderRanges known(@Nullable Path dir) throws IOException {
        if (dir == null) {
            return ProviderRanges.bundled();
        }
        if (!Files.exists(dir.resolve(INDEX))) {
            throw new IOException(dir + " holds no ranges that update-targets has fetched: there is no " + INDEX);
        }
        return ProviderRanges.bundled().and(new RangeFolder(dir).editions());
    }

    private record Row(String provider, LocalDate from, String file, String sha256) {}

    /**
     * All editions, in the order in which they came.
     *
     * @throws IOException if one cannot be read, or is not what was written
     */
    public List<ProviderEdition> editions() throws IOException {
        List<ProviderEdition> editions = new ArrayList<>();
        for (Row row : rows()) {
            byte[] bytes = Files.readAllBytes(dir.resolve(row.file));
            if (!sha256(bytes).equals(row.sha256)) {
                throw new IOException(dir.resolve(row.file) + " is not what was downloaded: its checksum is "
                        + sha256(bytes) + ", not " + row.sha256);
            }
            try {
                editions.add(ProviderEdition.parse(
                        row.provider, row.from, new String(bytes, UTF_8).lines().toList()));
            } catch (IllegalArgumentException e) {
                throw new IOException(dir.resolve(row.file) + ": " + e.getMessage(), e);
            }
        }
        return editions;
    }

    private List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        if (!Files.exists(dir.resolve(INDEX))) {
            return rows;
        }
        int number = 0;
        for (String line : Files.readAllLines(dir.resolve(INDEX))) {
            number++;
            if (!line.equals(HEADER) && !line.startsWith("#")) {
                rows.add(row(line, number));
            }
        }
        return rows;
    }

    private Row row(String line, int number) throws IOException {
        String[] fields = line.split(",", 6);
        if (fields.length != 6 || !fields[2].matches("[A-Za-z0-9.-]{1,100}")) {
            throw new IOException(dir.resolve(INDEX) + ":" + number + ": not " + HEADER);
        }
        try {
            return new Row(fields[0], LocalDate.parse(fields[1]), fields[2], fields[3]);
        } catch (DateTimeException e) {
            throw new IOException(dir.resolve(INDEX) + ":" + number + ": '" + fields[1] + "' is no day", e);
        }
    }

    /**
     * Adds an edition.
     *
     * @param source where it is from, on one line; {@code sourceSha256} of the bytes that came from there
     * @return the name of its file; empty where its ranges are those of the provider's newest edition here
     */
    Optional<String> add(
            String provider, LocalDate from, List<ProviderRange> ranges, String source, String sourceSha256)
            throws IOException {
        Files.createDirectories(dir);
        String rows = rowsOf(ranges);
        List<Row> known = rows();
        for (int i = known.size() - 1; i >= 0; i--) {
            if (known.get(i).provider.equals(provider)) {
                if (Files.readString(dir.resolve(known.get(i).file)).endsWith("\n" + rows)) {
                    return Optional.empty();
                }
                break;
            }
        }
        byte[] bytes = ("# Ranges of " + provider + " on " + from + " (" + source + "; sha256 of the source "
                        + sourceSha256 + ").\n" + rows)
                .getBytes(UTF_8);
        String sha256 = sha256(bytes);
        String file = provider + "-" + from + "-" + sha256.substring(0, 8) + ".csv";
        write(dir.resolve(file), bytes);
        String index = Files.exists(dir.resolve(INDEX)) ? Files.readString(dir.resolve(INDEX)) : HEADER + "\n";
        String row = String.join(",", provider, from.toString(), file, sha256, sourceSha256, source);
        write(dir.resolve(INDEX), (index + row + "\n").getBytes(UTF_8));
        return Optional.of(file);
    }

    private static String rowsOf(List<ProviderRange> ranges) {
        StringBuilder rows = new StringBuilder("prefix,region,service\n");
        for (ProviderRange range : ranges) {
            rows.append(range.prefix()).append(',').append(range.region() == null ? "" : range.region());
            rows.append(',')
                    .append(range.service() == null ? "" : range.service())
                    .append('\n');
        }
        return rows.toString();
    }

    /** Written aside, on the disk, then renamed: after a crash there is the old file or the new one. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(aside, bytes);
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static String sha256(byte[]... pieces) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] piece : pieces) {
                digest.update(piece);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
