package org.cordon.analysis.baseline;

import java.util.List;
import org.cordon.analysis.observation.Observation;

/** A way of finding out which prefixes are cut off in which networks. Deterministic; used once. */
public interface Baseline {

    /** Short, for tables. */
    String name();

    /** Takes the next observation; they come in fold order. */
    void accept(Observation observation);

    /** All that it claimed, by begin; to be asked once, after the last observation. */
    List<Claim> claims();
}
