package org.cordon.collector.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** Texts turned into values; what does not fit is noted and something harmless given, so that all problems are found. */
final class Values {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private final Map<String, Given> given;
    private final List<String> problems;

    /** @param where the file or flag it stands in, for messages */
    record Given(String text, String where) {}

    Values(Map<String, Given> given, List<String> problems) {
        this.given = given;
        this.problems = problems;
    }

    static List<String> noProblems() {
        return new ArrayList<>();
    }

    @Nullable
    String text(String key) {
        Given value = given.get(key);
        return value == null || value.text.isEmpty() ? null : value.text;
    }

    <T> T required(String key, T harmless, Function<String, T> check) {
        return value(key, harmless, check);
    }

    boolean flag(String key) {
        return value(key, false, text -> switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false");
        });
    }

    int number(String key, int least, int most) {
        return value(key, least, text -> {
            if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException("is not a whole number between " + least + " and " + most);
            }
            return Integer.parseInt(text);
        });
    }

    /** Words separated by commas; none where nothing is given. */
    List<String> words(String key) {
        String text = text(key);
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    /** Files separated by commas; none where nothing is given. */
    List<Path> files(String key) {
        return text(key) == null
                ? List.of()
                : value(
                        key,
                        List.of(),
                        text -> words(key).stream().map(Values::listed).toList());
    }

    /** Files, or names of {@code shipped} things, separated by commas; none where nothing is given. */
    List<String> filesOr(Set<String> shipped, String key) {
        return text(key) == null
                ? List.of()
                : value(
                        key,
                        List.of(),
                        text -> words(key).stream()
                                .map(word -> shipped.contains(word)
                                        ? word
                                        : listed(word).toString())
                                .toList());
    }

    private static Path listed(String word) {
        try {
            return file(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has " + word + ", which " + e.getMessage(), e);
        }
    }

    private static Path file(String text) {
        Path file = toPath(text);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("names no file");
        }
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("is a folder, not a file");
        }
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("may not be read");
        }
        return file;
    }

    /** Prefixes separated by commas; none where nothing is given. */
    List<Prefix> prefixes(String key) {
        if (text(key) == null) {
            return List.of();
        }
        return value(key, List.of(), text -> {
            List<Prefix> prefixes = new ArrayList<>();
            for (String one : text.split(",", -1)) {
                try {
                    prefixes.add(Prefix.parseExact(one.strip()));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "is not a list of prefixes: '" + one.strip() + "': " + e.getMessage(), e);
                }
            }
            return prefixes;
        });
    }

    /** Where a web server is found, without the slash at its end; null where none is given. */
    @Nullable
    String origin(String key) {
        String text = text(key);
        return text == null ? null : value(key, text, Web::origin);
    }

    /** Addresses of the web separated by commas; none where nothing is given. */
    List<URI> urls(String key) {
        return text(key) == null
                ? List.of()
                : value(
                        key,
                        List.of(),
                        text -> words(key).stream().map(Web::address).toList());
    }

    /** The bytes of a secret for webhooks; null where none is given. */
    byte @Nullable [] webhookSecret(String key) {
        return text(key) == null ? null : value(key, new byte[0], Web::secret);
    }

    Duration duration(String key, Duration least) {
        return value(key, least, text -> {
            Duration duration = duration(text);
            if (duration.compareTo(least) < 0) {
                throw new IllegalArgumentException("is shorter than " + least.toMillis() + "ms");
            }
            return duration;
        });
    }

    @Nullable
    Duration optionalDuration(String key, Duration least) {
        return text(key) == null ? null : duration(key, least);
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not a duration such as 500ms, 3s, 10m, 2h or 30d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** Servers to connect to, separated by commas; null where nothing is given. */
    @Nullable
    String servers(String key) {
        if (text(key) == null) {
            return null;
        }
        return value(key, "", text -> {
            for (String one : text.split(",", -1)) {
                if (HostPort.parse(one).port() == 0) {
                    throw new IllegalArgumentException("has port 0, at which nobody listens");
                }
            }
            return text;
        });
    }

    HostPort address(String key) {
        return value(key, new HostPort("127.0.0.1", 0), HostPort::parse);
    }

    /** A file that is there and may be read. */
    @Nullable
    Path optionalFile(String key) {
        return text(key) == null ? null : value(key, Path.of("."), Values::file);
    }

    /** A folder that has a file {@code inside} which may be read. */
    @Nullable
    Path optionalFolder(String key, String inside) {
        return text(key) == null
                ? null
                : value(key, Path.of("."), text -> {
                    Path folder = toPath(text);
                    if (!Files.isReadable(folder.resolve(inside))) {
                        throw new IllegalArgumentException("is no folder that has " + inside);
                    }
                    return folder;
                });
    }

    Path path(String key) {
        return value(key, Path.of("."), Values::toPath);
    }

    private static Path toPath(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path", e);
        }
    }

    private <T> T value(String key, T harmless, Function<String, T> parse) {
        Given value = given.get(key);
        if (value == null || value.text.isEmpty()) {
            problems.add("'" + key + "' needs a value");
            return harmless;
        }
        try {
            return parse.apply(value.text);
        } catch (IllegalArgumentException e) {
            String shown = isSecret(key) ? "(hidden)" : "'" + value.text + "'";
            problems.add(value.where + ": '" + key + "': " + shown + " " + e.getMessage());
            return harmless;
        }
    }

    private static boolean isSecret(String key) {
        return Settings.ALL.stream()
                .anyMatch(setting -> setting.secret() && setting.key().equals(key));
    }
}
