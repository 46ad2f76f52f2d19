package org.cordon.collector;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Pair;

/** Observation lines with every field, and what hostile hands make of them. */
public final class MutatedLines {
    private static final String[] SPLINTERS = {
        "\"",
        "\\u0000",
        "\\ud800",
        "\\udc00x",
        "\\n",
        "é",
        "😀",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "1e999",
        "-1",
        "9e9",
        "1e14",
        "9223372036854775807",
        "9223372036854775808",
        "\\\"",
        "\u0000",
        "\n",
        "::1",
        "0.0.0.0",
        "255.255.255.255",
        "\"detail\":{\"a\":[1,2.5,\"x\"]}",
        "18446744073709551616",
        "2026-03-20T12:00:00.123456789Z",
        "+999999999-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "\"ip\":null",
        "dns"
    };

    private final Random random;
    private final TestProbe probe;

    public MutatedLines(TestProbe probe, Random random) {
        this.probe = probe;
        this.random = random;
    }

    /** A line, without its line feed; three in four were tampered with. */
    public byte[] next(Instant now) {
        byte[] line = TestProbe.lines(List.of(full(now)));
        String text = new String(line, 0, line.length - 1, StandardCharsets.UTF_8);
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            text = mutated(text);
        }
        return text.replace('\n', ' ').getBytes(StandardCharsets.UTF_8);
    }

    private String mutated(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + random.nextInt(12));
        String splinter = SPLINTERS[random.nextInt(SPLINTERS.length)];
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + splinter + text.substring(at);
            case 1 -> text.substring(0, at) + splinter + text.substring(to);
            case 2 -> text.substring(0, at) + text.substring(to);
            default -> intoAString(text, splinter);
        };
    }

    /** Puts the splinter where it is most likely to be taken as a value. */
    private String intoAString(String text, String splinter) {
        int quote = text.indexOf(":\"", random.nextInt(text.length()));
        return quote < 0 ? text : text.substring(0, quote + 2) + splinter + text.substring(quote + 2);
    }

    private Observation full(Instant now) {
        String[] ips = {"18.184.3.4", "2a05:d014::1", "149.154.167.50", "2606:4700::6810:84e5"};
        return probe.observation(ips[random.nextInt(ips.length)], now.minusMillis(random.nextInt(1_000_000)))
                .site("s" + random.nextInt(5))
                .access(Access.MOBILE)
                .region("RU-MOW")
                .mode(LinkMode.NORMAL)
                .listVersion("7")
                .host("пример.example")
                .timeoutMs(3_000)
                .attempt(1 + random.nextInt(3))
                .sinceLastMs((long) random.nextInt(1_000_000))
                .pair(new Pair("p" + random.nextInt(9), "a", random.nextInt(2)))
                .detail(detail())
                .build();
    }

    /** In a fixed order: a seed stands for one line. */
    private Map<String, Object> detail() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("stages", Map.of("connect", random.nextDouble() * 1e3));
        detail.put("series", List.of(List.of(random.nextInt(), random.nextLong(), 0)));
        detail.put("blockpage", random.nextBoolean());
        return detail;
    }
}
