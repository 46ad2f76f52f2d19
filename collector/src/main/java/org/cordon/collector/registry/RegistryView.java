package org.cordon.collector.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.collateral.DamageCase;
import org.cordon.analysis.registry.April2018;
import org.cordon.analysis.registry.Comparison;
import org.cordon.analysis.registry.Register;
import org.cordon.analysis.registry.RegisterReader;
import org.cordon.analysis.registry.ScoreCard;
import org.cordon.analysis.wire.WholeGzip;
import org.cordon.collector.archive.ArchiveException;
import org.cordon.collector.archive.EvidenceReader;
import org.cordon.collector.board.Board;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The censor's register against the board, worked out when somebody asks. The register is read at the start. */
public final class RegistryView {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryView.class);

    /** What a network reached so long ago at most shows that a listed prefix is open. */
    private static final Duration RECENT = Duration.ofDays(1);

    /** Comparing asks the archive for a day: nobody who only watches needs it more often. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Board board;
    private final EvidenceReader archive;
    private final @Nullable Register register;
    private @Nullable ScoreCard kept;
    private List<?> keptBlocked = List.of();

    private RegistryView(Board board, EvidenceReader archive, @Nullable Register register) {
        this.board = board;
        this.archive = archive;
        this.register = register;
    }

    /**
     * Reads the register.
     *
     * @param editions files, or {@code april-2018} for the shipped list; the oldest first; empty: there is no register
     * @throws IOException if one of them cannot be read or is no register
     */
    public static RegistryView read(Board board, EvidenceReader archive, List<String> editions) throws IOException {
        List<Register> read = new ArrayList<>();
        for (String edition : editions) {
            read.add(read(edition));
        }
        return new RegistryView(board, archive, read.isEmpty() ? null : Register.joined(read));
    }

    private static Register read(String edition) throws IOException {
        if (edition.equals(April2018.NAME)) {
            return April2018.subnets();
        }
        try (InputStream in = Files.newInputStream(Path.of(edition))) {
            Register register = RegisterReader.read(WholeGzip.unpacked(in, 1 << 16));
            LOG.info(
                    "the register {}: {} rows used, problems {}",
                    edition,
                    register.rows(),
                    register.problems().counts());
            return register;
        }
    }

    /** Whether there is a register. */
    public boolean isPresent() {
        return register != null;
    }

    /**
     * The score card of about now: as long as the same prefixes are cut off, a minute old at most. Null where there is no
     * register or the archive cannot be asked.
     */
    @Nullable
    synchronized ScoreCard nowIfKnown(Instant now) {
        if (register == null) {
            return null;
        }
        List<?> blocked = DamageCase.active(board.snapshot().blocks(), now).stream()
                .map(block -> List.of(block.asn(), block.cidr(), block.except()))
                .toList();
        ScoreCard known = kept;
        boolean fresh =
                known != null && Duration.between(known.when(), now).abs().compareTo(FRESH) < 0;
        if (!fresh || !blocked.equals(keptBlocked)) {
            try {
                kept = compare(now);
                keptBlocked = blocked;
            } catch (ArchiveException e) {
                LOG.warn("the register cannot be compared now", e);
                return null;
            }
        }
        return kept;
    }

    /** The score card at {@code when}; one at a time. @throws IllegalStateException if there is no register */
    public synchronized ScoreCard compare(Instant when) {
        if (register == null) {
            throw new IllegalStateException("there is no register");
        }
        return Comparison.of(register, board.snapshot().blocks(), archive.reached(when.minus(RECENT), when), when);
    }
}
