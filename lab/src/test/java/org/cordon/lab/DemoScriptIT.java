package org.cordon.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./demo} says where the machine cannot show it. */
final class DemoScriptIT {
    @TempDir
    Path dir;

    @Test
    void a_machine_without_user_namespaces_is_told_how_to_enable_them() throws Exception {
        // all tools are there, but making namespaces fails
        for (String tool : List.of("ip", "nft", "sysctl", "unshare")) {
            Path fake = dir.resolve(tool);
            Files.writeString(fake, "#!/bin/sh\nexit 1\n");
            Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Demonstration.Ran ran =
                Demonstration.run(30, Map.of("PATH", dir + ":" + System.getenv("PATH")), List.of("./demo", "--once"));
        assertEquals(1, ran.status(), ran.out());
        assertTrue(
                ran.out().startsWith("demo: this system forbids user namespaces; enable them with: sysctl -w"),
                ran.out());
    }

    @Test
    void a_machine_without_nft_is_told_what_to_install() throws Exception {
        Demonstration.assumeNamespaces();
        // everything of the system folder but nft, which then is nowhere to be found
        String script = "cp $(which ip sysctl) $BIN && mount -t tmpfs tmpfs /usr/sbin && PATH=$BIN:$PATH exec ./demo";
        Demonstration.Ran ran =
                Demonstration.run(30, Map.of("BIN", dir.toString()), List.of("unshare", "-rm", "sh", "-c", script));
        assertEquals(1, ran.status(), ran.out());
        assertEquals(
                "demo: 'nft' is missing; install it with: apt install nftables",
                ran.out().strip());
    }
}
