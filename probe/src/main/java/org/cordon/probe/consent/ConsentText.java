package org.cordon.probe.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text that asks for something, as its file has it: the text, the question, what is said to an unclear answer, with lines
 * {@code ---} between.
 */
record ConsentText(String text, String question, String again) {

    /** In the language of {@code locale}, or in English where nobody has translated it yet. */
    static ConsentText load(String name, Locale locale) {
        String file = read(name + "_" + locale.getLanguage() + ".txt");
        String[] parts = (file == null ? english(name) : file).split("(?m)^---\n", -1);
        if (parts.length != 3) {
            throw new IllegalStateException("the text '" + name + "' in '" + locale + "' has not three parts");
        }
        return new ConsentText(parts[0], parts[1].replace("\n", ""), parts[2].strip());
    }

    private static String english(String name) {
        String file = read(name + ".txt");
        if (file == null) {
            throw new IllegalStateException("this build lacks its text " + name);
        }
        return file;
    }

    private static @Nullable String read(String file) {
        try (InputStream in = ConsentText.class.getResourceAsStream(file)) {
            return in == null ? null : new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the text " + file + " cannot be read", e);
        }
    }
}
