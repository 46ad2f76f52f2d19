package org.cordon.analysis.detect;

import org.cordon.analysis.observation.Failure;
import org.jspecify.annotations.Nullable;

/** The log-likelihood ratio of one attempt, blocked against open, in nats (Wald, 1945). */
final class Evidence {
    /** What a failure says where nothing speaks against it. */
    static final double ORDINARY_FAILURE = 3;

    private Evidence() {}

    /**
     * @param leak share of attempts that pass a block
     * @param loss share of this probe's attempts that fail without any
     */
    static double ofSuccess(double leak, double loss) {
        return Math.log(leak / (1 - loss));
    }

    /** @param available probability that the target answers somebody whom nobody blocks */
    static double ofFailure(double leak, double loss, double available, @Nullable Failure failure) {
        double nats = Math.log((1 - leak * available) / (1 - available * (1 - loss)));
        // whoever refuses has a machine there that answers: half as telling as silence
        return Failure.CONNECTION_REFUSED.equals(failure) ? nats / 2 : nats;
    }

    /**
     * What an attempt says against a block whose leak has been learnt since.
     *
     * @param leak the learnt share, {@code assumed} that which the sample was weighed with
     */
    static Sample relearnt(Sample s, double leak, double assumed, double loss) {
        return s.weighing(s.success() ? ofSuccess(leak, loss) : s.nats() + Math.log((1 - leak) / (1 - assumed)));
    }
}
