package org.cordon.analysis.detect;

import java.time.Instant;
import java.util.Collection;
import org.cordon.analysis.prefix.Prefix;

/** What the other networks of a country do: what one blocks or lifts, the next is likely to block or lift within hours. */
final class Neighbours {
    private final Collection<NetworkFold> networks;

    /** @param networks those of the country, now and later */
    Neighbours(Collection<NetworkFold> networks) {
        this.networks = networks;
    }

    /** Whether another network than {@code asn} has a confirmed block at {@code layer} that covers {@code node}. */
    boolean block(long asn, Layer layer, int node) {
        for (NetworkFold other : networks) {
            if (other.asn() != asn && other.layer() == layer && blocks(other, node)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether such a block of another network has ended since {@code since}, and not come back.
     *
     * @param prefix that of {@code node}
     */
    boolean lifted(long asn, Layer layer, int node, Prefix prefix, Instant since) {
        for (NetworkFold other : networks) {
            if (other.asn() != asn
                    && other.layer() == layer
                    && !blocks(other, node)
                    && other.records().endedAround(prefix, since)) {
                return true;
            }
        }
        return false;
    }

    private static boolean blocks(NetworkFold network, int node) {
        Episode episode = network.around(node);
        return episode != null && episode.confirmed() != null;
    }
}
