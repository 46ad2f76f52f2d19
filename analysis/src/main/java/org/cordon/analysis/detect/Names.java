package org.cordon.analysis.detect;

import java.util.HashMap;
import java.util.Map;

/** Numbers for names, in the order of their first appearance: evidence is kept in numbers. */
final class Names {
    private final Map<String, Integer> numbers = new HashMap<>();

    int number(String name) {
        Integer known = numbers.get(name);
        if (known == null) {
            known = numbers.size();
            numbers.put(name, known);
        }
        return known;
    }
}
