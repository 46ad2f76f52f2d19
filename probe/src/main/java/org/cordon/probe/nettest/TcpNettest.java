package org.cordon.probe.nettest;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.targets.Target;

/**
 * Whether a TCP connection comes about and stands for a moment. Nothing is said on it.
 *
 * <p>The moment is two round trips: a middlebox that lets the handshake pass and then resets it would look like an open
 * road to a test that leaves at once.
 */
final class TcpNettest implements Nettest {
    private static final Duration SHORTEST_STAY = Duration.ofMillis(20);
    private static final Duration LONGEST_STAY = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public String whatItSends() {
        return "opens a TCP connection and closes it again within a second, without a word";
    }

    @Override
    public Duration timeoutAfterConnect(Duration usual) {
        // the stay is no limit within which something must happen
        return Duration.ZERO;
    }

    @Override
    public Conversation converse(Target target, Variant variant) {
        return new Stay();
    }

    private static final class Stay implements Conversation {
        @Override
        public Step connected(Line line) {
            Duration twoRoundTrips = line.elapsed().multipliedBy(2);
            line.timeLimit(min(max(twoRoundTrips, SHORTEST_STAY), LONGEST_STAY));
            return Step.WAIT;
        }

        @Override
        public Step timeUp(Line line) {
            return Step.DONE;
        }

        /** The other side speaks first, as some do: then the connection stands. */
        @Override
        public Step received(ByteBuffer data, Line line) {
            return Step.DONE;
        }

        /** The other side hung up in good order: the connection stood. */
        @Override
        public Step closed(Line line) {
            return Step.DONE;
        }

        @Override
        public Operation operation() {
            return Operation.CONNECT;
        }

        private static Duration max(Duration a, Duration b) {
            return a.compareTo(b) > 0 ? a : b;
        }

        private static Duration min(Duration a, Duration b) {
            return a.compareTo(b) < 0 ? a : b;
        }
    }
}
