package org.cordon.lab.behaviour;

import java.util.List;

/**
 * One way of blocking and how the probes look at it.
 *
 * @param name of the case and of its folder
 * @param rules for nft on the router, inside {@code table ip censor}
 * @param box a process beside the rules: arguments of the lab's command line; none where the rules suffice
 * @param tests nettests, separated by commas
 * @param targets lines of a target list: ip, port, list, host, provider
 * @param runs how many runs are made, one after the other
 * @param rate connections that one probe begins a second, at most
 * @param inFlight connections of one probe at a time, at most
 */
record Behaviour(
        String name,
        String rules,
        List<String> box,
        String tests,
        List<String> targets,
        int runs,
        int rate,
        int inFlight) {
    private static final int FEW = 50;
    /** Transfers that go at once share the line, and a slow one must be slow by itself. */
    private static final int TRANSFERS = 10;

    private static final int MANY = 500;

    static Behaviour of(String name, String rules, String tests, List<String> targets) {
        return new Behaviour(
                name, rules, List.of(), tests, targets, 1, tests.contains("transfer") ? TRANSFERS : FEW, MANY);
    }

    Behaviour with(String... arguments) {
        return new Behaviour(name, rules, List.of(arguments), tests, targets, runs, rate, inFlight);
    }

    Behaviour twice() {
        return new Behaviour(name, rules, box, tests, targets, 2, rate, inFlight);
    }

    /** As fast as the servers answer: so that the servers of the far end serve everybody, though all probes come at once. */
    Behaviour gently() {
        return new Behaviour(name, rules, box, tests, targets, runs, MANY, 15);
    }

    /** Whether it takes long, because every frozen transfer is waited for. */
    boolean isLong() {
        return tests.contains("transfer");
    }
}
