package org.cordon.probe.privacy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of an observation what could point at this machine or its owner, before it is written down anywhere.
 *
 * <p>Whoever answers may tell us about ourselves: a block page that redirects to a host named after the subscriber's
 * address, a resolver that answers with it, an error text that quotes it. So texts that come from outside lose every
 * address, also those that this machine cannot know to be its own behind NAT. Where addresses are the finding (answers of
 * resolvers), only those of this machine, its link and its resolvers go. The address tried is a target's and stays.
 */
public final class Scrubber {
    /** Stands in place of an address of this machine or its link. */
    static final String NEAR = "own-network";
    /** Stands in place of the address of this system's resolver. */
    static final String SYSTEM = "system";

    private static final String UNKNOWN = "unknown_failure: ";
    private static final String REDIRECT = "redirect_host";

    private final OwnTraces own;
    private final Texts texts;

    public Scrubber(OwnTraces own) {
        this.own = own;
        this.texts = new Texts(own.words());
    }

    /**
     * The same observation, without what points at its maker; empty where it is about the very resolver that this system
     * asks, which a list may hold as a target.
     */
    public Optional<Observation> scrub(Observation seen) {
        // in no other test does the address come from an answer
        boolean answered = seen.test().equals("dns");
        Address ip = seen.ip();
        if (!answered && ip != null && own.isSystemResolver(ip)) {
            return Optional.empty();
        }
        ObservationBuilder clean = seen.toBuilder()
                .failure(failure(seen.failure()))
                .host(seen.host() == null ? null : texts.withoutWords(seen.host()))
                .pair(pair(seen.pair()))
                .detail(map(seen.detail()));
        return Optional.of((answered && ip != null && own.isNear(ip) ? clean.ip(null) : clean).build());
    }

    private @Nullable Failure failure(@Nullable Failure failure) {
        return failure == null || !failure.text().startsWith(UNKNOWN)
                ? failure
                : Failure.unknown(texts.clean(failure.text().substring(UNKNOWN.length())));
    }

    /** The arm of a question to a resolver is that resolver and its carrier: {@code 9.9.9.9 dot}. */
    private @Nullable Pair pair(@Nullable Pair pair) {
        if (pair == null) {
            return null;
        }
        int blank = pair.arm().indexOf(' ');
        String first = blank < 0 ? pair.arm() : pair.arm().substring(0, blank);
        String rest = blank < 0 ? "" : pair.arm().substring(blank);
        String kept = value(first);
        return new Pair(pair.id(), kept.equals(SYSTEM) ? SYSTEM : kept + rest, pair.order());
    }

    private Map<String, Object> map(Map<String, Object> detail) {
        Map<String, Object> clean = new LinkedHashMap<>();
        detail.forEach((key, value) ->
                clean.put(key, key.equals(REDIRECT) ? redirect(String.valueOf(value)) : anything(value)));
        return clean;
    }

    @SuppressWarnings("unchecked")
    private Object anything(Object value) {
        if (value instanceof Map<?, ?> inner) {
            return map((Map<String, Object>) inner);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::anything).toList();
        }
        return value instanceof String text ? value(text) : value;
    }

    /** One word that may be an address. */
    private String value(String text) {
        Address address = Texts.address(text);
        if (address == null) {
            return texts.clean(text);
        }
        return own.isNear(address) ? NEAR : own.isByResolver(address) ? SYSTEM : text;
    }

    /** A block page may stand at an address; in a name, an address or a long number can only be about the subscriber. */
    private String redirect(String host) {
        Address address = Texts.address(host);
        return address == null ? texts.withoutNumbers(texts.clean(host)) : own.isNear(address) ? NEAR : host;
    }
}
