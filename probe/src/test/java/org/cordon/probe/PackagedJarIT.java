package org.cordon.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar that a volunteer downloads. */
final class PackagedJarIT {
    private static final long MAX_BYTES = 25L * 1024 * 1024;
    private final Path jar = Path.of(System.getProperty("probe.jar"));

    @Test
    void it_is_small() throws IOException {
        assertTrue(Files.size(jar) <= MAX_BYTES, jar + " has " + Files.size(jar) + " bytes");
    }

    @Test
    void it_leaves_out_what_a_probe_does_not_need() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String prefix : List.of(
                    "org/cordon/analysis/cli",
                    "org/cordon/analysis/simulate",
                    "org/cordon/analysis/baseline",
                    "org/cordon/analysis/evaluate",
                    "com/github/luben/zstd",
                    "org/yaml/snakeyaml",
                    "com/fasterxml/jackson/dataformat/yaml",
                    "net/jpountz",
                    "org/xerial/snappy")) {
                assertFalse(file.stream().anyMatch(e -> e.getName().startsWith(prefix)), prefix);
            }
        }
    }

    @Test
    void it_runs_by_itself() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.toString(),
                        "run",
                        "--once",
                        "--dry-run")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertTrue(said.contains("Nothing is sent now."), said);
    }
}
