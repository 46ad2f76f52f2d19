package org.cordon.probe.nettest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.targets.Target;

/**
 * Copy me to write a nettest. This one greets a server that answers with its own greeting, and notes how it begins. It
 * is tested like the others but stands in no list, so no volunteer ever runs it.
 *
 * <ol>
 *   <li>Copy this class; give it a name, and say in {@link #whatItSends} what a volunteer should know.
 *   <li>Write the stages top to bottom: {@code connected} speaks first, {@code received} listens.
 *   <li>Keep no more than a bounded part of what comes: the peer is hostile.
 *   <li>Add one line to {@link Nettests#ALL} and a page docs/nettests/NAME.md.
 *   <li>Test it against a real peer on loopback, as ExampleNettestTest does.
 * </ol>
 */
final class ExampleNettest implements Nettest {
    private static final int MAX_GREETING = 64;

    @Override
    public String name() {
        return "example";
    }

    @Override
    public String whatItSends() {
        return "sends the five bytes HELLO and reads at most 64 bytes of answer";
    }

    @Override
    public Conversation converse(Target target, Variant variant) {
        return new Greeting();
    }

    private static final class Greeting implements Conversation {
        private final StringBuilder answer = new StringBuilder();

        @Override
        public Step connected(Line line) throws java.io.IOException {
            line.send(ByteBuffer.wrap("HELLO".getBytes(StandardCharsets.US_ASCII)));
            return Step.WAIT;
        }

        @Override
        public Step received(ByteBuffer data, Line line) {
            while (data.hasRemaining() && answer.length() < MAX_GREETING) {
                answer.append((char) (data.get() & 0x7F));
            }
            if ("HELLO".startsWith(answer.substring(0, Math.min(5, answer.length()))) && answer.length() < 5) {
                return Step.WAIT;
            }
            return answer.toString().startsWith("HELLO")
                    ? Step.DONE
                    : Step.failed(Failure.unknown("not a greeting: " + answer));
        }

        @Override
        public Operation operation() {
            return Operation.READ;
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("bytes_received", answer.length());
        }
    }
}
