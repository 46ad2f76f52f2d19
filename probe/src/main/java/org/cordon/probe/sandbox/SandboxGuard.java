package org.cordon.probe.sandbox;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tests and demonstrations off the real Internet. Where the environment says {@code CORDON_SANDBOX=required}, no
 * socket is opened to anything but loopback unless this process stands in the sandbox: the sandbox's mark is there
 * <em>and</em> its network has no way out. Any other word than {@code required} or {@code off} is taken for a slip of the
 * fingers, and refused. Asked before every single connection, by every part of the probe; what it
 * knows of the sandbox is at most a second old.
 */
public final class SandboxGuard {
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000;
    private static final String VARIABLE = "CORDON_SANDBOX";

    private final String value;
    private final Path marker;
    private final DefaultRoutes routes;
    private final LongSupplier nanos;
    private @Nullable String objection;
    private long looked;
    private boolean everLooked;

    SandboxGuard(Map<String, String> environment, Path marker, DefaultRoutes routes, LongSupplier nanos) {
        this.value = environment.getOrDefault(VARIABLE, "");
        this.marker = marker;
        this.routes = routes;
        this.nanos = nanos;
    }

    /** The guard of this process. */
    public static SandboxGuard ofThisProcess() {
        return new SandboxGuard(
                System.getenv(), Path.of("/run/cordon-sandbox"), DefaultRoutes.ofThisProcess(), System::nanoTime);
    }

    /** @throws SandboxException if a connection to {@code address} must not be opened */
    public void require(InetAddress address) throws SandboxException {
        if (value.isEmpty() || value.equals("off") || address.isLoopbackAddress()) {
            return;
        }
        if (!value.equals("required")) {
            throw new SandboxException(VARIABLE + " is '" + value + "', which means nothing: say required or off.");
        }
        String reason = objection();
        if (reason != null) {
            throw new SandboxException(refusal(reason));
        }
    }

    private synchronized @Nullable String objection() {
        long now = nanos.getAsLong();
        if (!everLooked || now - looked > LOOK_AGAIN_NANOS) {
            objection = look();
            looked = now;
            everLooked = true;
        }
        return objection;
    }

    private @Nullable String look() {
        if (!Files.exists(marker)) {
            return "there is no " + marker;
        }
        return routes.exist() ? "this network has a default route" : null;
    }

    private static String refusal(String reason) {
        return VARIABLE + "=required is set and this is not the sandbox (" + reason
                + "), so nothing but loopback may be contacted: run inside the lab, or unset " + VARIABLE
                + " if you mean to measure the real Internet.";
    }
}
