package org.cordon.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.ObservationReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole probe on a machine whose network changes in the middle of a run. */
final class MovingMachineTest {
    @TempDir
    Path folder;

    @Test
    void a_change_of_network_ends_the_run_and_begins_a_new_one_that_claims_nothing_of_the_old_network()
            throws Exception {
        Namespaces.require();
        Path list = Files.writeString(
                folder.resolve("targets.csv"),
                IntStream.range(0, 30)
                        .mapToObj(i -> "149.154.165." + i + ",443,telegram\n")
                        .collect(Collectors.joining("", "ip,port,list\n", "")));
        Path out = Files.createFile(folder.resolve("out.jsonl"));
        String move = "(until [ $(wc -l < " + out + ") -gt 4 ]; do sleep 0.1; done; ip addr add 10.99.0.5/29 dev near0;"
                + " ip addr del 10.99.0.1/30 dev near0; ip route replace 149.154.160.0/20 via 10.99.0.2;"
                + " ip -n far route add 10.99.0.0/29 dev far0) & ";
        String said = Namespaces.inside(
                folder,
                "two-namespaces.sh",
                Namespaces.java(FarServers.class),
                move + Namespaces.java(ProbeMain.class)
                        + " run --once --lang en --i-consent --hosted --rate 9 --tests tcp --cc RU --asn 12389"
                        + " --targets "
                        + list + " --out " + out);
        List<List<Observation>> runs = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            Observation o = new ObservationReader().read(line.getBytes());
            if (runs.isEmpty() || !runs.get(runs.size() - 1).get(0).run().equals(o.run())) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(o);
        }
        assertEquals(2, runs.size(), said);
        assertTrue(runs.get(0).size() < 30, said);
        assertEquals(30, runs.get(1).size(), said);
        assertTrue(runs.stream().flatMap(List::stream).allMatch(o -> o.failure() == null), said);
        assertEquals(12_389, runs.get(0).get(0).asn());
        assertEquals(0, runs.get(1).get(0).asn());
        assertEquals("ZZ", runs.get(1).get(0).cc());
        assertNotEquals(runs.get(0).get(0).run(), runs.get(1).get(0).run());
        assertTrue(said.contains("Your network has changed"), said);
        assertTrue(said.contains("count for nothing: "), said);
    }
}
