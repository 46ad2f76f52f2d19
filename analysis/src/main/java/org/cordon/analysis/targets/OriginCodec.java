package org.cordon.analysis.targets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * The binary form of the table of origins: version, date, the AS numbers by how often they occur, the country codes, and
 * for each family one layer of AS numbers and one of countries (see {@link OriginLayer}).
 */
final class OriginCodec {
    private static final int MAGIC = 0x43_6f_72_31;
    private static final int MOST_ENTRIES = 1 << 22;

    private OriginCodec() {}

    static void write(
            DataOutputStream out,
            LocalDate date,
            int[] asns,
            String[] countries,
            OriginLayer v4asn,
            OriginLayer v4country,
            OriginLayer v6asn,
            OriginLayer v6country)
            throws IOException {
        out.writeInt(MAGIC);
        out.writeInt((int) date.toEpochDay());
        Varint.write(out, asns.length);
        long before = 0;
        for (int asn : asns) {
            long difference = Integer.toUnsignedLong(asn) - before;
            before = Integer.toUnsignedLong(asn);
            Varint.write(out, difference << 1 ^ difference >> 63);
        }
        Varint.write(out, countries.length);
        for (String country : countries) {
            out.write(country.isEmpty() ? new byte[2] : country.getBytes(US_ASCII), 0, 2);
        }
        for (OriginLayer layer : new OriginLayer[] {v4asn, v4country, v6asn, v6country}) {
            layer.write(out);
        }
    }

    /** @throws IOException if it is no such table */
    static AddressOrigin read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("not a table of origins, version 1");
        }
        try {
            LocalDate date = LocalDate.ofEpochDay(in.readInt());
            int[] asns = asns(in);
            String[] countries = countries(in);
            OriginTable v4 = OriginLayer.join(
                    OriginLayer.read(in, asns.length), OriginLayer.read(in, countries.length), asns, false);
            OriginTable v6 = OriginLayer.join(
                    OriginLayer.read(in, asns.length), OriginLayer.read(in, countries.length), asns, true);
            return new AddressOrigin(date, countries, v4, v6);
        } catch (DateTimeException e) {
            throw new IOException("the table of origins has a wrong date", e);
        }
    }

    private static int[] asns(DataInputStream in) throws IOException {
        int[] asns = new int[Varint.readCount(in, MOST_ENTRIES)];
        long before = 0;
        for (int i = 0; i < asns.length; i++) {
            long zigzag = Varint.read(in);
            before += zigzag >>> 1 ^ -(zigzag & 1);
            asns[i] = (int) before;
        }
        return asns;
    }

    private static String[] countries(DataInputStream in) throws IOException {
        String[] countries = new String[Varint.readCount(in, 256)];
        byte[] code = new byte[2];
        for (int i = 0; i < countries.length; i++) {
            in.readFully(code);
            countries[i] = code[0] == 0 ? "" : new String(code, US_ASCII);
        }
        return countries;
    }
}
