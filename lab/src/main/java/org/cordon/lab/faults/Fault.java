package org.cordon.lab.faults;

import java.io.IOException;
import org.cordon.lab.sandbox.SandboxFailure;

/**
 * Something that goes wrong, and what has to be as if it had not.
 *
 * @param name a word for the command line
 * @param description what happens, for the table
 */
record Fault(String name, String description, Play play) {

    /** Makes it happen; says what became of everything. */
    interface Play {
        Outcome in(Rig rig) throws IOException, InterruptedException, SandboxFailure;
    }

    /** @param remark what was counted on the way */
    record Outcome(Account account, String remark) {}
}
