package org.cordon.collector.words;

import org.jspecify.annotations.Nullable;

/**
 * Who says so, and who may use it.
 *
 * @param address where the collector is found, such as {@code https://cordon.example.org}; null where nobody told it
 * @param licence of what it publishes
 */
public record Credit(@Nullable String address, String licence) {

    /** "Source: Cordon, https://…, as of 16 April 2018, 18:00 Moscow time. Licence: CC BY 4.0." */
    public String say(Phrases phrases, String when) {
        String source = address == null ? "Cordon" : "Cordon, " + address;
        return phrases.say("credit", "source", source, "when", when, "licence", licence.replace(' ', '\u00A0'));
    }

    /** {@code path} with the collector's address before it, where that is known. */
    public String link(String path) {
        return address == null ? path : address + path;
    }
}
