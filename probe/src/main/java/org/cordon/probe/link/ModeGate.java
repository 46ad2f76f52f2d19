package org.cordon.probe.link;

import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Result;
import org.jspecify.annotations.Nullable;

/**
 * Collects results until enough of them are there to tell the mode of the link, and then again from the start, all through
 * a run, because a link can go down in the middle of one. Where the target list is too small or too one-sided to tell
 * ({@link LinkModeRule}), the mode stays null: not known.
 */
public final class ModeGate {
    /** Most results that are collected for one verdict. */
    private static final int MAX_HELD = 2_000;

    private final boolean canTell;
    private final List<Result> held = new ArrayList<>();
    private @Nullable LinkMode mode;

    public ModeGate(Iterable<Target> targets) {
        this.canTell = LinkModeRule.suffice(targets);
    }

    /** Whether it is worth while to wait for {@link #add} to say that the mode can be told. */
    public boolean canTell() {
        return canTell;
    }

    /** Takes a result; true where {@link #mode} now holds for everything added since this was last true. */
    public boolean add(Result result) {
        held.add(result);
        if (held.size() < LinkModeRule.FOREIGN_TARGETS) {
            return false;
        }
        LinkMode told = canTell ? LinkModeRule.infer(held) : null;
        if (told == null && held.size() < MAX_HELD) {
            return false;
        }
        mode = told;
        held.clear();
        return true;
    }

    /** The mode told last; it also serves for the few results at the end of a run that do not suffice for a verdict. */
    public @Nullable LinkMode mode() {
        return mode;
    }
}
