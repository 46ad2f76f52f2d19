package org.cordon.probe.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.cordon.probe.identity.Home;
import org.cordon.probe.identity.Identity;
import org.cordon.probe.spool.Spool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where results go, beside a file. */
final class UplinkOptions {
    private static final Duration HOME_AGE = Duration.ofSeconds(30);
    private static final Duration HOSTED_AGE = Duration.ofSeconds(1);

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Sends the observations, signed, to the Kafka broker of a collector.")
    @Nullable
    String kafka;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Keeps the probe's key and what is not yet handed over in DIR (default: .cordon in your home"
                    + " folder where --kafka is given, else nothing is kept).")
    @Nullable
    Path home;

    @Option(
            names = "--spool-mib",
            paramLabel = "N",
            defaultValue = "64",
            description = "What waits may take N MiB of the disk; beyond that the oldest goes (default:"
                    + " ${DEFAULT-VALUE}).")
    int spoolMib = 64;

    /** The folder, or null where nothing is to be kept. */
    @Nullable
    Home openHome() throws IOException {
        if (home == null && kafka == null) {
            return null;
        }
        return Home.open(home != null ? home : Path.of(System.getProperty("user.home"), ".cordon"));
    }

    @Nullable
    Spool openSpool(@Nullable Home home, @Nullable Identity identity, boolean hosted) throws IOException {
        if (home == null || identity == null) {
            return null;
        }
        long bound = Math.max(1, spoolMib) * 1024L * 1024L;
        return new Spool(home.spoolFolder(), identity, InstantSource.system(), bound, hosted ? HOSTED_AGE : HOME_AGE);
    }
}
