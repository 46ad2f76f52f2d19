package org.cordon.probe.nettest;

import org.cordon.analysis.targets.Target;
import org.cordon.probe.proxies.Access;

/**
 * Tests one kind of means with which people get around a censor. It runs only against what an operator's list names, only
 * where it was asked for by name, and only with a consent of its own.
 */
public interface ProxyNettest extends Nettest {

    /**
     * The same nettest, with what the users of one proxy know.
     *
     * @param access of the kind whose {@link Access#test} is this nettest's name
     */
    ProxyNettest with(Access access);

    @Override
    default boolean isAboutProxies() {
        return true;
    }

    /** No target of an ordinary list: proxies have a list of their own. */
    @Override
    default boolean suits(Target target) {
        return false;
    }
}
