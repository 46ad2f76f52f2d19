package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a collector from starting is said in one sentence that names the setting, before anything has started. */
final class StartTest {
    @TempDir
    Path dir;

    private static void assertRefused(String message, String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "serve";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        Ran ran = Ran.of(line);
        assertEquals(1, ran.status(), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertTrue(ran.err().startsWith("cannot start: " + message), ran.err());
    }

    @Test
    void a_folder_that_is_none() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));
        assertRefused("'data': " + file + " is a file, not a folder", "--data", file.toString());
        assertRefused("'data': the folder " + file + "/x cannot be made: ", "--data", file + "/x");
        assertRefused("'data': the folder /proc/x cannot be made: ", "--data", "/proc/x");
    }

    @Test
    void a_port_that_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            String data = dir.resolve("data").toString();
            assertRefused(
                    "'listen': " + address + ": another program listens there", "--data", data, "--listen", address);
            assertRefused(
                    "'kafka-listen': " + address + ": another program listens there",
                    "--data",
                    data,
                    "--listen",
                    "127.0.0.1:0",
                    "--kafka-listen",
                    address);
        }
    }
}
