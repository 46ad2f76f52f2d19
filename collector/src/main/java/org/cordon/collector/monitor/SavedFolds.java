package org.cordon.collector.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.targets.ProviderRanges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where folds are saved and found again, one file a partition. What cannot be used is named and set aside, never believed. */
final class SavedFolds {
    private static final Logger LOG = LoggerFactory.getLogger(SavedFolds.class);

    private final Path dir;
    private final DetectorSettings settings;
    private final String fingerprint;

    SavedFolds(Path dir, DetectorSettings settings) {
        this.dir = dir;
        this.settings = settings;
        this.fingerprint = fingerprint(settings);
    }

    /**
     * The saved fold, if it can go on in a log that begins at {@code begin} and ends at {@code end}.
     *
     * @return empty where there is none, or none of use; the log says which
     */
    Optional<Fold> load(String topicId, int partition, long begin, long end) {
        Path file = file(partition);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Fold fold = new SavedFold(file).read(owner(topicId, partition), settings);
            requireInside(fold.nextOffset(), begin, end);
            LOG.info("partition {} goes on at offset {}, from {}", partition, fold.nextOffset(), file);
            return Optional.of(fold);
        } catch (SavedFold.UnusableException | IOException e) {
            setAside(file, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void requireInside(long next, long begin, long end) throws SavedFold.UnusableException {
        if (next < begin || next > end) {
            throw new SavedFold.UnusableException(
                    "it stands at offset " + next + ", the log goes from " + begin + " to " + end);
        }
    }

    private static void setAside(Path file, String reason) {
        Path aside = file.resolveSibling(file.getFileName() + ".unusable");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn("{} cannot be used: {}; set aside as {}", file, reason, aside.getFileName());
        } catch (IOException e) {
            LOG.warn("{} cannot be used: {}; nor set aside", file, reason, e);
        }
    }

    /** A state that cannot be written is a loss of time at the next start, no more: the log says so, work goes on. */
    void save(Fold fold, String topicId, int partition) {
        try {
            new SavedFold(file(partition)).write(fold, owner(topicId, partition));
        } catch (IOException e) {
            LOG.warn("the state of partition {} could not be saved", partition, e);
        }
    }

    private Path file(int partition) {
        return dir.resolve("observations-" + partition + ".fold");
    }

    private SavedFold.Owner owner(String topicId, int partition) {
        return new SavedFold.Owner(topicId, partition, fingerprint);
    }

    private static String editions(ProviderRanges ranges) {
        return ranges.editions().stream()
                .map(edition -> edition.provider() + "/" + edition.from() + "/" + edition.provenance())
                .collect(Collectors.joining(","));
    }

    /** SHA-256 over all that the settings say, the editions of the provider ranges included. */
    static String fingerprint(DetectorSettings settings) {
        ProviderRanges ranges = settings.ranges();
        String text = settings.toString().replaceAll("@[0-9a-f]+", "") + (ranges == null ? "" : editions(ranges));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
