package org.cordon.collector.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each name, so many a minute with bursts as large. Names are bounded in number: of too many, the one
 * that was quiet for longest is forgotten, and begins with a full bucket.
 */
final class Quota {
    private static final int MOST_NAMES = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_NAMES;
        }
    };

    private static final class Bucket {
        double tokens;
        Instant filled;

        Bucket(double tokens, Instant filled) {
            this.tokens = tokens;
            this.filled = filled;
        }
    }

    Quota(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Takes a token for {@code name}; zero if there was one, else how long until there is. */
    synchronized Duration take(String name, Instant now) {
        Bucket bucket = buckets.computeIfAbsent(name, n -> new Bucket(perMinute, now));
        double passed = Math.max(0, Duration.between(bucket.filled, now).toMillis());
        bucket.tokens = Math.min(perMinute, bucket.tokens + passed * perMinute / MINUTE.toMillis());
        bucket.filled = now;
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return Duration.ZERO;
        }
        return Duration.ofMillis((long) Math.ceil((1 - bucket.tokens) * MINUTE.toMillis() / perMinute));
    }
}
