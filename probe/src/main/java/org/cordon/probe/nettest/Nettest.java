package org.cordon.probe.nettest;

import java.time.Duration;
import java.util.List;
import org.cordon.analysis.targets.Target;

/**
 * One kind of measurement. An attempt is one connection to one address, with no hidden retry; what it yields is facts per
 * stage, never a verdict.
 *
 * <p>The event loop connects; what follows is a {@link Conversation}. To add a nettest, copy {@link ExampleNettest}, add
 * a line to {@link Nettests#ALL} and a page to docs/nettests.
 */
public interface Nettest {

    /** Name on the wire and on the command line: 1–32 characters of a–z and 0–9. */
    String name();

    /** What a volunteer is told that this nettest sends, as the end of the sentence "It …". */
    String whatItSends();

    /**
     * Whether it tests a means with which people get around a censor: then it runs only where it was asked for by name and
     * consented to by itself.
     */
    default boolean isAboutProxies() {
        return false;
    }

    /** Whether it makes sense against this target; by default against any. */
    default boolean suits(Target target) {
        return true;
    }

    /** How long the stages after the connection may take together, given what is usual in this run. */
    default Duration timeoutAfterConnect(Duration usual) {
        return usual;
    }

    /** What carries it; by default TCP. */
    default Transport transport(Target target) {
        return Transport.TCP;
    }

    /** Attempts for which this is equal are to be compared with each other; by default those at one target. */
    default Object comparedBy(Target target) {
        return target;
    }

    /** The attempts that this nettest makes against one target in one run; by default one. */
    default List<Variant> variants(Target target) {
        return List.of(Variant.only(target));
    }

    /** What will be said once the connection to {@code target} stands. */
    Conversation converse(Target target, Variant variant);
}
