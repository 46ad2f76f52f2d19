package org.cordon.probe.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one run in random order. A fixed order gets fingerprinted, and hits neighbours one after the other. What
 * is not due yet, because its address or its network was tried a moment ago, waits without holding up the rest.
 */
public final class Schedule {
    private final Deque<Attempt> ready = new ArrayDeque<>();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::due));
    private final Map<Integer, Integer> begun = new HashMap<>();
    private final AddressSpacing spacing;
    private final NetworkPace networks;
    private final int run;
    private final Limits limits;
    private final int size;

    private record Waiting(Attempt attempt, long due) {}

    /** @param run the number of this run, counted by the caller */
    public Schedule(List<Attempt> attempts, RandomGenerator random, AddressSpacing spacing, int run, Limits limits) {
        List<Attempt> order = new ArrayList<>(attempts);
        Collections.shuffle(order, new Random(random.nextLong()));
        ready.addAll(order);
        this.spacing = spacing;
        this.networks = new NetworkPace(limits.perNetwork());
        this.run = run;
        this.limits = limits;
        this.size = order.size();
    }

    public int size() {
        return size;
    }

    int left() {
        return ready.size() + waiting.size();
    }

    /** The next attempt that may be made now, or null where none may. */
    @Nullable
    Attempt poll(long now) {
        for (Waiting first = waiting.peek(); first != null && first.due - now <= 0; first = waiting.peek()) {
            waiting.poll();
            Attempt attempt = orDefer(first.attempt, now);
            if (attempt != null) {
                return attempt;
            }
        }
        while (!ready.isEmpty()) {
            Attempt attempt = orDefer(ready.poll(), now);
            if (attempt != null) {
                return attempt;
            }
        }
        return null;
    }

    private @Nullable Attempt orDefer(Attempt attempt, long now) {
        Address ip = attempt.target().ip();
        long due = Math.max(spacing.due(ip, run, limits, now), networks.due(ip, now));
        if (due - now <= 0) {
            return numbered(attempt);
        }
        waiting.add(new Waiting(attempt, due));
        return null;
    }

    private Attempt numbered(Attempt attempt) {
        if (attempt.variant().arm() == null) {
            return attempt;
        }
        return attempt.asNumber(begun.merge(attempt.group(), 1, Integer::sum) - 1);
    }

    /** Nanoseconds until something is due; 0 where something may be, {@link Long#MAX_VALUE} where nothing is left. */
    long nanosToNext(long now) {
        if (!ready.isEmpty()) {
            return 0;
        }
        Waiting first = waiting.peek();
        return first == null ? Long.MAX_VALUE : Math.max(0, first.due - now);
    }

    /** Notes that {@code attempt} is made now, and tells how long ago its address was tried before. */
    @Nullable
    Duration tried(Attempt attempt, long now) {
        Address ip = attempt.target().ip();
        networks.tried(ip);
        return spacing.tried(ip, run, now);
    }

    /** Takes out an attempt that will not be made, or null where none is left. */
    @Nullable
    Attempt discard() {
        if (!ready.isEmpty()) {
            return ready.poll();
        }
        Waiting first = waiting.poll();
        return first == null ? null : first.attempt;
    }
}
