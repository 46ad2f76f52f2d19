package org.cordon.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What tests need that Maven does not bring: programs of this machine, and packages by the committed lock of lab/npm. */
public final class NodeModules {
    public static final Path HOME = Path.of("../lab/npm").toAbsolutePath().normalize();

    private NodeModules() {}

    /** On the build machine everything must run; elsewhere what cannot is skipped and says why. */
    public static void need(boolean there, String why) {
        if (System.getenv("CI") != null) {
            Assertions.assertTrue(there, why);
        }
        Assumptions.assumeTrue(there, why);
    }

    public static boolean isInstalled(String command) throws InterruptedException {
        try {
            return new ProcessBuilder(command, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Installs the packages where they are not there yet. */
    public static void needPackages(Path dir) throws Exception {
        need(isInstalled("npm"), "npm is not installed: apt install npm");
        List<String> files = List.of("axe-core/axe.min.js", "typescript/bin/tsc", "@grafana/schema/package.json");
        if (files.stream()
                .allMatch(file -> Files.exists(HOME.resolve("node_modules").resolve(file)))) {
            return;
        }
        Path log = dir.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(120, TimeUnit.SECONDS)) {
            npm.destroyForcibly().waitFor();
        }
        need(npm.exitValue() == 0, "npm ci in lab/npm failed: " + Files.readString(log));
    }
}
