package org.cordon.analysis.baseline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.prefix.Prefix;

/** Turns "blocked now", "not blocked now" into claims with a begin and an end. */
final class ClaimLog {
    private record Place(long asn, Prefix prefix) {}

    private final Map<Place, Instant> open = new HashMap<>();
    private final List<Claim> closed = new ArrayList<>();

    void say(long asn, Prefix prefix, boolean blocked, Instant at) {
        Place place = new Place(asn, prefix);
        if (blocked) {
            open.putIfAbsent(place, at);
            return;
        }
        Instant from = open.remove(place);
        if (from != null) {
            closed.add(new Claim(asn, prefix, from, at));
        }
    }

    List<Claim> claims() {
        List<Claim> all = new ArrayList<>(closed);
        open.forEach((place, from) -> all.add(new Claim(place.asn(), place.prefix(), from, null)));
        all.sort(Claim.ORDER);
        return all;
    }
}
