package org.cordon.collector.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cordon.analysis.wire.Json;
import org.cordon.collector.board.Board;
import org.cordon.collector.words.Credit;
import org.cordon.collector.words.Language;
import org.cordon.collector.words.Networks;
import org.cordon.collector.words.Sentences;
import org.cordon.collector.words.Story;
import org.jspecify.annotations.Nullable;

/** Writes what is sent: the incident as the API has it, and a sentence in each language. */
public final class Message {
    private final Credit credit;
    private final Map<Language, Sentences> sentences = new EnumMap<>(Language.class);

    public Message(Networks networks, Credit credit) {
        this.credit = credit;
        for (Language language : Language.values()) {
            sentences.put(language, new Sentences(language, networks));
        }
    }

    /** The body; null while the board lacks a block of the incident. */
    byte @Nullable [] body(Event event, Board.Snapshot snapshot, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", event.incident());
        data.put("page", credit.link("/incidents/" + event.incident()));
        data.put("licence", credit.licence());
        var incident = snapshot.incidentsById().get(event.incident());
        if (incident != null) {
            Story story = Story.of(incident, snapshot.blocksById(), id -> null);
            if (story == null) {
                return null;
            }
            Map<String, String> text = new LinkedHashMap<>();
            sentences.forEach((language, maker) -> text.put(language.tag(), maker.headline(story)));
            data.put("text", text);
            data.put("incident", incident);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", event.type());
        body.put("timestamp", now);
        body.put("data", data);
        try {
            return Json.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the collector holds can be written", e);
        }
    }
}
