package org.cordon.lab.faults;

import java.io.IOException;
import org.cordon.lab.sandbox.SandboxFailure;

/** Something that goes wrong, and what has to be as if it had not. */
interface Fault {
    /** A word for the command line. */
    String name();

    /** What happens, for the table. */
    String description();

    /** Plays it. @return what became of everything, and a remark */
    Outcome play(Rig rig) throws IOException, InterruptedException, SandboxFailure;

    /** @param remark what was counted on the way */
    record Outcome(Account account, String remark) {}
}
