package org.cordon.collector.words;

import org.cordon.analysis.targets.AsNames;

/** Networks by name: "PJSC Rostelecom (AS12389)". */
public final class Networks {
    private static final int LONGEST = 60;

    private final AsNames names;

    public Networks(AsNames names) {
        this.names = names;
    }

    /** The registered name and the number; the number alone where there is no name. */
    public String full(long asn) {
        String name = name(asn);
        return name.isEmpty() ? "AS" + asn : name + " (AS" + asn + ")";
    }

    /** The registered name, shortened where it is very long; empty where there is none. */
    public String name(long asn) {
        String name = names.of(asn).orElse("").strip();
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1).strip() + "…";
    }
}
