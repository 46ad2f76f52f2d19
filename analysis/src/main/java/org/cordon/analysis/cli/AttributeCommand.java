package org.cordon.analysis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.AddressOrigin;
import org.cordon.analysis.targets.AsNames;
import org.cordon.analysis.targets.ProviderRange;
import org.cordon.analysis.targets.ProviderSnapshot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code attribute}: whose addresses are. */
@Command(
        name = "attribute",
        mixinStandardHelpOptions = true,
        description = {
            "Says whose addresses are (CSV): origin AS and country, by the routing tables that are shipped, and provider,"
                    + " region and service, by the ranges that the providers themselves published. An address that several"
                    + " providers publish has a line for each of them."
        },
        footer = {
            "",
            "Examples:",
            "  cordon-analysis attribute --at 2018-04-16T00:00:00Z 52.58.1.1 149.154.167.51",
            "  cut -d, -f1 addresses.csv | cordon-analysis attribute -",
            "",
            "Exit status: 0 done, 1 failed or an address could not be read, 2 bad usage."
        })
final class AttributeCommand implements Callable<Integer> {
    private static final Instant FAR_AHEAD = Instant.parse("9999-12-31T00:00:00Z");

    @Parameters(
            paramLabel = "ADDRESS",
            arity = "1..*",
            description = "IPv4 or IPv6 addresses; - reads them from standard input, one a line.")
    private List<String> addresses = List.of();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "By the ranges of that moment (RFC 3339); default: the newest that are known.")
    private Instant at = FAR_AHEAD;

    @Mixin
    private RangesOption ranges = new RangesOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final AddressOrigin origins = AddressOrigin.bundled();
    private final AsNames names = AsNames.bundled();
    private long number;
    private boolean refused;

    @Override
    public Integer call() throws IOException {
        ProviderSnapshot providers = ranges.known().at(at);
        PrintWriter out = spec.commandLine().getOut();
        out.println("ip,asn,as_name,cc,provider,region,service");
        for (String text : addresses) {
            if (text.equals("-")) {
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    print(line.strip(), providers, out);
                }
            } else {
                print(text, providers, out);
            }
        }
        out.flush();
        return refused ? 1 : 0;
    }

    private void print(String text, ProviderSnapshot providers, PrintWriter out) {
        number++;
        if (text.isEmpty()) {
            return;
        }
        Address address;
        try {
            address = Address.parse(text);
        } catch (IllegalArgumentException e) {
            refused = true;
            spec.commandLine().getErr().println("address " + number + ": " + e.getMessage());
            return;
        }
        long asn = origins.asn(address);
        String origin = address + "," + (asn == 0 ? "" : asn) + ","
                + field(names.of(asn).orElse(null)) + "," + field(origins.country(address)) + ",";
        List<ProviderRange> owners = providers.attribute(address);
        if (owners.isEmpty()) {
            out.println(origin + ",,");
        }
        for (ProviderRange owner : owners) {
            out.println(origin + owner.provider() + "," + field(owner.region()) + "," + field(owner.service()));
        }
    }

    private static String field(@Nullable String text) {
        if (text == null) {
            return "";
        }
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
