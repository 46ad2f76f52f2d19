package org.cordon.analysis.targets;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing is shipped without saying where it comes from and under which licence. */
final class ShippedDataTest {
    @Test
    void every_file_of_data_stands_in_the_document() throws Exception {
        String document = Files.readString(Path.of("../docs/data.md"));
        for (String module : List.of("../analysis", "../probe")) {
            try (Stream<Path> files = Files.walk(Path.of(module, "src/main/resources/org"))) {
                files.filter(Files::isRegularFile)
                        .map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".csv") || name.endsWith(".gz"))
                        .forEach(name -> assertTrue(
                                document.contains(name) || document.contains(name.replaceAll("-2026.*", "-…")), name));
            }
        }
    }
}
