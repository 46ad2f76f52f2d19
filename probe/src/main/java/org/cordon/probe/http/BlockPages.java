package org.cordon.probe.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What the block pages of the world look like, by the signatures of Censored Planet (censoredplanet-analysis @31830c6,
 * Apache-2.0).
 *
 * <p>They are written as regular expressions but say no more than "this text, then anything, then that text". So they are
 * searched for as texts in a row: a page that its sender has made to keep a regular expression busy for ever keeps nobody
 * busy here.
 */
public final class BlockPages {
    private final List<Signature> signatures;

    private record Signature(String name, List<String> parts) {
        boolean matches(String text) {
            int from = 0;
            for (String part : parts) {
                int at = text.indexOf(part, from);
                if (at < 0) {
                    return false;
                }
                from = at + part.length();
            }
            return true;
        }
    }

    private BlockPages(List<Signature> signatures) {
        this.signatures = signatures;
    }

    /** The signatures that come with the probe. */
    public static BlockPages bundled() {
        return Bundle.PAGES;
    }

    /** The name of the first signature that {@code text} (bytes as characters) bears. */
    public Optional<String> match(String text) {
        return signatures.stream()
                .filter(s -> s.matches(text))
                .map(Signature::name)
                .findFirst();
    }

    /** Whether the signature is a word or two that an innocent page may hold, so that it proves nothing alone. */
    public static boolean isGeneric(String name) {
        return name.startsWith("f_gen_");
    }

    int size() {
        return signatures.size();
    }

    /** The texts of one pattern, in order: {@code \x} is x, {@code .*} is anything. */
    static List<String> parts(String pattern) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                part.append(pattern.charAt(++i));
            } else if (c == '.' && i + 1 < pattern.length() && pattern.charAt(i + 1) == '*') {
                i++;
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts.stream()
                .filter(p -> !p.isEmpty())
                .map(p -> new String(p.getBytes(UTF_8), ISO_8859_1))
                .toList();
    }

    private static final class Bundle {
        static final BlockPages PAGES = load();

        private static BlockPages load() {
            List<Signature> signatures = new ArrayList<>();
            try (InputStream in = BlockPages.class.getResourceAsStream("blockpages.tsv.gz")) {
                if (in == null) {
                    throw new IllegalStateException("this build lacks its block-page signatures");
                }
                BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    int tab = line.indexOf('\t');
                    signatures.add(new Signature(line.substring(0, tab), parts(line.substring(tab + 1))));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the block-page signatures cannot be read", e);
            }
            return new BlockPages(List.copyOf(signatures));
        }
    }
}
