package org.cordon.probe.nettest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.jspecify.annotations.Nullable;

/**
 * What happens on one connection after it stands, told to the event loop step by step. Nothing here may block. Whatever
 * the network throws is mapped by the event loop; an implementation lets {@link IOException} pass.
 *
 * <p>Every answer is hostile: an implementation keeps no more than a bounded part of it.
 */
public interface Conversation {

    /** The connection stands: say the first words, or be done. */
    Step connected(Line line) throws IOException;

    /** Bytes came. What is not read from {@code data} is lost. */
    Step received(ByteBuffer data, Line line) throws IOException;

    /** The other side closed its half: {@code eof_error}, unless the conversation may end like this. */
    default Step closed(Line line) throws IOException {
        return Step.EOF;
    }

    /** The time limit has passed: {@code generic_timeout_error}, unless the conversation waited for just that. */
    default Step timeUp(Line line) throws IOException {
        return Step.TIMEOUT;
    }

    /** The stage that the conversation is in: what has failed if it fails now. */
    Operation operation();

    /** The address that the attempt has to do with, asked for at the end; null where it found none. */
    default @Nullable Address subject(Target target) {
        return target.ip();
    }

    /** What only this nettest knows, asked for at the end, whatever the end. */
    default Map<String, Object> detail() {
        return Map.of();
    }
}
