package org.cordon.analysis.targets;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.zip.GZIPInputStream;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.jspecify.annotations.Nullable;

/**
 * The origin AS and the country of an address, from the table that is shipped with Cordon ({@code origins.bin.gz}; see
 * docs/data.md for its sources and licences). It says who announces an address and in which country it is registered, not
 * where the machine stands.
 *
 * <p>Loading takes about a tenth of a second and 10 MB; share one instance.
 */
public final class AddressOrigin {
    private static final String RESOURCE = "origins.bin.gz";

    private final LocalDate date;
    private final SegmentIndex index;
    private final int[] v4asn;
    private final byte[] v4country;
    private final int[] v6asn;
    private final byte[] v6country;
    private final String[] countries;

    AddressOrigin(LocalDate date, String[] countries, OriginTable v4, OriginTable v6) {
        this.date = date;
        this.countries = countries;
        int[] starts = new int[v4.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = (int) v4.low(i);
        }
        this.index = new SegmentIndex(starts, v6.highs(), v6.lows());
        this.v4asn = v4.asns();
        this.v4country = v4.countries();
        this.v6asn = v6.asns();
        this.v6country = v6.countries();
    }

    /** The shipped table; every call reads it again. */
    public static AddressOrigin bundled() {
        try (InputStream stream = AddressOrigin.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks its resource " + RESOURCE);
            }
            return OriginCodec.read(
                    new DataInputStream(new BufferedInputStream(new GZIPInputStream(stream, 1 << 16), 1 << 16)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }

    /** The day of the routing tables that it was made from. */
    public LocalDate date() {
        return date;
    }

    /** The AS number that announces {@code address}; 0 if none is known. */
    public long asn(Address address) {
        int segment = index.find(address);
        if (segment < 0) {
            return 0;
        }
        return Integer.toUnsignedLong(address.family() == Family.IPV4 ? v4asn[segment] : v6asn[segment]);
    }

    /** The AS number for the IPv4 address with these 32 bits; 0 if none is known. For tight loops. */
    public long asnV4(int bits) {
        int segment = index.findV4(bits);
        return segment < 0 ? 0 : Integer.toUnsignedLong(v4asn[segment]);
    }

    /** ISO 3166-1 alpha-2 code of the country in which {@code address} is registered; null if none is known. */
    public @Nullable String country(Address address) {
        int segment = index.find(address);
        if (segment < 0) {
            return null;
        }
        String code = countries[(address.family() == Family.IPV4 ? v4country[segment] : v6country[segment]) & 0xFF];
        return code.isEmpty() ? null : code;
    }
}
