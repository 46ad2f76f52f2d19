package org.cordon.probe.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.probe.Namespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The uplink in namespaces without a way out: one way in is reset by name, every connection is frozen by the kernel's packet
 * filter once 16 KB have crossed it, and for a while nothing passes at all.
 */
final class CensoredUplinkTest {
    /** How long the uplink is cut; {@code -Dcut.seconds=7200} for two hours. */
    private static final int CUT = Integer.getInteger("cut.seconds", 3);

    private static final String CENSOR = "ip netns exec far sysctl -qw net.netfilter.nf_conntrack_acct=1; "
            + "ip netns exec far nft 'table inet freeze { chain in { type filter hook input priority 1;"
            + " tcp dport 443 ct bytes > 16384 counter drop; }; chain out { type filter hook output priority 1;"
            + " tcp sport 443 ct bytes > 16384 drop; }; }'; ";

    /** Begins with the second batch, so that there is something to cut. */
    private static String cut(Path folder) {
        return "(until [ -e " + folder.resolve("taken/2.batch") + " ]; do sleep 0.05; done; ip netns exec far nft"
                + " 'table inet cut { chain in { type filter hook"
                + " input priority 0; tcp dport 443 drop; }; }'; echo"
                + " cut; sleep "
                + CUT
                + "; ip netns exec far nft delete table inet cut; echo open again) & ";
    }

    @TempDir
    Path folder;

    @Test
    void frozen_after_16_kb_reset_by_name_and_cut_everything_still_arrives_once() throws Exception {
        Namespaces.require();
        String said = Namespaces.inside(
                folder,
                java.time.Duration.ofSeconds(120 + CUT),
                "two-namespaces.sh",
                Namespaces.java(CensoredUplink.class) + " gateway " + folder,
                CENSOR + cut(folder) + Namespaces.java(CensoredUplink.class).substring("exec ".length()) + " probe "
                        + folder + " " + (100 + CUT) + "; ip netns exec far nft list table inet freeze");
        assertTrue(said.contains("40 KB did not pass"), said);
        assertTrue(said.contains("cut\n") && said.contains("open again") && said.contains("cannot be reached"), said);
        assertTrue(said.contains("everything was acknowledged"), said);
        assertTrue(said.matches("(?s).*counter packets [1-9].*"), "the freeze was real: " + said);
        Set<String> ids = new HashSet<>();
        Set<Long> batches = new HashSet<>();
        try (Stream<Path> files = Files.list(folder.resolve("taken"))) {
            List<Path> taken = files.toList();
            for (Path file : taken) {
                byte[] bytes = Files.readAllBytes(file);
                assertTrue(bytes.length <= 12_000, file + " has " + bytes.length + " bytes");
                var batch = new BatchCodec().decode(bytes);
                if (batches.add(batch.sequence())) {
                    batch.forEachLine((line, from, length) -> {
                        try {
                            assertTrue(ids.add(new ObservationReader()
                                    .read(line, from, length)
                                    .id()));
                        } catch (org.cordon.analysis.wire.InvalidObservationException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                }
            }
            System.err.println(taken.size() + " batches arrived, " + batches.size()
                    + " of them different, over an uplink that was cut for " + CUT + " s");
        }
        assertEquals(CensoredUplink.OBSERVATIONS, ids.size());
    }
}
