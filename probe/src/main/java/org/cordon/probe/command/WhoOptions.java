package org.cordon.probe.command;

import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Role;
import org.cordon.probe.report.ProbeFacts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the probe says about itself. */
final class WhoOptions {

    @Option(
            names = "--cc",
            defaultValue = "ZZ",
            description = "Country of this network, two letters (default: ZZ, unknown).")
    String cc = "ZZ";

    @Option(names = "--asn", defaultValue = "0", description = "AS number of this network (default: 0, unknown).")
    long asn;

    @Option(names = "--access", defaultValue = "unknown", description = "fixed, mobile, hosting or unknown.")
    Access access = Access.UNKNOWN;

    @Option(names = "--region", description = "Region of this network as ISO 3166-2, such as RU-TA.")
    @Nullable
    String region;

    @Option(
            names = "--role",
            defaultValue = "vantage",
            description = "vantage, or control for a probe that nobody censors.")
    Role role = Role.VANTAGE;

    @Option(
            names = "--probe-id",
            paramLabel = "ID",
            description = "The pseudonym in the observations (default: a new one at every start).")
    @Nullable
    String probeId;

    /** In another network than the one that these options speak of, nothing is known of it. */
    ProbeFacts elsewhere(String otherwise) {
        return new ProbeFacts(probeId == null ? otherwise : probeId, role, "ZZ", 0, Access.UNKNOWN, null);
    }

    ProbeFacts facts(String otherwise) {
        if (!cc.matches("[A-Z]{2}")) {
            throw new TypeConversionException("--cc takes two capital letters, such as RU, not '" + cc + "'");
        }
        if (asn < 0 || asn > 4_294_967_295L) {
            throw new TypeConversionException("--asn takes a number from 0 to 4294967295, not " + asn);
        }
        String id = probeId == null ? otherwise : probeId;
        if (!id.matches("[\\x21-\\x7e]{1,64}")) {
            throw new TypeConversionException("--probe-id takes 1 to 64 printable characters without blanks");
        }
        return new ProbeFacts(id, role, cc, asn, access, region);
    }
}
