package org.cordon.probe.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** Asks before the first packet. Only a clear yes is a yes. */
public final class Consent {
    /** Counts up whenever the text below says something new: then everybody is asked again. */
    static final int EDITION = 1;

    /** What a person is told before the question. Frank rather than short: some who read it take a risk. */
    public static final String TEXT = """
            Before this probe sends anything, please read what it does.

            What it contacts  Addresses of services that a censor may have cut off (Telegram, Google, Amazon and
                              others), each for a moment. --dry-run lists every one of them and sends nothing.
            What is recorded  The address tried, whether and how it answered, when, and the country and provider
                              (AS number) that you name. Not your address, not your name, not what you do online.
            Who sees it       Your provider, and whoever watches its lines, can see that this computer connected to
                              those addresses. Where that is forbidden or punished, running this is a risk for you.
            What is kept      On this computer: what you ask for with --out; with --home, --gateway or --kafka also a
                              key that names this probe, that you have said yes, and what the collector has not
                              confirmed yet. The collector publishes counts, never single attempts of a single person.

            You can stop at any time with Ctrl-C.
            """;

    private static final String QUESTION = "Do you want to go on? [yes/no] ";

    private Consent() {}

    /** Tells, asks, and waits for the answer; the end of the input is a no. */
    public static boolean ask(BufferedReader in, PrintStream out) throws IOException {
        out.println(TEXT);
        while (true) {
            out.print(QUESTION);
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
                default -> out.println("Please answer yes or no.");
            }
        }
    }
}
