package org.cordon.collector.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB unpacks its library of 70 MB into the temporary folder at each start and deletes it at an ordered exit; a kill left
 * one behind each time. Once it is loaded nobody needs its name any more.
 */
final class UnpackedLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibrary.class);
    private static final Path MAPS = Path.of("/proc/self/maps");

    private UnpackedLibrary() {}

    /** Deletes the file that this process has loaded; where there is no /proc, nothing. */
    static void delete() {
        if (!Files.isReadable(MAPS)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(MAPS, StandardCharsets.ISO_8859_1)) {
                int path = line.indexOf('/');
                if (path >= 0 && line.contains("/libduckdb_java") && line.endsWith(".so")) {
                    Files.deleteIfExists(Path.of(line.substring(path)));
                }
            }
        } catch (IOException e) {
            LOG.debug("the unpacked library stays until the end", e);
        }
    }
}
