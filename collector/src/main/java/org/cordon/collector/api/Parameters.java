package org.cordon.collector.api;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** Query parameters of a known type; whatever does not fit is a 400 that names the parameter. */
final class Parameters {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final Context ctx;

    /** @param known the names that this endpoint has; any other is refused, since a filter misspelt would be no filter */
    Parameters(Context ctx, Set<String> known) {
        this.ctx = ctx;
        String query = ctx.queryString();
        if (query != null && BROKEN_ESCAPE.matcher(query).find()) {
            throw new ApiException(
                    400, "bad parameter", "the query cannot be read: a '%' wants two hexadecimal digits");
        }
        for (String name : ctx.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                throw ApiException.badParameter(name, "is not a parameter of this endpoint; it has " + sorted(known));
            }
            if (ctx.queryParams(name).size() > 1) {
                throw ApiException.badParameter(name, "stands twice");
            }
            if (String.valueOf(ctx.queryParam(name)).isEmpty()) {
                throw ApiException.badParameter(name, "is empty; leave it out to filter by nothing");
            }
        }
    }

    /** Refuses whatever stands in the query of an endpoint that takes nothing. */
    static void none(Context ctx) {
        new Parameters(ctx, Set.of());
    }

    private static String sorted(Set<String> names) {
        return names.isEmpty()
                ? "none"
                : String.join(", ", names.stream().sorted().toList());
    }

    @Nullable
    String text(String name, int longest) {
        String value = ctx.queryParam(name);
        if (value == null) {
            return null;
        }
        if (value.length() > longest) {
            throw ApiException.badParameter(name, "is longer than " + longest + " characters");
        }
        return value;
    }

    @Nullable
    String country(String name) {
        return parse(name, 2, text -> {
            if (!text.matches("[A-Z]{2}")) {
                throw new IllegalArgumentException("is not a country code of two capital letters");
            }
            return text;
        });
    }

    /** "12389" or "AS12389". */
    @Nullable
    Long asn(String name) {
        return parse(name, 12, text -> {
            String digits = text.regionMatches(true, 0, "AS", 0, 2) ? text.substring(2) : text;
            if (!digits.matches("[0-9]{1,10}")) {
                throw new IllegalArgumentException("is not an AS number");
            }
            return Long.parseLong(digits);
        });
    }

    /** RFC 3339 in UTC, or a day. */
    @Nullable
    Instant time(String name) {
        return parse(name, 40, text -> {
            try {
                return bounded(
                        text.length() == 10
                                ? LocalDate.parse(text)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant()
                                : Instant.parse(text));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("is neither a time such as 2018-04-16T05:00:00Z nor a day", e);
            }
        });
    }

    private static Instant bounded(Instant time) {
        if (time.isBefore(Instant.EPOCH) || !time.isBefore(YEAR_10000)) {
            throw new IllegalArgumentException("is not between the years 1970 and 9999");
        }
        return time;
    }

    /** A prefix without host bits. */
    @Nullable
    Prefix prefix(String name) {
        return parse(name, 50, text -> {
            try {
                Prefix.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("is not a prefix such as 18.184.0.0/15", e);
            }
            return Prefix.parseExact(text);
        });
    }

    @Nullable
    Address address(String name) {
        return parse(name, 45, text -> {
            try {
                return Address.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("is not an address", e);
            }
        });
    }

    /** One of the lower-case words of an enumeration. */
    <E extends Enum<E>> @Nullable E word(String name, Class<E> type) {
        return parse(name, 40, text -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(java.util.Locale.ROOT).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("is not a known word");
        });
    }

    @Nullable
    Boolean flag(String name) {
        return parse(name, 5, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false");
        });
    }

    int limit(int initial, int most) {
        return number("limit", initial, most);
    }

    /** A whole number from 1 to {@code most}. */
    int number(String name, int initial, int most) {
        Integer number = parse(name, 9, text -> {
            if (!text.matches("[0-9]{1,8}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException("is not a whole number between 1 and " + most);
            }
            return Integer.parseInt(text);
        });
        return number == null ? initial : number;
    }

    /** What an earlier page gave; opaque to the client. */
    @Nullable
    String cursor() {
        return parse("cursor", 200, text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    }

    static String cursor(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether lines are asked for, by {@code format=ndjson} or by the Accept header. */
    boolean lines() {
        String format = text("format", 10);
        if (format == null) {
            String accept = ctx.header("Accept");
            return accept != null && accept.contains(Replies.NDJSON);
        }
        return switch (format) {
            case "json" -> false;
            case "ndjson" -> true;
            default -> throw ApiException.badParameter("format", "is neither json nor ndjson");
        };
    }

    private <T> @Nullable T parse(String name, int longest, Function<String, T> reader) {
        String value = text(name, longest);
        if (value == null) {
            return null;
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw ApiException.badParameter(name, String.valueOf(e.getMessage()));
        }
    }
}
