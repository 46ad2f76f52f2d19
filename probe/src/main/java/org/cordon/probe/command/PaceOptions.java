package org.cordon.probe.command;

import java.time.Duration;
import org.cordon.probe.engine.Budget;
import org.cordon.probe.engine.Descriptors;
import org.cordon.probe.engine.Limits;
import org.cordon.probe.report.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How fast the probe may be. The defaults spare a home router, its owner, and the targets. */
final class PaceOptions {
    private static final int HOSTED_IN_FLIGHT = 4_000;
    private static final int HOME_MEGABYTES = 100;

    @Option(
            names = "--hosted",
            description = "This is a server, not a home: no limit on the rate, 4,000 in flight, no budget,"
                    + " no pause before the same address again, unless said otherwise.")
    boolean hosted;

    @Option(names = "--rate", paramLabel = "N", description = "New connections a second, at most (default: 2).")
    @Nullable
    Double rate;

    @Option(
            names = "--network-rate",
            paramLabel = "N",
            description = "New connections a second to one /24 (IPv6: /48), at most (default: 1).")
    @Nullable
    Double networkRate;

    @Option(names = "--in-flight", paramLabel = "N", description = "Connections at a time, at most (default: 64).")
    @Nullable
    Integer inFlight;

    @Option(
            names = "--spacing",
            paramLabel = "TIME",
            description = "Pause before a later run tries the same address again, at least (default: 10m).")
    @Nullable
    Duration spacing;

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long a connection may take to come about (default: ${DEFAULT-VALUE}).")
    Duration connectTimeout = Duration.ofSeconds(10);

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long what follows may take, such as a TLS handshake (default: ${DEFAULT-VALUE}).")
    Duration timeout = Duration.ofSeconds(10);

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            description = "Ends a run after so many connections (default: no such limit).")
    @Nullable
    Long maxAttempts;

    @Option(
            names = "--max-megabytes",
            paramLabel = "N",
            description = "Begins nothing more in a run that has sent and received so much (default: " + HOME_MEGABYTES
                    + ").")
    @Nullable
    Long maxMegabytes;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            description = "Begins nothing more in a run that has lasted so long (default: no such limit).")
    @Nullable
    Duration maxTime;

    Limits limits() {
        double perSecond = rate != null ? rate : hosted ? Double.POSITIVE_INFINITY : 2;
        double perNetwork = networkRate != null ? networkRate : hosted ? Double.POSITIVE_INFINITY : 1;
        Duration pause = spacing != null ? spacing : hosted ? Duration.ZERO : Duration.ofMinutes(10);
        Duration within = hosted ? Duration.ZERO : Duration.ofSeconds(1);
        try {
            int possible = Math.min(wanted(), Descriptors.available());
            return new Limits(perSecond, perNetwork, possible, pause, within, connectTimeout, timeout, budget());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private Budget budget() {
        Long megabytes = maxMegabytes != null || hosted ? maxMegabytes : Long.valueOf(HOME_MEGABYTES);
        return new Budget(
                maxAttempts != null ? maxAttempts : Budget.UNLIMITED.attempts(),
                megabytes != null ? Math.multiplyExact(megabytes, 1_000_000L) : Budget.UNLIMITED.bytes(),
                maxTime != null ? maxTime : Budget.UNLIMITED.time());
    }

    private int wanted() {
        return inFlight != null ? inFlight : hosted ? HOSTED_IN_FLIGHT : 64;
    }

    /** What a person must be told about the limits, or null. */
    @Nullable
    String warning(Words words) {
        int wanted = wanted();
        int available = Descriptors.available();
        return wanted <= available ? null : words.say("fewDescriptors", available, wanted);
    }
}
