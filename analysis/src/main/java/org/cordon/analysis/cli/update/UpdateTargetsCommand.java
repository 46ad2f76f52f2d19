package org.cordon.analysis.cli.update;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.targets.ProviderEdition;
import org.cordon.analysis.targets.ProviderRange;
import org.cordon.analysis.targets.ProviderRanges;
import org.cordon.analysis.wire.PublishedRanges;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code update-targets}: new editions of the providers' ranges, from where they publish them. */
@Command(
        name = "update-targets",
        mixinStandardHelpOptions = true,
        description = {
            "Fetches the address ranges that providers publish and adds them to a directory as new editions, with checksums."
                    + " Older editions stay: a block of 2018 is explained by the ranges of 2018.",
            "",
            "This contacts the providers' own servers. With CORDON_SANDBOX=required it contacts nobody but loopback."
        },
        footer = {
            "",
            "Example:",
            "  cordon-analysis update-targets --dir ranges && cordon-analysis collateral --ranges ranges observations.jsonl",
            "",
            "Exit status: 0 done, 1 failed for some provider, 2 bad usage."
        })
public final class UpdateTargetsCommand implements Callable<Integer> {
    private static final int MOST_BYTES = 64 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SHOWN = 5;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "Where editions are kept; made if need be.")
    private Path dir = Path.of(".");

    @Option(names = "--provider", paramLabel = "NAME", description = "Only this one; may be repeated. Default: all.")
    private List<String> providers = List.of();

    @Option(
            names = "--from",
            paramLabel = "NAME=URL",
            description =
                    "Another place for a provider's list, of the official form; repeated where it has several files."
                            + " Microsoft's has a new address each week and is fetched only if it is given here.")
    private List<String> places = List.of();

    @Option(
            names = "--accept-loss",
            description =
                    "Take a list also if it has less than half of the IPv4 or IPv6 addresses of the edition before.")
    private boolean acceptLoss;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Instant now = InstantSource.system().instant();

    @Override
    public Integer call() throws IOException {
        List<Source> sources = sources();
        Download download = new Download(System.getenv(), MOST_BYTES, PATIENCE);
        RangeFolder folder = new RangeFolder(dir);
        ProviderRanges known = ProviderRanges.bundled().and(folder.editions());
        PrintWriter err = spec.commandLine().getErr();
        int failed = 0;
        for (Source source : sources) {
            try {
                spec.commandLine().getOut().println(update(source, download, folder, known));
            } catch (IOException e) {
                failed++;
                err.println(source.provider() + ": " + e.getMessage() + "; what is known of it stays");
            }
        }
        spec.commandLine().getOut().flush();
        return failed == 0 ? 0 : 1;
    }

    private List<Source> sources() {
        for (String provider : providers) {
            source(provider);
        }
        List<Source> wanted = new ArrayList<>();
        for (Source source : Source.ALL) {
            List<URI> others = places(source.provider());
            boolean named = providers.contains(source.provider());
            boolean byDefault = providers.isEmpty() && (places.isEmpty() || !others.isEmpty());
            if (named || byDefault && !(source.urls().isEmpty() && others.isEmpty())) {
                wanted.add(others.isEmpty() ? source : source.at(others));
            }
        }
        return wanted;
    }

    private List<URI> places(String provider) {
        List<URI> urls = new ArrayList<>();
        for (String place : places) {
            int at = place.indexOf('=');
            if (at < 0) {
                throw badUsage("--from wants NAME=URL, not '" + place + "'");
            }
            source(place.substring(0, at));
            if (place.substring(0, at).equals(provider)) {
                urls.add(url(place.substring(at + 1)));
            }
        }
        return urls;
    }

    private URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw badUsage("not a URL: '" + text + "'");
        }
    }

    private Source source(String provider) {
        return Source.ALL.stream()
                .filter(source -> source.provider().equals(provider))
                .findFirst()
                .orElseThrow(() -> badUsage("no provider '" + provider + "' publishes a list; known are "
                        + String.join(
                                ", ", Source.ALL.stream().map(Source::provider).toList())));
    }

    private ParameterException badUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private String update(Source source, Download download, RangeFolder folder, ProviderRanges known)
            throws IOException {
        if (source.urls().isEmpty()) {
            throw new IOException(
                    "its list has a new address with every edition: give it by --from " + source.provider() + "=URL");
        }
        PublishedRanges read = new PublishedRanges(source.provider());
        List<byte[]> documents = new ArrayList<>();
        for (URI url : source.urls()) {
            byte[] document = download.fetch(url);
            read.read(source.form(), document);
            documents.add(document);
        }
        read.refusals().stream()
                .limit(SHOWN)
                .forEach(r -> spec.commandLine().getErr().println(source.provider() + ": left out " + r));
        List<ProviderRange> ranges = read.ranges();
        List<Prefix> prefixes = ranges.stream().map(ProviderRange::prefix).toList();
        requirePlausible(source.provider(), prefixes, known);
        String checksum = RangeFolder.sha256(documents.toArray(new byte[0][]));
        String from = String.join(" ", source.urls().stream().map(URI::toString).toList());
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Optional<String> file = folder.add(source.provider(), today, ranges, from, checksum);
        return String.format(
                Locale.ROOT,
                "%-13s %-9s %,7d prefixes, %,13d IPv4 addresses, %d left out, source sha256 %s%s",
                source.provider(),
                file.isPresent() ? "updated" : "unchanged",
                ranges.size(),
                addresses(prefixes, Family.IPV4),
                read.refusals().size(),
                checksum,
                file.map(name -> ", " + name).orElse(""));
    }

    /** A list that is empty or has lost most of itself is more likely a mistake than news. */
    private void requirePlausible(String provider, List<Prefix> prefixes, ProviderRanges known) throws IOException {
        if (prefixes.isEmpty()) {
            throw new IOException("its list holds no usable prefix");
        }
        List<Prefix> before =
                known.edition(provider, now).map(ProviderEdition::prefixes).orElse(List.of());
        for (Family family : Family.values()) {
            BigInteger has = addresses(prefixes, family);
            BigInteger had = addresses(before, family);
            if (!acceptLoss && has.shiftLeft(1).compareTo(had) < 0) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "its list has %s %s addresses where the edition before has %s; --accept-loss takes it all the same",
                        size(has),
                        family == Family.IPV4 ? "IPv4" : "IPv6",
                        size(had)));
            }
        }
    }

    private static BigInteger addresses(List<Prefix> prefixes, Family family) {
        return PrefixSet.addresses(
                prefixes.stream().filter(prefix -> prefix.family() == family).toList());
    }

    /** In digits as long as anybody can read them. */
    private static String size(BigInteger addresses) {
        return addresses.bitLength() < 40
                ? String.format(Locale.ROOT, "%,d", addresses)
                : String.format(Locale.ROOT, "%.2g", addresses.doubleValue());
    }
}
