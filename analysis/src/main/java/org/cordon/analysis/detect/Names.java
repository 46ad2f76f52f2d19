package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

    void save(DataOutput out) throws IOException {
        String[] names = new String[numbers.size()];
        numbers.forEach((name, number) -> names[number] = name);
        out.writeInt(names.length);
        for (String name : names) {
            out.writeUTF(name);
        }
    }

    static Names restore(DataInput in) throws IOException {
        Names names = new Names();
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            names.number(in.readUTF());
        }
        return names;
    }
}
