package org.cordon.collector.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** axe-core, which finds what people with disabilities cannot use; from the committed lock of {@code lab/browser}. */
final class Axe {
    private static final Path HOME = Path.of("../lab/browser").toAbsolutePath().normalize();
    private static final Path SCRIPT = HOME.resolve("node_modules/axe-core/axe.min.js");

    private Axe() {}

    /** Installs it where it is not there. @return null, or why it cannot be had */
    static @Nullable String install(Path log) throws Exception {
        if (Files.exists(SCRIPT)) {
            return null;
        }
        try {
            Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!npm.waitFor(120, TimeUnit.SECONDS)) {
                npm.destroyForcibly();
                return "npm ci in lab/browser takes too long";
            }
            return npm.exitValue() == 0 ? null : "npm ci in lab/browser failed: " + Files.readString(log);
        } catch (IOException e) {
            return "npm is not installed: apt install npm";
        }
    }

    /** What is serious or critical on the page that the browser shows, one line each. */
    static List<String> serious(Browser browser) throws Exception {
        browser.evaluate(Files.readString(SCRIPT) + ";0");
        JsonNode violations =
                browser.evaluate("axe.run(document).then(r => r.violations.map(v => ({id: v.id, impact: v.impact,"
                        + " help: v.help, nodes: v.nodes.map(n => n.html).slice(0, 3)})))");
        List<String> serious = new ArrayList<>();
        for (JsonNode one : violations) {
            if (List.of("serious", "critical").contains(one.at("/impact").asText())) {
                serious.add(one.toString());
            }
        }
        return serious;
    }
}
