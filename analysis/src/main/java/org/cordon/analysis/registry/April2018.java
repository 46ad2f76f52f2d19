package org.cordon.analysis.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.targets.DelimitedLine;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the campaign against Telegram of April 2018: its subnets with the bounds of their listing and
 * removal, and the decisions under which they stand in the register.
 */
public final class April2018 {
    /** What commands and settings call the shipped list. */
    public static final String NAME = "april-2018";

    /**
     * The decisions of the campaign, as the register spells them. The first is of 2015: the subnets of Amazon and Google
     * were added to it, and by its date they look three years old.
     */
    public static final Set<String> DECISIONS = Set.of("27-31-2015/Ид4082-15", "27-31-2018/Ид2971-18", "2-1779/2018");

    private static final String SUBNETS = "rkn-2018-subnets.csv";
    private static final String COUNTS = "rkn-2018-address-count.csv";

    private April2018() {}

    /** Whether {@code listing} belongs to the campaign. */
    public static boolean isOfCampaign(Listing listing) {
        return DECISIONS.contains(listing.entry().decision().replace("Id", "Ид"));
    }

    /**
     * The 78 subnets that stood in the register in April and May 2018, the seven that have nothing to do with Telegram
     * included, with the bounds of listing and removal that the sources allow. It has no edition, so it proves no
     * absence; join it with a dump by {@link Register#following}.
     */
    public static Register subnets() {
        RegisterBuilder register = new RegisterBuilder();
        rows(SUBNETS).forEach((number, fields) -> {
            register.countRow(true);
            put(register, number, fields);
        });
        return register.build();
    }

    /** How many addresses were blocked during the campaign, as far as figures are documented; in order of time. */
    public static List<AddressCount> counts() {
        return rows(COUNTS).values().stream()
                .filter(fields -> !fields.get(1).isEmpty())
                .map(fields -> new AddressCount(
                        Instant.parse(fields.get(0)),
                        Long.parseLong(fields.get(1)),
                        fields.get(2),
                        fields.get(3),
                        fields.get(4)))
                .toList();
    }

    /** The rows of a resource below its header, by their line numbers. */
    private static SortedMap<Long, List<String>> rows(String resource) {
        try (InputStream stream = April2018.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks its resource " + resource);
            }
            return rows(new BufferedReader(new InputStreamReader(stream, UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + resource, e);
        }
    }

    private static SortedMap<Long, List<String>> rows(BufferedReader lines) throws IOException {
        SortedMap<Long, List<String>> rows = new TreeMap<>();
        boolean header = true;
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.startsWith("#")) {
                if (!header) {
                    rows.put(number, DelimitedLine.split(line, ','));
                }
                header = false;
            }
        }
        return rows;
    }

    private static void put(RegisterBuilder register, long line, List<String> fields) {
        String decision = fields.get(4).replace("Id", "Ид");
        RegisterEntry entry = new RegisterEntry(line, null, fields.get(11), decision, null, null, null);
        TimeBounds listed = bounds(fields.get(6), fields.get(7));
        boolean removed = !fields.get(9).isEmpty();
        register.put(Prefix.parse(fields.get(0)), entry, listed, removed ? bounds(fields.get(8), fields.get(9)) : null);
    }

    private static TimeBounds bounds(String notBefore, String notAfter) {
        return new TimeBounds(time(notBefore), time(notAfter));
    }

    private static @Nullable Instant time(String text) {
        return text.isEmpty() ? null : Instant.parse(text);
    }
}
