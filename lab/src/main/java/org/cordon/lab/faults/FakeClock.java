package org.cordon.lab.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cordon.lab.sandbox.SandboxFailure;

/** A wall clock that one process alone sees, and that can be made to jump (Debian's libfaketime). */
final class FakeClock {
    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

    private final Path file;

    private FakeClock(Path file) {
        this.file = file;
    }

    /** Right at first. @throws SandboxFailure if the library is missing */
    static FakeClock in(Path folder) throws IOException, SandboxFailure {
        if (!Files.exists(LIBRARY)) {
            throw new SandboxFailure("libfaketime is not installed (apt install faketime)");
        }
        FakeClock clock = new FakeClock(folder.resolve("clock"));
        clock.jump("+0");
        return clock;
    }

    /** What the process must find in its environment. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                LIBRARY.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                // looked up every second: reading the file at every look at the clock makes everything slow
                "FAKETIME_CACHE_DURATION",
                "1",
                // time-outs go on as they are
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    /** From now on it is so far off, such as {@code -1h}. */
    void jump(String offset) throws IOException {
        Path aside = file.resolveSibling("clock.new");
        Files.writeString(aside, offset + "\n");
        Files.move(aside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
