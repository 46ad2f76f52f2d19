package org.cordon.lab.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.DelimitedLine;
import org.jspecify.annotations.Nullable;

/**
 * The shops and banks of a sandbox: their names resolve to addresses at its far end, and probes ask for some of them by name.
 * Of the others it is only known where they live.
 *
 * @param file a list of services (docs/collateral.md) with two columns more, {@code lives_at} and {@code asked} ({@code yes} or
 *     {@code no}); null where there are none
 */
record NamedServices(@Nullable Path file, List<NamedService> all) {
    static final NamedServices NONE = new NamedServices(null, List.of());

    /** Where the names are resolved, over TLS: an address of the far end like any other. */
    private static final String RESOLVER = "8.8.8.8,853,resolver,";

    private static final String HEADER = "name,domain,category,lives_at,asked";

    record NamedService(String domain, Address address, boolean asked) {}

    /** @throws IOException if it is no such list */
    static NamedServices read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IOException(file + ": the first line must be " + HEADER);
        }
        List<NamedService> all = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> fields = DelimitedLine.split(lines.get(i), ',');
            if (fields.size() != 5) {
                throw new IOException(file + ":" + (i + 1) + ": not " + HEADER);
            }
            try {
                Address address = Address.parse(fields.get(3));
                all.add(new NamedService(fields.get(1), address, fields.get(4).equals("yes")));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ":" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return new NamedServices(file.toAbsolutePath(), List.copyOf(all));
    }

    boolean none() {
        return all.isEmpty();
    }

    /** The names that probes ask for. */
    Set<String> asked() {
        return all.stream()
                .filter(NamedService::asked)
                .map(NamedService::domain)
                .collect(Collectors.toSet());
    }

    /** What the far end's name server is told: {@code shop.example=18.184.3.4,…}. */
    String zone() {
        return String.join(
                ",", all.stream().map(s -> s.domain() + "=" + s.address()).toList());
    }

    /** Nettests that ask by name, and resolve names. */
    String tests() {
        return none() ? "tcp" : "tcp,tls,dns";
    }

    /**
     * Lines of a target list ({@code ip,port,list,host,provider,source}): what is asked for, and for controls every name to
     * resolve, since nobody believes what resolvers say inside a censored network.
     */
    List<String> targetLines(Role role) {
        List<String> lines = new ArrayList<>();
        for (NamedService service : all) {
            if (role == Role.CONTROL) {
                lines.add(RESOLVER + service.domain() + ",,the sandbox");
            }
            if (service.asked()) {
                lines.add(service.address() + ",443,collateral," + service.domain() + ",,the sandbox");
            }
        }
        return lines;
    }
}
