package org.cordon.collector.collateral;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cordon.analysis.collateral.CatalogueReader;
import org.cordon.analysis.collateral.ServiceCatalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services that this collector knows by name. */
public final class Services {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private Services() {}

    /** The shipped list and {@code files}. @throws IOException if one of them is no list of services */
    public static ServiceCatalogue read(List<Path> files) throws IOException {
        ServiceCatalogue catalogue = ServiceCatalogue.bundled();
        for (Path file : files) {
            try (Reader reader = Files.newBufferedReader(file)) {
                catalogue = catalogue.and(CatalogueReader.read(reader, file.toString()));
            }
        }
        catalogue.refusals().stream().limit(10).forEach(LOG::warn);
        LOG.info(
                "{} services are known, {} lines of their lists refused",
                catalogue.services().size(),
                catalogue.refusals().size());
        return catalogue;
    }
}
