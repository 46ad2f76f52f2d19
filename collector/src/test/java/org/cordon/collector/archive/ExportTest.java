package org.cordon.collector.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Role;
import org.cordon.collector.TestProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves the collector: no cell that few measured, checksums that hold, figures that others find too. */
final class ExportTest {
    private static final Instant BEGIN = Instant.parse("2026-03-20T22:30:00Z");

    @TempDir
    Path dir;

    private final TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 12389);
    private final List<Observation> all = new ArrayList<>();

    /** 18.184.3.0/24 and 2a00:1450:10::/48 measured by six sites, 9.9.9.0/24 by four and by probes of no known site. */
    @BeforeEach
    void fill() throws IOException {
        for (int site = 0; site < 6; site++) {
            for (String ip : List.of("18.184.3.4", "18.184.3.200", "2a00:1450:10::7", "2a00:1450::9", "9.9.9.9")) {
                String known = ip.equals("9.9.9.9") && site > 3 ? null : "site" + site;
                ObservationBuilder o = probe.observation(ip, BEGIN.plusSeconds(all.size() * 100L))
                        .site(known);
                if (site % 2 == 0) {
                    o.failure(Failure.GENERIC_TIMEOUT_ERROR).operation(Operation.CONNECT);
                }
                all.add(o.build());
            }
        }
        try (ArchiveStore store = ArchiveStore.open(dir.resolve(ArchiveStore.FILE), "128MB")) {
            List<ArchiveStore.Entry> entries = new ArrayList<>();
            for (Observation o : all) {
                entries.add(new ArchiveStore.Entry(new Position(store.log("t"), 0, entries.size(), 0), o));
            }
            store.add(0, entries, Map.of(0, (long) entries.size()));
            store.closeDays(LocalDate.parse("2026-03-21"));
        }
    }

    private Export.Manifest export(String name, Export.Format format, boolean records, int leastSites)
            throws IOException {
        try (ArchiveFile archive = ArchiveFile.open(dir)) {
            Export.Order order = new Export.Order(format, records, true, leastSites, null, null);
            return new Export(archive, order).write(dir.resolve(name));
        } catch (java.sql.SQLException e) {
            throw new IOException(e);
        }
    }

    @Test
    void a_cell_that_too_few_sites_measured_is_left_out() throws Exception {
        export("four", Export.Format.CSV, false, 4);
        List<String> four = Files.readAllLines(dir.resolve("four/counts.csv"));
        assertEquals("hour,cc,asn,net,observations,failed,sites", four.get(0));
        assertTrue(four.contains("2026-03-20 22:00:00,RU,12389,18.184.3.0/24,8,4,4"), four.toString());
        export("five", Export.Format.CSV, false, 5);
        List<String> five = Files.readAllLines(dir.resolve("five/counts.csv"));
        assertEquals(1, five.size(), "no hour was measured by five: " + five);
        export("one", Export.Format.CSV, false, 1);
        String one = Files.readString(dir.resolve("one/counts.csv"));
        for (String net : List.of("18.184.3.0/24", "2a00:1450:10::/48", "2a00:1450::/48", "9.9.9.0/24")) {
            assertTrue(one.contains("," + net + ","), one);
        }
        assertFalse(one.contains("18.184.3.4"), one);
    }

    @Test
    void counts_for_everybody_know_days_and_lists_only_and_no_proxies() throws Exception {
        try (ArchiveFile archive = ArchiveFile.open(dir)) {
            Export.Order order = new Export.Order(Export.Format.CSV, false, false, 5, null, null);
            new Export(archive, order).write(dir.resolve("public"));
        }
        assertEquals(
                List.of("day,cc,asn,list,observations,failed,sites", "2026-03-20 00:00:00,RU,12389,amazon,30,15,6"),
                Files.readAllLines(dir.resolve("public/counts.csv")));
    }

    @Test
    void records_are_the_observations_and_the_checksum_holds() throws Exception {
        Export.Manifest manifest = export("records", Export.Format.NDJSON, true, 5);
        assertEquals(30, manifest.observations());
        Path file = dir.resolve("records/observations.ndjson");
        assertEquals(
                new String(TestProbe.lines(all), StandardCharsets.UTF_8),
                Files.readString(file, StandardCharsets.UTF_8));
        assertEquals(DayCloser.sha256(file), manifest.files().get(0).sha256());
        Process check = new ProcessBuilder("sha256sum", "--status", "-c", "SHA256SUMS")
                .directory(dir.resolve("records").toFile())
                .start();
        assertEquals(0, check.waitFor());
        assertTrue(Files.readString(dir.resolve("records/manifest.json")).contains("\"observations\":30"));
        assertThrows(IOException.class, () -> export("records", Export.Format.NDJSON, true, 5), "never over another");
    }

    /** Needs a Python with pyarrow: {@code CORDON_PYTHON} names it. */
    @Test
    void another_engine_reads_the_same_figures_from_the_parquet_files() throws Exception {
        String python = System.getenv().getOrDefault("CORDON_PYTHON", "python3");
        assumeTrue(
                said(python, "import pyarrow.parquet, pandas; print('there')").equals("there"), "no pyarrow");
        export("records", Export.Format.PARQUET, true, 5);
        List<String> files = List.of(
                dir.resolve("records/observations.parquet").toString(),
                dir.resolve("archive/parquet/observations-2026-03-20-1.parquet").toString());
        for (int i = 0; i < files.size(); i++) {
            Instant until = i == 0 ? Instant.MAX : Catalogue.begin(LocalDate.parse("2026-03-21"));
            String found = said(
                    python,
                    "import pandas; d = pandas.read_parquet('" + files.get(i) + "');"
                            + " g = d.groupby(['asn', 'cc', 'role']).agg(n=('id', 'size'), f=('failure', 'count'),"
                            + " p=('probe', 'nunique'), last=('at', 'max')).reset_index();"
                            + " print(';'.join(f'{r.asn} {r.cc} {r.role} {r.n} {r.f} {r.p} {r.last.isoformat()}Z'"
                            + " for r in g.itertuples()))");
            assertEquals(i == 0 ? networks() : counted(until), found);
        }
        export("counts", Export.Format.PARQUET, false, 4);
        export("csv", Export.Format.CSV, false, 4);
        assertEquals(
                Files.readString(dir.resolve("csv/counts.csv")).strip(),
                said(
                        python,
                        "import pandas; print(pandas.read_parquet('" + dir.resolve("counts/counts.parquet")
                                + "').to_csv(index=False, date_format='%Y-%m-%d %H:%M:%S'), end='')"));
    }

    /** What {@code /api/v1/networks} answers. */
    private String networks() throws Exception {
        try (ArchiveFile archive = ArchiveFile.open(dir)) {
            List<String> rows = archive.reader().networks(Instant.EPOCH).stream()
                    .map(n -> n.asn() + " " + n.cc() + " " + n.role() + " " + n.observations() + " " + n.failed() + " "
                            + n.probes() + " " + n.last())
                    .toList();
            return String.join(";", rows);
        }
    }

    private String counted(Instant until) {
        List<Observation> day = all.stream().filter(o -> o.at().isBefore(until)).toList();
        long failed = day.stream().filter(o -> !o.succeeded()).count();
        return "12389 RU vantage " + day.size() + " " + failed + " 1 "
                + day.get(day.size() - 1).at();
    }

    private static String said(String python, String program) throws Exception {
        Process process = new ProcessBuilder(python, "-c", program).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? out : err;
    }
}
