package org.cordon.probe.link;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Result;
import org.jspecify.annotations.Nullable;

/**
 * Collects results until enough of them are there to tell the mode of the link, and then again from the start, all through
 * a run, because a link can go down in the middle of one. Where the target list is too small or too one-sided to tell
 * ({@link LinkModeRule}), the mode stays null: not known.
 *
 * <p>A TCP handshake decides only where too little is said after one: in white-list periods Russian mobile networks let the
 * handshake with everybody pass, and not a word after it. Proxies decide nothing: a list of them may be long and dead.
 */
public final class ModeGate {
    /** Most results that are collected for one verdict. */
    private static final int MAX_HELD = 2_000;

    private final boolean canTell;
    private final boolean handshakesDecide;
    private final List<Result> held = new ArrayList<>();
    private final List<Result> deciding = new ArrayList<>();
    private @Nullable LinkMode mode;

    /** @param attempts all that the run is going to make */
    public ModeGate(List<Attempt> attempts) {
        this.handshakesDecide = !LinkModeRule.suffice(targets(attempts.stream().filter(ModeGate::speaks)));
        this.canTell = LinkModeRule.suffice(targets(attempts.stream().filter(ModeGate::mayDecide)));
    }

    private static List<Target> targets(Stream<Attempt> attempts) {
        return attempts.map(Attempt::target).toList();
    }

    private static boolean speaks(Attempt attempt) {
        return mayDecide(attempt) && !attempt.test().name().equals("tcp");
    }

    private static boolean mayDecide(Attempt attempt) {
        return !attempt.test().isAboutProxies();
    }

    /** Whether it is worth while to wait for {@link #add} to say that the mode can be told. */
    public boolean canTell() {
        return canTell;
    }

    /** Takes a result; true where {@link #mode} now holds for everything added since this was last true. */
    public boolean add(Result result) {
        held.add(result);
        boolean counts = handshakesDecide ? mayDecide(result.attempt()) : speaks(result.attempt());
        if (counts) {
            deciding.add(result);
        }
        boolean enough = counts && deciding.size() >= LinkModeRule.FOREIGN_TARGETS;
        LinkMode told = canTell && enough ? LinkModeRule.infer(deciding) : null;
        if (told == null && held.size() < MAX_HELD) {
            return false;
        }
        mode = told;
        held.clear();
        deciding.clear();
        return true;
    }

    /** The mode told last; it also serves for the few results at the end of a run that do not suffice for a verdict. */
    public @Nullable LinkMode mode() {
        return mode;
    }
}
