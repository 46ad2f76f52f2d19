package org.cordon.analysis.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Single values of a known type, length and range; anything else is an {@link IllegalArgumentException} that says so. */
final class Values {
    private Values() {}

    static boolean isNull(JsonParser in) {
        return in.currentToken() == JsonToken.VALUE_NULL;
    }

    static String text(JsonParser in, int longest) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("is not a string");
        }
        if (in.getTextLength() == 0) {
            throw new IllegalArgumentException("is empty");
        }
        if (in.getTextLength() > longest) {
            throw new IllegalArgumentException("is longer than " + longest + " characters");
        }
        return in.getText();
    }

    static @Nullable String optionalText(JsonParser in, int longest) throws IOException {
        return isNull(in) || (in.currentToken() == JsonToken.VALUE_STRING && in.getTextLength() == 0)
                ? null
                : text(in, longest);
    }

    static long wholeNumber(JsonParser in, long least, long most) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IllegalArgumentException("is not a whole number");
        }
        JsonParser.NumberType type = in.getNumberType();
        long value = type == JsonParser.NumberType.BIG_INTEGER ? Long.MIN_VALUE : in.getLongValue();
        if (value < least || value > most) {
            throw new IllegalArgumentException("is not between " + least + " and " + most);
        }
        return value;
    }

    static double number(JsonParser in, double least, double most) throws IOException {
        if (!in.currentToken().isNumeric()) {
            throw new IllegalArgumentException("is not a number");
        }
        double value = in.getDoubleValue();
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("is not between " + least + " and " + most);
        }
        return value;
    }

    static String country(String text) {
        if (text.length() != 2 || !isCapital(text.charAt(0)) || !isCapital(text.charAt(1))) {
            throw new IllegalArgumentException("is not a country code of two capital letters");
        }
        return text;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static Instant time(String text) {
        if (!text.endsWith("Z")) {
            throw new IllegalArgumentException("is not a time in UTC ending in 'Z'");
        }
        return TimeText.parse(text);
    }

    static <E extends Enum<E>> E word(Class<E> type, String word) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(word)
                    && LowerCaseEnums.word(constant).equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is not a known word");
    }
}
