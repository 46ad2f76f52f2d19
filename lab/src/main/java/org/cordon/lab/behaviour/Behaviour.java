package org.cordon.lab.behaviour;

import java.util.List;

/**
 * One way of blocking and how the probe looks at it.
 *
 * @param name of the case and of its folder
 * @param rules for nft on the router, inside {@code table ip censor}
 * @param box a process beside the rules: arguments of the lab's command line; none where the rules suffice
 * @param tests nettests, separated by commas
 * @param targets lines of a target list: ip, port, list, host, provider
 * @param runs how many runs are made, one after the other
 */
record Behaviour(String name, String rules, List<String> box, String tests, List<String> targets, int runs) {

    static Behaviour of(String name, String rules, String tests, String... targets) {
        return new Behaviour(name, rules, List.of(), tests, List.of(targets), 1);
    }

    Behaviour with(String... arguments) {
        return new Behaviour(name, rules, List.of(arguments), tests, targets, runs);
    }

    Behaviour twice() {
        return new Behaviour(name, rules, box, tests, targets, 2);
    }
}
