package org.cordon.probe.consent;

import java.util.Locale;
import java.util.ResourceBundle;
import org.cordon.probe.nettest.Nettest;

/** What each nettest sends, in the languages of those who run a probe. */
public final class NettestWords {
    private final ResourceBundle bundle;

    private NettestWords(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    public static NettestWords in(Locale locale) {
        return new NettestWords(ResourceBundle.getBundle(
                "org.cordon.probe.consent.nettests",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    public String whatItSends(Nettest test) {
        return bundle.containsKey(test.name()) ? bundle.getString(test.name()) : test.whatItSends();
    }
}
