package org.cordon.analysis.collateral;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The services that reports name, and which addresses are known of them.
 *
 * @param services by first mention
 * @param addresses where they live, as far as the lists themselves say; more come from resolutions
 * @param refusals lines that were not used, each with number and reason
 */
public record ServiceCatalogue(List<Service> services, ServiceAddresses addresses, List<String> refusals) {

    public ServiceCatalogue {
        services = List.copyOf(services);
        refusals = List.copyOf(refusals);
    }

    /** The 92 reports of services that broke in Russia in 2018, as they are shipped. */
    public static ServiceCatalogue bundled() {
        try (InputStream stream = ServiceCatalogue.class.getResourceAsStream("collateral-2018.csv")) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks its resource collateral-2018.csv");
            }
            return CatalogueReader.read(new InputStreamReader(stream, UTF_8), "collateral-2018.csv");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource collateral-2018.csv", e);
        }
    }

    /** Both catalogues; a service that both name keeps its first category and source and has the domains of both. */
    public ServiceCatalogue and(ServiceCatalogue other) {
        Map<String, Service> byName = new LinkedHashMap<>();
        services.forEach(service -> byName.put(service.name(), service));
        other.services.forEach(service -> byName.merge(service.name(), service, ServiceCatalogue::joined));
        ServiceAddresses both = new ServiceAddresses();
        both.addAll(addresses);
        both.addAll(other.addresses);
        List<String> refused = new ArrayList<>(refusals);
        refused.addAll(other.refusals);
        return new ServiceCatalogue(List.copyOf(byName.values()), both, refused);
    }

    static Service joined(Service first, Service second) {
        List<String> domains = new ArrayList<>(first.domains());
        second.domains().stream().filter(d -> !domains.contains(d)).forEach(domains::add);
        return new Service(first.name(), domains, first.category(), first.source(), first.date(), first.confidence());
    }
}
