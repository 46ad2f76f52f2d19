package org.cordon.probe.report;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The closing words in the languages of those who run a probe. */
public final class Words {
    private final ResourceBundle bundle;

    private Words(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** Words in the language of {@code locale}, or in English where nobody has translated them yet. */
    public static Words in(Locale locale) {
        return new Words(ResourceBundle.getBundle(
                "org.cordon.probe.report.words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** The sentence {@code key} with {@code values} in their places. */
    public String say(String key, @Nullable Object... values) {
        // numbers as they are: AS12389 has no thousands separator
        Object[] texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = String.valueOf(values[i]);
        }
        return new MessageFormat(bundle.getString(key).replace("'", "''"), Locale.ROOT).format(texts);
    }

    /** Why an attempt was skipped, as far as there are words for it: {@code reason.REASON} with dots for blanks. */
    String reason(String reason) {
        String key = "reason." + reason.replace(' ', '.');
        return bundle.containsKey(key) ? bundle.getString(key) : reason;
    }
}
