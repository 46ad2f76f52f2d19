package org.cordon.analysis.collateral;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cordon.analysis.targets.DelimitedLine;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists of services: Cordon's own CSV (a header with at least {@code name} and {@code domain}), the test lists of
 * the Citizen Lab ({@code url,category_code,…}) and Tranco ({@code rank,domain} without a header). Which one it is, the
 * first line says.
 */
public final class CatalogueReader {
    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_LINES = 5_000_000;
    private static final int MOST_REFUSALS = 1_000;

    private final String source;
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final ServiceAddresses addresses = new ServiceAddresses();
    private final List<String> refusals = new ArrayList<>();
    private @Nullable RowForm form;

    private CatalogueReader(String source) {
        this.source = source;
    }

    /**
     * Reads one list.
     *
     * @param source how the list is called in reports; its rows may name a source of their own
     * @throws IOException if reading fails or it is none of the three
     */
    public static ServiceCatalogue read(Reader reader, String source) throws IOException {
        CatalogueReader catalogue = new CatalogueReader(source);
        BufferedReader lines = new BufferedReader(reader);
        long number = 0;
        for (String line = lines.readLine(); line != null && number < MOST_LINES; line = lines.readLine()) {
            number++;
            String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (!text.isBlank() && !text.startsWith("#")) {
                catalogue.line(number, text);
            }
        }
        if (catalogue.form == null) {
            throw new IOException(source + " is empty");
        }
        return new ServiceCatalogue(List.copyOf(catalogue.services.values()), catalogue.addresses, catalogue.refusals);
    }

    private void line(long number, String text) throws IOException {
        if (text.length() > LONGEST_LINE) {
            refuse(number, "longer than " + LONGEST_LINE + " characters");
            return;
        }
        List<String> fields = DelimitedLine.split(text, ',');
        if (form == null) {
            form = RowForm.of(header(fields), source);
            if (!form.firstLineIsData()) {
                return;
            }
        }
        try {
            form.read(fields, this);
        } catch (IllegalArgumentException e) {
            refuse(number, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Integer> header(List<String> fields) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            columns.putIfAbsent(fields.get(i).toLowerCase(Locale.ROOT), i);
        }
        return columns;
    }

    void add(Service service) {
        services.merge(service.name(), service, ServiceCatalogue::joined);
    }

    ServiceAddresses addresses() {
        return addresses;
    }

    private void refuse(long number, String reason) {
        if (refusals.size() < MOST_REFUSALS) {
            refusals.add(source + " line " + number + ": " + reason);
        }
    }
}
