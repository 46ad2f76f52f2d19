package org.cordon.lab.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cordon.analysis.observation.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden folders hold the blocks that the detector finds in their observations, byte for byte. */
final class GoldenBlocksTest {
    private static final Path GOLDEN = Path.of("src/test/resources/behaviours");

    @Test
    void the_detector_finds_in_every_case_what_its_folder_says(@TempDir Path folder) throws IOException {
        List<Observation> before = new ArrayList<>();
        for (Behaviour open : Behaviours.open()) {
            before.addAll(observations(open.name()));
            assertEquals("[\n]\n", Files.readString(GOLDEN.resolve(open.name()).resolve("blocks.json")), open.name());
        }
        List<String> cases = Behaviours.all().stream().map(Behaviour::name).toList();
        assertTrue(cases.size() >= 20, cases.toString());
        for (String name : cases) {
            List<Observation> seen =
                    Stream.concat(before.stream(), observations(name).stream()).toList();
            Path found = folder.resolve("blocks.json");
            Found.write(Found.blocks(seen), found);
            assertEquals(Files.readString(GOLDEN.resolve(name).resolve("blocks.json")), Files.readString(found), name);
        }
    }

    private static List<Observation> observations(String name) throws IOException {
        return Found.read(GOLDEN.resolve(name).resolve("observations.jsonl"));
    }
}
