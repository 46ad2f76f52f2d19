package org.cordon.collector.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.targets.ProviderEdition;
import org.cordon.analysis.targets.ProviderRanges;
import org.cordon.collector.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved is found again, and what is not exactly that is not believed. */
final class SavedFoldsTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00.123Z");
    private static final DetectorSettings SETTINGS = DetectorSettings.defaults();

    @TempDir
    Path dir;

    private SavedFolds folds(DetectorSettings settings) {
        return new SavedFolds(dir, settings);
    }

    private Path file() {
        return dir.resolve("observations-0.fold");
    }

    private Fold saved() {
        TestProbe probe = new TestProbe(Role.CONTROL, "DE", 24940);
        Fold fold = Fold.fresh(SETTINGS, 40);
        fold.accept(
                TestProbe.lines(List.of(
                        probe.observation("18.184.3.4", NOW).received(NOW).build())),
                41);
        folds(SETTINGS).save(fold, "topic", 0);
        return fold;
    }

    private void assertUnusable(String reason, SavedFold.Owner owner) {
        SavedFold.UnusableException e =
                assertThrows(SavedFold.UnusableException.class, () -> new SavedFold(file()).read(owner, SETTINGS));
        assertEquals(reason, e.getMessage());
    }

    private void assertSetAside(Optional<Fold> loaded) {
        assertTrue(loaded.isEmpty());
        assertFalse(Files.exists(file()));
        assertTrue(Files.exists(dir.resolve("observations-0.fold.unusable")));
    }

    private static SavedFold.Owner owner(String topic, int partition) {
        return new SavedFold.Owner(topic, partition, SavedFolds.fingerprint(SETTINGS));
    }

    @Test
    void a_fold_goes_on_where_it_was_saved() {
        Fold fold = saved();
        Fold loaded = folds(SETTINGS).load("topic", 0, 0, 42).orElseThrow();
        assertEquals(42, loaded.nextOffset());
        assertEquals(NOW, loaded.lastReceived());
        assertEquals(fold.blocks(), loaded.blocks());
        assertFalse(Files.exists(dir.resolve("observations-0.fold.new")), "nothing is left aside");
    }

    @Test
    void where_nothing_was_saved_there_is_nothing() {
        assertEquals(Optional.empty(), folds(SETTINGS).load("topic", 0, 0, 42));
    }

    @Test
    void a_damaged_file_is_set_aside_whatever_bit_has_flipped() throws Exception {
        saved();
        byte[] good = Files.readAllBytes(file());
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 4;
            Files.write(file(), bad);
            assertUnusable("it is damaged: its checksum does not hold", owner("topic", 0));
        }
        assertSetAside(folds(SETTINGS).load("topic", 0, 0, 42));
    }

    @Test
    void a_file_that_ends_early_is_set_aside() throws Exception {
        saved();
        byte[] good = Files.readAllBytes(file());
        for (int length = 0; length < good.length; length++) {
            Files.write(file(), Arrays.copyOf(good, length));
            assertThrows(
                    SavedFold.UnusableException.class, () -> new SavedFold(file()).read(owner("topic", 0), SETTINGS));
        }
        assertSetAside(folds(SETTINGS).load("topic", 0, 0, 42));
    }

    @Test
    void a_state_of_another_log_is_set_aside() {
        saved();
        assertUnusable("it is of another topic: the log was made anew", owner("another", 0));
        assertUnusable("it is of partition 0", owner("topic", 1));
        assertSetAside(folds(SETTINGS).load("another", 0, 0, 42));
    }

    @Test
    void a_state_of_another_format_is_set_aside() throws Exception {
        saved();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file()));
        bytes.putInt(4, 0);
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, bytes.capacity() - 8);
        bytes.putLong(bytes.capacity() - 8, crc.getValue());
        Files.write(file(), bytes.array());
        assertUnusable("it is of format 0, this is 1", owner("topic", 0));
        assertSetAside(folds(SETTINGS).load("topic", 0, 0, 42));
    }

    @Test
    void a_state_under_other_settings_is_set_aside() {
        saved();
        DetectorSettings other = new DetectorSettings(
                0.3,
                SETTINGS.loss(),
                SETTINGS.prefixPrice(),
                SETTINGS.suspect(),
                SETTINGS.confirm(),
                SETTINGS.siteMost(),
                SETTINGS.siteLeast(),
                SETTINGS.lift(),
                SETTINGS.open(),
                SETTINGS.siteMemory(),
                SETTINGS.residual(),
                SETTINGS.recovery(),
                SETTINGS.lateness(),
                SETTINGS.ranges());
        assertEquals(SavedFolds.fingerprint(SETTINGS), SavedFolds.fingerprint(DetectorSettings.defaults()));
        assertSetAside(folds(other).load("topic", 0, 0, 42));
    }

    @Test
    void a_second_edition_of_the_same_day_is_another_edition() {
        ProviderEdition morning = edition("# of the morning", "18.184.0.0/15,moon-1,EC2");
        ProviderEdition evening = edition("# of the evening", "18.184.0.0/15,moon-2,EC2");
        assertNotEquals(fingerprint(morning), fingerprint(evening));
        assertEquals(fingerprint(morning), fingerprint(edition("# of the morning", "18.184.0.0/15,moon-1,EC2")));
    }

    private static ProviderEdition edition(String provenance, String row) {
        return ProviderEdition.parse(
                "amazon", LocalDate.parse("2026-03-01"), List.of(provenance, "prefix,region,service", row));
    }

    private static String fingerprint(ProviderEdition edition) {
        return SavedFolds.fingerprint(
                DetectorSettings.defaults(ProviderRanges.bundled().and(List.of(edition))));
    }

    @Test
    void a_state_outside_the_log_is_set_aside() {
        saved();
        assertSetAside(folds(SETTINGS).load("topic", 0, 0, 41));
        saved();
        assertSetAside(folds(SETTINGS).load("topic", 0, 43, 50));
    }

    @Test
    void a_state_that_the_detector_cannot_read_is_set_aside() throws Exception {
        saved();
        // the detector's own format number stands behind magic, format, topic, partition, offset, fingerprint and time
        int behind = 4 + 4 + 2 + "topic".length() + 4 + 8 + 2 + 64 + 8;
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file()));
        bytes.putInt(behind, 99);
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, bytes.capacity() - 8);
        bytes.putLong(bytes.capacity() - 8, crc.getValue());
        Files.write(file(), bytes.array());
        assertUnusable("the detector cannot read it: a saved detector of format 99, not 5", owner("topic", 0));
        assertSetAside(folds(SETTINGS).load("topic", 0, 0, 42));
    }

    @Test
    void a_directory_that_cannot_be_written_does_not_stop_the_fold() throws Exception {
        Files.write(dir.resolve("file"), new byte[0]);
        SavedFolds nowhere = new SavedFolds(dir.resolve("file/monitor"), SETTINGS);
        nowhere.save(Fold.fresh(SETTINGS, 0), "topic", 0);
        assertEquals(Optional.empty(), nowhere.load("topic", 0, 0, 0));
    }
}
