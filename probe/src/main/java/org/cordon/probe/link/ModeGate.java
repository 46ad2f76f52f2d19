package org.cordon.probe.link;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Result;
import org.jspecify.annotations.Nullable;

/**
 * Holds results back until enough of them are there to tell the mode of the link, then lets them go with that mode; again
 * and again through a run, because a link can go down in the middle of one. Where the target list is too small or too
 * one-sided to tell ({@link LinkModeRule}), nothing is held back and the mode is null: not known.
 */
public final class ModeGate implements Consumer<Result> {
    /** Most results that are held. */
    private static final int MAX_HELD = 2_000;

    private final boolean canTell;
    private final BiConsumer<Result, @Nullable LinkMode> out;
    private final List<Result> held = new ArrayList<>();
    private @Nullable LinkMode lastMode;
    private boolean abnormal;

    /** @param out takes each result with the mode of the link at that time */
    public ModeGate(Iterable<Target> targets, BiConsumer<Result, @Nullable LinkMode> out) {
        this.canTell = LinkModeRule.suffice(targets);
        this.out = out;
    }

    @Override
    public void accept(Result result) {
        if (!canTell) {
            out.accept(result, null);
            return;
        }
        held.add(result);
        if (held.size() >= LinkModeRule.FOREIGN_TARGETS) {
            LinkMode mode = LinkModeRule.infer(held);
            if (mode != null || held.size() >= MAX_HELD) {
                release(mode);
            }
        }
    }

    /** Lets go of what is still held: too few to judge by themselves, so with the mode found last. */
    public void finish() {
        release(lastMode);
    }

    private void release(@Nullable LinkMode mode) {
        lastMode = mode;
        abnormal |= mode != null && mode != LinkMode.NORMAL;
        held.forEach(result -> out.accept(result, mode));
        held.clear();
    }

    /** The mode found last, or null where it could not be told. */
    public @Nullable LinkMode lastMode() {
        return lastMode;
    }

    /** Whether the link was anything but normal at any time. */
    public boolean wasAbnormal() {
        return abnormal;
    }
}
