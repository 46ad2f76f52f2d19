package org.cordon.lab.faults;

import java.io.IOException;
import java.nio.file.Path;
import org.cordon.lab.programs.CollectorClient;
import org.cordon.lab.sandbox.SandboxFailure;

/**
 * A collector's process.
 *
 * @param data its directory
 * @param port of its API on loopback
 */
record Collector(Member member, Path data, int port, CollectorClient client) {
    private static final int SECONDS = 180;

    /** Waits until every part of it works. */
    void awaitReady() throws InterruptedException, SandboxFailure {
        await(client::isReady, "did not become ready");
    }

    /**
     * Waits until nothing waits for it any more. What waits is known as of a part's last look at the broker, which under load
     * is seconds ago: only what is so three times in a row, two seconds apart, is believed.
     */
    void awaitIdle() throws InterruptedException, SandboxFailure {
        for (int times = 0; times < 3; times++) {
            await(client::isReadyAndIdle, "did not finish its work");
            Thread.sleep(2_000);
            times = client.isReadyAndIdle() ? times : -1;
        }
    }

    private interface Check {
        boolean holds() throws InterruptedException;
    }

    private void await(Check check, String otherwise) throws InterruptedException, SandboxFailure {
        for (int tenths = 0; !check.holds(); tenths++) {
            if (tenths > 10 * SECONDS || !member.isAlive()) {
                throw member.failure(otherwise);
            }
            Thread.sleep(100);
        }
    }

    /** A figure of its metrics; 0 where it is not there or cannot be asked. */
    double metric(String series) throws InterruptedException {
        try {
            return client.metric(series);
        } catch (IOException away) {
            return 0;
        }
    }
}
