package org.cordon.collector.webhook;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.cordon.analysis.detect.Incident;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell about an incident.
 *
 * @param type {@code incident.opened}, {@code incident.changed}, {@code incident.ended}, {@code incident.withdrawn}
 * @param incident its id
 * @param state what receivers care for; the same state is told once. Empty when it was withdrawn
 */
record Event(String type, String incident, String state) {

    /** The same for every attempt to tell it, also after a restart: receivers know what they have had. */
    String id() {
        String name = type + " " + incident + " " + state;
        return "msg_" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** What is new about {@code incident} for somebody who was told {@code told} last; null: nothing. */
    static @Nullable Event of(Incident incident, @Nullable String told) {
        String state = state(incident);
        if (state.equals(told)) {
            return null;
        }
        String type = incident.ended() != null ? "ended" : told == null ? "opened" : "changed";
        return new Event("incident." + type, incident.id(), state);
    }

    static String state(Incident incident) {
        StringBuilder state = new StringBuilder(incident.cidr().toString());
        incident.networks().stream()
                .filter(member -> member.ended() == null)
                .mapToLong(Incident.Member::asn)
                .distinct()
                .sorted()
                .forEach(asn -> state.append(" AS").append(asn));
        return incident.ended() == null ? state.toString() : state + " ended " + incident.ended();
    }
}
