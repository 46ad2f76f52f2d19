package org.cordon.analysis.collateral;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;

/**
 * Under which addresses names were seen, and when. Names move: a service's addresses are those of its latest sighting, so
 * that one that has left a blocked prefix is no longer counted inside it.
 */
public final class ServiceAddresses {
    /** Sightings of an address this far apart are one stretch of time. */
    private static final Duration GAP = Duration.ofDays(7);

    /** What was seen this long before the latest sighting still belongs to it: resolvers rotate their answers. */
    private static final Duration ROUND = Duration.ofDays(1);

    /** After this long nothing is known any more. */
    private static final Duration FORGOTTEN = Duration.ofDays(60);

    /** An address and a stretch of time in which it was a name's. */
    public record Span(Address address, Instant from, Instant to) {}

    private final Map<String, List<Span>> byDomain = new HashMap<>();

    /** {@code domain}, in lower case and without {@code www.}, had {@code address} from {@code from} to {@code to}. */
    public void add(String domain, Address address, Instant from, Instant to) {
        List<Span> spans = byDomain.computeIfAbsent(domain, d -> new ArrayList<>(1));
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            boolean near = !from.minus(GAP).isAfter(span.to()) && !to.plus(GAP).isBefore(span.from());
            if (span.address().equals(address) && near) {
                spans.set(i, new Span(address, earlier(span.from(), from), later(span.to(), to)));
                return;
            }
        }
        spans.add(new Span(address, from, to));
    }

    /**
     * Takes in what a name server answered. Only controls are believed: what a resolver says in a censored network may be
     * forged.
     */
    public void accept(Observation observation) {
        String host = observation.host();
        Address ip = observation.ip();
        boolean answer = observation.test().equals("dns") && observation.succeeded();
        if (host != null && ip != null && answer && observation.role() == Role.CONTROL) {
            Instant at = observation.foldTime();
            add(key(host), ip, at, at);
        }
    }

    /** The form in which names are compared: lower case, without a leading {@code www.}. */
    static String key(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("www.") ? lower.substring(4) : lower;
    }

    void addAll(ServiceAddresses other) {
        other.forEach((domain, span) -> add(domain, span.address(), span.from(), span.to()));
    }

    void forEach(BiConsumer<String, Span> action) {
        byDomain.forEach((domain, spans) -> spans.forEach(span -> action.accept(domain, span)));
    }

    /** The addresses of {@code domain} at {@code when}: those of the latest sighting until then, else of the first after. */
    public List<Address> at(String domain, Instant when) {
        List<Span> spans = byDomain.get(domain);
        if (spans == null) {
            return List.of();
        }
        Instant sighting = sighting(spans, when);
        if (Duration.between(sighting, when).abs().compareTo(FORGOTTEN) > 0) {
            return List.of();
        }
        List<Address> addresses = new ArrayList<>(spans.size());
        for (Span span : spans) {
            boolean current =
                    !span.from().isAfter(sighting) && !span.to().plus(ROUND).isBefore(sighting);
            if (current) {
                addresses.add(span.address());
            }
        }
        return addresses;
    }

    /** Whether {@code domain} was ever seen under {@code address}. */
    boolean ever(String domain, Address address) {
        List<Span> spans = byDomain.get(domain);
        return spans != null && spans.stream().anyMatch(span -> span.address().equals(address));
    }

    /** When something was seen last until {@code when}, else first after it. */
    private static Instant sighting(List<Span> spans, Instant when) {
        Instant last = Instant.MIN;
        Instant first = Instant.MAX;
        for (Span span : spans) {
            first = earlier(first, span.from());
            if (!span.from().isAfter(when)) {
                last = later(last, earlier(span.to(), when));
            }
        }
        return last.equals(Instant.MIN) ? first : last;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
