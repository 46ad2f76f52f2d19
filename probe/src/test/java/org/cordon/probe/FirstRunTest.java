package org.cordon.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first run as a volunteer sees it on a terminal, in three languages, in namespaces without a way out. docs/first-run holds
 * what was seen; {@code -Dfirst.run.write=true} writes it anew.
 */
final class FirstRunTest {
    private static final Path SEEN = Path.of("..", "docs", "first-run");
    private static final Map<String, String> YES = Map.of("en", "yes", "ru", "да", "fr", "oui");

    /** Of Telegram 3 of 5 data centres are dropped, of Amazon 2 of 12 ranges. */
    private static final String CENSOR =
            "ip -n far route add local 52.56.0.0/14 dev lo; ip route add 52.56.0.0/14 via 10.99.0.2; "
                    + "ip netns exec far nft 'add rule inet censor input ip daddr"
                    + " { 149.154.160.20-149.154.160.22, 52.57.0.0/16 } drop'; ";

    @TempDir
    Path folder;

    @Test
    void the_first_run_looks_as_the_documents_show_it() throws Exception {
        Namespaces.require();
        assumeTrue(Files.exists(Path.of("/usr/bin/script")), "skipped: apt install bsdutils");
        String centres = IntStream.range(0, 5)
                .mapToObj(i -> "149.154.160." + (20 + i) + ",443,telegram,DC" + (i + 1) + "\n")
                .collect(Collectors.joining());
        String ranges = IntStream.range(0, 12)
                .mapToObj(i -> "52." + (i < 2 ? 57 : 58) + "." + i + ".7,443,amazon,\n")
                .collect(Collectors.joining());
        Path list = Files.writeString(folder.resolve("targets.csv"), "ip,port,list,region\n" + centres + ranges);
        StringBuilder all = new StringBuilder(CENSOR);
        YES.forEach((language, yes) -> all.append(onTerminal(language, yes, list)));
        String said =
                Namespaces.inside(folder, "two-namespaces.sh", Namespaces.java(FarServers.class), all + "wait $RUNS");
        for (String language : YES.keySet()) {
            String seen = "$ cordon-probe run --once --lang " + language + " --cc RU --asn 12389\n"
                    + tidy(Files.readString(folder.resolve(language)));
            Path document = SEEN.resolve(language + ".txt");
            if (Boolean.getBoolean("first.run.write")) {
                Files.writeString(document, seen);
            }
            assertEquals(Files.readString(document), seen, "-Dfirst.run.write=true writes it anew. " + said);
        }
    }

    private String onTerminal(String language, String yes, Path list) {
        String probe = Namespaces.java(ProbeMain.class) + " run --once --lang " + language
                + " --cc RU --asn 12389 --tests tcp --rate 10 --connect-timeout 2s --targets " + list;
        Path seen = folder.resolve(language);
        return "(until grep -q ']' " + seen + "; do sleep 0.2; done; sleep 0.5; printf '" + octal(yes)
                + "\\n'; until grep -q AS12389 " + seen
                + "; do sleep 0.2; done; sleep 1) 2>/dev/null | LC_ALL=C.UTF-8 COLUMNS=120 script -qfec '" + probe
                + "' /dev/null > " + seen
                + " & RUNS=\"$RUNS $!\"; ";
    }

    /** As printf reads it: where no locale is set, Java passes nothing but ASCII to a shell. */
    private static String octal(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            escaped.append(String.format("\\%03o", b & 0xff));
        }
        return escaped.toString();
    }

    /** Without what the progress bar overwrote, and without its times. */
    private static String tidy(String seen) {
        return seen.lines()
                .map(line -> line.substring(line.stripTrailing().lastIndexOf('\r') + 1))
                .map(line -> line.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "").stripTrailing())
                .filter(line -> !line.contains("% ["))
                .collect(Collectors.joining("\n", "", "\n"))
                .replaceAll("\n{3,}", "\n\n");
    }
}
