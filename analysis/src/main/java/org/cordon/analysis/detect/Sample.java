package org.cordon.analysis.detect;

import org.cordon.analysis.observation.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What the detector keeps of one attempt until its evidence is counted.
 *
 * @param at fold time, milliseconds since the epoch
 * @param leaf the address's node in the trie
 * @param port destination port
 * @param site number of the site, or of the probe where no site is known
 * @param probe number of the probe
 * @param kind how it failed; null: it worked
 * @param nats log-likelihood ratio, blocked against open
 */
record Sample(
        long at,
        int leaf,
        int port,
        int site,
        int probe,
        @Nullable Kind kind,
        double nats) {

    /** How an attempt failed, as far as it tells mechanisms apart. */
    enum Kind {
        DROP,
        RESET,
        UNREACHABLE;

        static Kind of(Failure failure) {
            if (failure.equals(Failure.CONNECTION_RESET) || failure.equals(Failure.CONNECTION_REFUSED)) {
                return RESET;
            }
            return failure.equals(Failure.HOST_UNREACHABLE) || failure.equals(Failure.NETWORK_UNREACHABLE)
                    ? UNREACHABLE
                    : DROP;
        }
    }

    boolean success() {
        return kind == null;
    }
}
