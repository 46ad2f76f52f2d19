package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards as values of Grafana's own types (lab/npm/fits.ts), of version 10 and of the newest. */
final class DashboardSchemaIT {
    private static final Path BOARDS = Path.of("../dashboards/grafana");

    @TempDir
    Path dir;

    @Test
    void every_dashboard_fits_grafanas_schema_of_version_10_and_of_the_newest() throws Exception {
        NodeModules.needPackages(dir);
        try (Stream<Path> files = Files.walk(BOARDS)) {
            List<Path> boards = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertEquals(18, boards.size());
            StringBuilder program = new StringBuilder();
            for (Path board : boards) {
                String json = Files.readString(board);
                program.append(value("Grafana10", board, json)).append(value("GrafanaNewest", board, json));
            }
            assertEquals("", complaints(program.toString()));
        }
    }

    @Test
    void a_dashboard_that_does_not_fit_is_noticed() throws Exception {
        NodeModules.needPackages(dir);
        Path board = BOARDS.resolve("en/overview.json");
        String json = Files.readString(board);
        for (String[] change : new String[][] {
            {"\"graphTooltip\": 1", "\"graphTooltip\": 7"},
            {"\"expr\"", "\"exprs\""},
            {"\"gridPos\"", "\"grid\""}
        }) {
            assertTrue(json.contains(change[0]), change[0]);
            String complaints = complaints(value("Grafana10", board, json.replace(change[0], change[1])));
            assertTrue(complaints.contains("error TS"), change[1] + " " + complaints);
        }
    }

    private static String value(String type, Path board, String json) {
        String name = (type + board).replaceAll("[^A-Za-z0-9]", "_");
        return "// " + board + "\nexport const " + name + ": " + type + " = " + json + ";\n";
    }

    /** What the compiler says of it. */
    private String complaints(String program) throws Exception {
        // inside lab/npm, where the packages are looked for
        Path target = Files.createDirectories(NodeModules.HOME.resolve("target"));
        Path file = Files.createTempFile(target, "boards", ".ts");
        Path out = dir.resolve("tsc.out");
        try {
            Files.writeString(file, "import type { Grafana10, GrafanaNewest } from '../fits';\n" + program);
            Process compiler = new ProcessBuilder(
                            "node",
                            "node_modules/typescript/bin/tsc",
                            "--noEmit",
                            "--strict",
                            "--skipLibCheck",
                            "--moduleResolution",
                            "bundler",
                            "--module",
                            "esnext",
                            "--target",
                            "es2022",
                            file.toString())
                    .directory(NodeModules.HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertTrue(compiler.waitFor(120, TimeUnit.SECONDS));
            return Files.readString(out);
        } finally {
            Files.delete(file);
        }
    }
}
