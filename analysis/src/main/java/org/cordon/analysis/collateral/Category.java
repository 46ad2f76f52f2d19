package org.cordon.analysis.collateral;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a service is for. */
public enum Category {
    E_COMMERCE("e-commerce retail retail/cloud smb auto COMM"),
    BANKING("bank banking payments fintech finance"),
    AIRLINE("airline airlines"),
    TRAVEL("travel transport taxi logistics"),
    GAMES("game games GAME"),
    MEDIA("media news science NEWS CULTR"),
    GOVERNMENT("government GOVT IGO MILX"),
    HEALTH("health medicine PUBH XED"),
    EDUCATION("education"),
    MESSAGING("messaging messenger chat/dev COMT"),
    SOCIAL("social GRP DATE"),
    VIDEO_AND_MUSIC("video music video/games MMED sports sport"),
    COLLABORATION("collaboration support design FILE"),
    SOFTWARE("software security adtech ANON HACK"),
    INFRASTRUCTURE("infrastructure hosting HOST dns cdn cloud hardware site video-surveillance"),
    SEARCH("search search/cloud SRCH"),
    OTHER("");

    private static final Map<String, Category> BY_WORD = byWord();

    private final String words;

    /** @param words what lists call it: plain words, and the four-letter codes of the Citizen Lab */
    Category(String words) {
        this.words = words;
    }

    private static Map<String, Category> byWord() {
        Map<String, Category> byWord = new HashMap<>();
        for (Category category : values()) {
            byWord.put(category.name().toLowerCase(Locale.ROOT), category);
            for (String word : category.words.split(" ")) {
                byWord.putIfAbsent(word.toLowerCase(Locale.ROOT), category);
            }
        }
        byWord.remove("");
        return Map.copyOf(byWord);
    }

    /** The category that a list means by {@code text}; {@link #OTHER} if it is none of them. */
    public static Category of(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        Category whole = BY_WORD.get(word);
        if (whole != null) {
            return whole;
        }
        int blank = word.indexOf(' ');
        return blank < 0 ? OTHER : BY_WORD.getOrDefault(word.substring(0, blank), OTHER);
    }
}
