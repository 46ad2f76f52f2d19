package org.cordon.probe.proxies;

import org.cordon.analysis.targets.Target;

/**
 * One way around a censor that is to be tested.
 *
 * @param target its address and port, and nothing else about it: all that ever leaves this machine
 * @param access what its users know
 */
public record Proxy(Target target, Access access) {
    /** The target list of all proxies. */
    public static final String LIST = "proxy";
}
