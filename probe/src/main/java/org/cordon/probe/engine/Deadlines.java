package org.cordon.probe.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Flights by their deadline: a binary heap in which every flight knows its place. Most flights land long before their time;
 * they leave at once, so that memory grows with what is in flight and not with the length of a timeout.
 */
final class Deadlines {
    private final List<Flight> heap = new ArrayList<>();

    /** The flight whose deadline comes first. */
    @Nullable
    Flight first() {
        return heap.isEmpty() ? null : heap.get(0);
    }

    /** Takes a flight in, or notices that its deadline has changed. */
    void put(Flight flight) {
        if (flight.place < 0) {
            flight.place = heap.size();
            heap.add(flight);
        }
        settle(flight, flight.place);
    }

    void remove(Flight flight) {
        int place = flight.place;
        if (place < 0) {
            return;
        }
        Flight last = heap.remove(heap.size() - 1);
        flight.place = -1;
        if (last != flight) {
            settle(last, place);
        }
    }

    /** Finds the place of {@code flight}, from {@code place} on, which is its own or nobody's. */
    private void settle(Flight flight, int place) {
        int at = place;
        while (at > 0 && flight.before(heap.get((at - 1) / 2))) {
            at = move((at - 1) / 2, at);
        }
        for (int child = earlierChild(at); child >= 0 && heap.get(child).before(flight); child = earlierChild(at)) {
            at = move(child, at);
        }
        heap.set(at, flight);
        flight.place = at;
    }

    private int earlierChild(int parent) {
        int left = 2 * parent + 1;
        if (left >= heap.size()) {
            return -1;
        }
        int right = left + 1;
        return right < heap.size() && heap.get(right).before(heap.get(left)) ? right : left;
    }

    private int move(int from, int to) {
        Flight moved = heap.get(from);
        heap.set(to, moved);
        moved.place = to;
        return from;
    }
}
