package org.cordon.analysis.detect;

import java.util.Map;
import java.util.Set;
import org.cordon.analysis.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt says beyond its failure string. A page that the censor has put in the server's place arrives without a
 * failure; a name that is filtered fails beside others that pass; what is slowed down succeeds.
 */
final class Reading {
    /** Added to the port of an attempt under a name that is not the target's: it goes through where the name is filtered. */
    static final int OTHER_NAME = 1 << 16;

    /** What policing leaves: 130–150 kbit/s were measured in Russia from 2021 on. */
    private static final double SLOW_KBPS = 256;

    /** By how much the line itself must have been faster in the same run. */
    private static final double FASTER = 4;

    /** A lost SYN is sent again after a second (RFC 6298 §2.1). */
    private static final double LOST_SYN_MS = 1_000;

    /** A lost word is sent again after 200 ms at least (Linux), or after three round trips. */
    private static final double LOST_WORD_MS = 200;

    private static final double ROUND_TRIPS = 3;

    private static final Set<String> OTHER_NAMES = Set.of("neutral", "none");

    private Reading() {}

    /** Whether what was asked for came, and from whom it should. */
    static boolean worked(Observation o) {
        return o.succeeded() && !o.detail().containsKey("blockpage");
    }

    /** Whether the address was asked under a name that is not the target's, or under none, for comparison. */
    static boolean underOtherName(Observation o) {
        return o.pair() != null && OTHER_NAMES.contains(o.pair().arm());
    }

    /** Whether it went slowly; null where nothing can be said. */
    static @Nullable Boolean slow(Observation o) {
        if (!o.succeeded()) {
            return null;
        }
        return switch (o.test()) {
            case "transfer" -> slowTransfer(o.detail());
            case "mtproto" -> slowHandshake(o.detail());
            default -> null;
        };
    }

    /** Slow, while a server on this side of the border was reached fast over the same line. */
    private static @Nullable Boolean slowTransfer(Map<String, Object> detail) {
        double goodput = number(detail, "goodput_kbps");
        if (goodput >= SLOW_KBPS) {
            return false;
        }
        return number(detail, "control_goodput_kbps") >= FASTER * goodput ? true : null;
    }

    private static @Nullable Boolean slowHandshake(Map<String, Object> detail) {
        if (!(detail.get("stages") instanceof Map<?, ?> stages)) {
            return null;
        }
        double connect = number(stages, "connect");
        double wait = number(stages, "mtproto_handshake") - connect;
        if (Double.isNaN(wait)) {
            return null;
        }
        return connect >= LOST_SYN_MS || wait >= LOST_WORD_MS + ROUND_TRIPS * connect;
    }

    private static double number(Map<?, ?> detail, String key) {
        return detail.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
