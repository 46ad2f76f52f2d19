package org.cordon.analysis.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.AddressOrigin;
import org.cordon.analysis.wire.AtlasReader;
import org.cordon.analysis.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * The networks of RIPE Atlas probes: by RIPE's list of probes where there is one (the archive's {@code objects}, the API's
 * {@code results}, or one probe a line), else by who announces the address that the result came from.
 */
final class AtlasProbes implements AtlasReader.Networks {
    private record Known(AtlasReader.Network v4, AtlasReader.Network v6) {}

    private final Map<Long, Known> known = new HashMap<>();
    private final AddressOrigin origins;

    private AtlasProbes(AddressOrigin origins) {
        this.origins = origins;
    }

    static AtlasProbes read(@Nullable Path file, AddressOrigin origins) throws IOException {
        AtlasProbes probes = new AtlasProbes(origins);
        if (file != null) {
            try (MappingIterator<JsonNode> values =
                    Json.mapper().readerFor(JsonNode.class).readValues(file.toFile())) {
                while (values.hasNextValue()) {
                    probes.take(values.nextValue());
                }
            } catch (JsonProcessingException e) {
                throw new IOException(file + " is no list of probes: " + e.getOriginalMessage());
            }
        }
        return probes;
    }

    private void take(JsonNode value) {
        if (value.isArray()) {
            value.forEach(this::take);
        } else if (value.has("id")) {
            String cc = value.path("country_code").asText("");
            known.put(
                    value.path("id").asLong(),
                    new Known(network(cc, value.path("asn_v4")), network(cc, value.path("asn_v6"))));
        } else {
            value.path("objects").forEach(this::take);
            value.path("results").forEach(this::take);
        }
    }

    private static AtlasReader.Network network(String cc, JsonNode asn) {
        long number = asn.asLong(0);
        return new AtlasReader.Network(
                cc.matches("[A-Z]{2}") ? cc : "ZZ", number >= 0 && number <= 4_294_967_295L ? number : 0);
    }

    @Override
    public AtlasReader.Network of(long probe, @Nullable Address from, boolean v6) {
        Known listed = known.get(probe);
        if (listed != null && (v6 ? listed.v6() : listed.v4()).asn() != 0) {
            return v6 ? listed.v6() : listed.v4();
        }
        if (from == null) {
            return AtlasReader.Network.UNKNOWN;
        }
        String cc = origins.country(from);
        return new AtlasReader.Network(cc == null ? "ZZ" : cc, origins.asn(from));
    }
}
