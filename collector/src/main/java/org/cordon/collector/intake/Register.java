package org.cordon.collector.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.wire.ProbeKeys;
import org.jspecify.annotations.Nullable;

/**
 * The operator's register of probes: a CSV file of {@code probe,role,cc,asn,access,site}. Roles come from here and from
 * nowhere else; {@code revoked} as a role shuts a probe out.
 */
public final class Register {
    private static final String HEADER = "probe,role,cc,asn,access,site";

    private final Map<String, Entry> entries;
    private final boolean trustClaims;

    /** A line; without a standing the probe is shut out. */
    private record Entry(@Nullable Standing standing) {}

    private Register(Map<String, Entry> entries, boolean trustClaims) {
        this.entries = Map.copyOf(entries);
        this.trustClaims = trustClaims;
    }

    /** Nobody is registered. @param trustClaims whether the unregistered are believed: for sandboxes only */
    public static Register empty(boolean trustClaims) {
        return new Register(Map.of(), trustClaims);
    }

    /** @throws IOException if it cannot be read, or with every line that is wrong */
    public static Register read(Path file, boolean trustClaims) throws IOException {
        Map<String, Entry> entries = new HashMap<>();
        List<String> problems = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
            throw new IOException(file + ":1: the first line is not '" + HEADER + "'");
        }
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    readLine(entries, line);
                } catch (IllegalArgumentException e) {
                    problems.add(file + ":" + (i + 1) + ": " + e.getMessage());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IOException(String.join("\n", problems));
        }
        return new Register(entries, trustClaims);
    }

    private static void readLine(Map<String, Entry> entries, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != 6) {
            throw new IllegalArgumentException("has " + cells.length + " cells instead of 6");
        }
        String probe = cells[0].strip();
        if (!probe.matches("[0-9a-f]{" + ProbeKeys.FINGERPRINT_CHARACTERS + "}")) {
            throw new IllegalArgumentException("'" + probe + "' is not a fingerprint of "
                    + ProbeKeys.FINGERPRINT_CHARACTERS + " hexadecimal digits");
        }
        if (entries.put(probe, entry(cells)) != null) {
            throw new IllegalArgumentException(probe + " has stood above already");
        }
    }

    private static Entry entry(String[] cells) {
        if (cells[1].strip().equals("revoked")) {
            return new Entry(null);
        }
        String cc = cells[2].strip();
        if (!cc.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("'" + cc + "' is not a country code of two capital letters");
        }
        String asn = cells[3].strip();
        if (!asn.matches("[0-9]{1,10}") || Long.parseLong(asn) > 4_294_967_295L) {
            throw new IllegalArgumentException("'" + asn + "' is not an AS number");
        }
        String access = cells[4].strip();
        String site = cells[5].strip();
        return new Entry(new Standing(
                word(Role.class, cells[1].strip()),
                cc,
                Long.parseLong(asn),
                access.isEmpty() ? null : word(Access.class, access),
                site.isEmpty() ? null : site));
    }

    private static <E extends Enum<E>> E word(Class<E> type, String word) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "'" + word + "' is not a known " + type.getSimpleName().toLowerCase(Locale.ROOT));
    }

    /** Whether the operator has shut {@code probe} out. */
    public boolean isRevoked(String probe) {
        Entry entry = entries.get(probe);
        return entry != null && entry.standing == null;
    }

    /**
     * What is known of the probe that sent {@code o}: the operator's word first, then the gateway's, which sees addresses.
     *
     * @param sender null where it did not come through the gateway
     */
    Standing standing(String probe, @Nullable Sender sender, org.cordon.analysis.observation.Observation o) {
        Entry entry = entries.get(probe);
        if (entry != null && entry.standing != null) {
            return entry.standing;
        }
        if (sender != null) {
            return new Standing(Role.VANTAGE, sender.cc(), sender.asn(), null, sender.site());
        }
        return trustClaims ? Standing.claimed(o) : Standing.UNKNOWN;
    }

    /** Probes that stand in it. */
    public int size() {
        return entries.size();
    }
}
