package org.cordon.probe.consent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Remembers that a person said yes: to which edition of the text, and to which tests. Anything new is asked again. */
public final class ConsentFile {
    private static final String HEAD = "text " + Consent.EDITION + "\n";

    private final Path file;

    /** @param home the probe's folder */
    public ConsentFile(Path home) {
        this.file = home.resolve("consent");
    }

    /** Whether all of {@code tests} were agreed to, under the text as it is now. */
    public boolean covers(Set<String> tests) throws IOException {
        if (!Files.exists(file) || Files.size(file) > 10_000) {
            return false;
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return text.startsWith(HEAD)
                && tests.stream().allMatch(test -> text.lines().anyMatch(line -> line.equals("test " + test)));
    }

    /** The tests that were agreed to, under the text as it is now; empty where nobody has. */
    public Set<String> tests() throws IOException {
        if (!covers(Set.of())) {
            return Set.of();
        }
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("test "))
                .map(line -> line.substring("test ".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Writes it down beside what was agreed to before; the folder is there already. */
    public void remember(Set<String> tests, Instant now) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        Set<String> all = new TreeSet<>(tests());
        all.addAll(tests);
        all.forEach(test -> text.append("test ").append(test).append('\n'));
        text.append("given ").append(now).append('\n');
        Path aside = file.resolveSibling("consent.new");
        Files.writeString(aside, text);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
