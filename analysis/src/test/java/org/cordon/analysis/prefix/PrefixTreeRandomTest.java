package org.cordon.analysis.prefix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The tree against brute force. */
final class PrefixTreeRandomTest {

    @Test
    void every_question_has_the_answer_of_a_linear_search() {
        for (long seed = 1; seed <= 40; seed++) {
            compare(seed);
        }
    }

    private static void compare(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PrefixTree<Integer> tree = new PrefixTree<>();
        TreeMap<Prefix, Integer> all = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            Prefix prefix = prefix(random);
            assertEquals(Optional.ofNullable(all.put(prefix, i)), Optional.ofNullable(tree.put(prefix, i)));
        }
        String message = "seed " + seed;
        assertEquals(all.size(), tree.size(), message);
        List<Prefix> inOrder = new ArrayList<>();
        tree.forEach((prefix, value) -> inOrder.add(prefix));
        assertEquals(List.copyOf(all.keySet()), inOrder, message);
        for (int i = 0; i < 500; i++) {
            Prefix asked = i % 3 == 0 ? new ArrayList<>(all.keySet()).get(random.nextInt(all.size())) : prefix(random);
            assertEquals(Optional.ofNullable(all.get(asked)), tree.findExact(asked), message + " " + asked);
            List<Map.Entry<Prefix, Integer>> covering = all.entrySet().stream()
                    .filter(e -> e.getKey().contains(asked))
                    .map(e -> Map.entry(e.getKey(), e.getValue()))
                    .toList();
            assertEquals(covering, tree.findAllLessSpecific(asked), message + " " + asked);
            List<Map.Entry<Prefix, Integer>> inside = all.entrySet().stream()
                    .filter(e -> asked.contains(e.getKey()))
                    .map(e -> Map.entry(e.getKey(), e.getValue()))
                    .toList();
            assertEquals(inside, tree.findAllMoreSpecific(asked), message + " " + asked);
            Address address = asked.last();
            Optional<Map.Entry<Prefix, Integer>> longest = all.entrySet().stream()
                    .filter(e -> e.getKey().contains(address))
                    .reduce((a, b) -> b)
                    .map(e -> Map.entry(e.getKey(), e.getValue()));
            assertEquals(longest, tree.findLongestMatch(address), message + " " + address);
            assertEquals(longest.map(Map.Entry::getValue).orElse(null), tree.longestMatch(address), message);
        }
    }

    /** Few distinct bits, so that prefixes nest and collide. */
    private static Prefix prefix(SplittableRandom random) {
        if (random.nextInt(3) > 0) {
            int bits = random.nextInt(8) << 29 | random.nextInt(4) << 14 | random.nextInt(4);
            return new Prefix(Address.v4(bits), random.nextInt(33));
        }
        long high = (long) random.nextInt(4) << 62 | random.nextInt(4);
        return new Prefix(new Address(Family.IPV6, high, (long) random.nextInt(4) << 62), random.nextInt(129));
    }
}
