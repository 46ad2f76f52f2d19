package org.cordon.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cordon.analysis.observation.Observation;
import org.junit.jupiter.api.Test;

final class ReorderedTest {
    /** Lines whose times are these seconds; the id tells the line's number. */
    private static ObservationFile file(List<Integer> seconds) throws IOException {
        String lines = IntStream.range(0, seconds.size())
                .mapToObj(i -> String.format(
                        "{\"v\":1,\"id\":\"%d\",\"probe\":\"p\",\"role\":\"vantage\",\"cc\":\"RU\",\"asn\":12389,"
                                + "\"at\":\"2018-04-16T05:%02d:%02d.000Z\",\"test\":\"tcp\",\"ip\":\"18.184.0.2\",\"port\":443,"
                                + "\"failure\":null}",
                        i + 1, seconds.get(i) / 60, seconds.get(i) % 60))
                .collect(Collectors.joining("\n"));
        return ObservationFile.open(
                "-", new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), (name, line, reason) -> {
                    throw new AssertionError(reason);
                });
    }

    private static List<Observation> all(Reordered source) {
        List<Observation> all = new ArrayList<>();
        for (Observation o = source.next(); o != null; o = source.next()) {
            all.add(o);
        }
        assertNull(source.next());
        return all;
    }

    @Test
    void what_fits_into_memory_comes_out_in_order_and_equal_times_keep_theirs() throws IOException {
        Random random = new Random(5);
        List<Integer> seconds = random.ints(500, 0, 100).boxed().toList();
        List<Observation> all = all(new Reordered(file(seconds), 500));
        assertEquals(500, all.size());
        for (int i = 1; i < all.size(); i++) {
            int order = all.get(i - 1).at().compareTo(all.get(i).at());
            assertTrue(order < 0 || (order == 0 && number(all.get(i - 1)) < number(all.get(i))));
        }
    }

    private static int number(Observation o) {
        return Integer.parseInt(o.id());
    }

    @Test
    void a_file_in_order_passes_through_the_smallest_buffer() throws IOException {
        List<Integer> seconds = IntStream.range(0, 300).boxed().toList();
        assertEquals(300, all(new Reordered(file(seconds), 1)).size());
    }

    @Test
    void what_comes_too_late_ends_the_reading_and_is_named() throws IOException {
        List<Integer> seconds = new ArrayList<>(IntStream.range(0, 300).boxed().toList());
        Collections.rotate(seconds, -1);
        Reordered source = new Reordered(file(seconds), 100);
        OutOfOrderException e = assertThrows(OutOfOrderException.class, () -> all(source));
        assertTrue(
                String.valueOf(e.getMessage()).contains("-:300: time goes back to 2018-04-16T05:00:00Z"),
                e.getMessage());
    }
}
