package org.cordon.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.cordon.probe.uplink.LeavingBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte that leaves a probe, over every way out, searched for whatever would tell whose it is. */
final class LeavingBytesTest {
    /** What identifies, in the spellings in which it could leave. */
    private static final List<String> TEXTS = List.of(
            "185.220.77.13",
            "185-220-77-13",
            "b9dc4d0d",
            "185.220.77.1",
            "2a02:2168:1::77",
            "93.91.7.201",
            "93-91-7-201",
            "30417752",
            "185.99.3.2",
            "02:5e:a7:9c:11:d3",
            "02-5e-a7-9c-11-d3",
            "025ea79c11d3",
            "anna-notebook",
            "annasecretova");

    /** The addresses and the network card as bytes. */
    private static final List<String> BYTES =
            List.of("b9dc4d0d", "5d5b07c9", "b9630302", "2a022168000100000000000000000077", "025ea79c11d3");

    /** What only users of a proxy know: it goes to that proxy, and to nobody else. */
    private static final List<String> SECRETS =
            List.of("proxyuser77", "proxyword77", "77c0ffee77c0ffee", "front.example");

    /** What the telltale machine provokes, as it must look after it was taken out. */
    private static final List<String> TALES = List.of(
            "\"redirect_host\":\"(removed).id(removed).stop.example\"",
            "\"dns_answers\":[\"own-network\",\"own-network\",\"149.154.160.11\"]",
            "\"resolver\":\"system\"",
            "refuses user and password",
            "\"test\":\"mtproxy\"",
            "\"arm\":\"9.9.9.9 udp\"");

    private static final int RUNS = 3;

    @TempDir
    Path folder;

    private Map<String, byte[]> left(Path folder) throws IOException, InterruptedException {
        Namespaces.require();
        Files.createDirectories(folder.resolve("home/annasecretova"));
        // the servers of this test ask no resolver, so that all questions that are heard are the probe's
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost anna-notebook\n");
        String said = Namespaces.inside(
                folder,
                "telltale-machine.sh",
                Namespaces.java(LeavingBytes.class, "-Djdk.net.hosts.file=" + hosts) + " " + folder);
        Map<String, byte[]> left = new LinkedHashMap<>();
        assertTrue(Files.exists(folder.resolve("captured/export.zip")), said);
        try (Stream<Path> files = Files.list(folder.resolve("captured"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                byte[] bytes = Files.readAllBytes(file);
                left.put(name, bytes);
                if (name.endsWith(".batch")) {
                    left.put(name + " unpacked", gunzip(bytes));
                }
            }
        }
        unzip(left);
        return left;
    }

    private static byte[] gunzip(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static void unzip(Map<String, byte[]> left) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(left.get("export.zip")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                left.put("export " + entry.getName() + " unpacked", gunzip(zip.readAllBytes()));
            }
        }
    }

    /** A busy machine discards attempts that it was late for, and with them some of the tales: then it is asked again. */
    @Test
    void nothing_that_leaves_tells_whose_it_is() throws Exception {
        Map<String, byte[]> left = Map.of();
        for (int run = 1; run <= RUNS && missing(left).isPresent(); run++) {
            left = left(Files.createDirectory(folder.resolve("run-" + run)));
            List<String> found = new ArrayList<>();
            left.forEach((name, bytes) -> found.addAll(findings(name, bytes)));
            left.forEach((name, bytes) -> found.addAll(name.equals("measurements") ? List.of() : secrets(name, bytes)));
            assertEquals(List.of(), found);
            assertTrue(left.get("kafka-stream").length > 1_000 && left.get("measurements").length > 1_000);
            assertTrue(text(left.get("https-heads")).startsWith("POST /api/v1/batches HTTP/1.1"));
        }
        assertEquals(Optional.empty(), missing(left), "in " + RUNS + " runs");
        System.err.println("searched " + left.size() + " captures, "
                + left.values().stream().mapToLong(bytes -> bytes.length).sum() + " bytes, for " + TEXTS.size()
                + " texts and " + BYTES.size() + " byte strings: nothing found");
    }

    /** What each way out must have carried, the tales told and taken out; empty if everything did. */
    private static Optional<String> missing(Map<String, byte[]> left) {
        if (left.isEmpty() || secrets("measurements", left.get("measurements")).size() != 3) {
            return Optional.of("the proxies were not spoken to");
        }
        for (String way : List.of("kafka", "https", "export")) {
            String said = unpacked(left, way);
            for (String tale : TALES) {
                if (!said.contains(tale)) {
                    return Optional.of(way + " carries no " + tale);
                }
            }
            long lines = said.lines().filter(line -> line.contains("\"test\":")).count();
            if (lines < 25) {
                return Optional.of(way + " carried only " + lines + " observations");
            }
        }
        return Optional.empty();
    }

    @Test
    void the_search_finds_what_it_is_meant_to_find() {
        for (String needle : TEXTS) {
            assertFalse(findings("x", ("said: " + needle.toUpperCase(Locale.ROOT) + "!").getBytes(ISO_8859_1))
                    .isEmpty());
        }
        for (String needle : BYTES) {
            assertFalse(
                    findings("x", HexFormat.of().parseHex("00" + needle + "ff")).isEmpty());
        }
    }

    private static List<String> findings(String name, byte[] bytes) {
        List<String> found = new ArrayList<>();
        String text = text(bytes).toLowerCase(Locale.ROOT);
        String exact = text(bytes);
        TEXTS.stream().filter(text::contains).forEach(needle -> found.add(name + ": " + needle));
        BYTES.stream()
                .filter(hex -> exact.contains(text(HexFormat.of().parseHex(hex))))
                .forEach(hex -> found.add(name + ": bytes " + hex));
        return found;
    }

    private static List<String> secrets(String name, byte[] bytes) {
        String text = text(bytes).toLowerCase(Locale.ROOT);
        return SECRETS.stream()
                .filter(text::contains)
                .map(needle -> name + ": " + needle)
                .toList();
    }

    private static String unpacked(Map<String, byte[]> left, String way) {
        StringBuilder said = new StringBuilder();
        left.forEach((name, bytes) -> {
            if (name.startsWith(way) && name.endsWith(" unpacked")) {
                said.append(text(bytes)).append('\n');
            }
        });
        return said.toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
