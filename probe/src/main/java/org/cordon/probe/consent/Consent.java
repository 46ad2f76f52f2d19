package org.cordon.probe.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cordon.probe.nettest.Nettest;

/** Asks before the first packet, in the person's own language. Only a clear yes is a yes. */
public final class Consent {
    /** Counts up whenever a text says something new: then everybody is asked again. */
    static final int EDITION = 3;

    private final String text;
    private final String question;
    private final String again;

    private Consent(ConsentText told, List<Nettest> tests, Locale language) {
        NettestWords words = NettestWords.in(language);
        String list = tests.stream()
                .map(test -> "                    " + test.name() + "  " + words.whatItSends(test) + "\n")
                .collect(Collectors.joining());
        this.text = told.text().replace("{tests}\n", list);
        this.question = told.question();
        this.again = told.again();
    }

    /** About measuring with {@code tests}. */
    public static Consent toMeasure(List<Nettest> tests, Locale language) {
        return new Consent(ConsentText.load("consent", language), tests, language);
    }

    /** About {@code tests} of the means with which people get around a censor: asked by itself, and never implied. */
    public static Consent toProxies(List<Nettest> tests, Locale language) {
        return new Consent(ConsentText.load("proxies", language), tests, language);
    }

    /** What a person is told before the question. Frank rather than short: some who read it take a risk. */
    public String text() {
        return text;
    }

    /** Tells, asks, and waits for the answer; the end of the input is a no. */
    public boolean ask(BufferedReader in, PrintStream out) throws IOException {
        out.println(text);
        while (true) {
            out.print(question);
            out.flush();
            String answer = in.readLine();
            if (answer == null) {
                return false;
            }
            switch (answer.strip().toLowerCase(Locale.ROOT)) {
                case "yes", "y", "да", "oui" -> {
                    return true;
                }
                case "no", "n", "нет", "non" -> {
                    return false;
                }
                default -> out.println(again);
            }
        }
    }
}
