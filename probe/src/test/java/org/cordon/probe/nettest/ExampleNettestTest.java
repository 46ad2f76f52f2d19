package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import org.cordon.analysis.observation.Outcome;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Runs;
import org.junit.jupiter.api.Test;

final class ExampleNettestTest {
    private final ExampleNettest example = new ExampleNettest();

    @Test
    void a_greeting_that_comes_back_is_a_success() throws IOException {
        try (Peer peer = Peer.that(socket -> {
            byte[] heard = socket.getInputStream().readNBytes(5);
            socket.getOutputStream().write(heard);
        })) {
            Outcome outcome = Runs.one(example, peer.target());
            assertEquals("ok", Runs.words(outcome));
            assertEquals(5, Runs.detail(outcome).get("bytes_received"));
        }
    }

    @Test
    void another_answer_is_quoted_in_the_failure() throws IOException {
        try (Peer peer = Peer.that(socket -> socket.getOutputStream().write("GO AWAY".getBytes()))) {
            assertEquals("unknown_failure: not a greeting: GO AWAY read", Runs.words(Runs.one(example, peer.target())));
        }
    }

    @Test
    void no_volunteer_ever_runs_it() {
        assertFalse(Nettests.ALL.stream().anyMatch(test -> test instanceof ExampleNettest));
    }
}
