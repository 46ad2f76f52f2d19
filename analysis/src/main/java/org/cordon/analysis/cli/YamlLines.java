package org.cordon.analysis.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** On which line of a YAML file each value stands; a tree of it no longer knows. */
final class YamlLines {
    /** A key that stands twice is refused: the first one would count for nothing. */
    static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<JsonPointer, Integer> lines;

    private YamlLines(Map<JsonPointer, Integer> lines) {
        this.lines = lines;
    }

    /** @throws JsonProcessingException if {@code yaml} is not YAML */
    static YamlLines of(String yaml) throws JsonProcessingException {
        Map<JsonPointer, Integer> lines = new HashMap<>();
        try (JsonParser in = MAPPER.createParser(yaml)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (!token.isStructEnd()) {
                    lines.putIfAbsent(
                            in.getParsingContext().pathAsPointer(),
                            in.currentTokenLocation().getLineNr());
                }
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail to be read", e);
        }
        return new YamlLines(lines);
    }

    /** The line, from 1 on, of a value, or of what would hold it; 0 where the file is empty. */
    int of(JsonPointer place) {
        JsonPointer nearest = place;
        while (!lines.containsKey(nearest) && nearest.head() != null) {
            nearest = nearest.head();
        }
        return lines.getOrDefault(nearest, 0);
    }
}
