package org.cordon.analysis.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.junit.jupiter.api.Test;

final class AddressOriginTest {
    private static final AddressOrigin ORIGIN = AddressOrigin.bundled();

    private static String of(String address) {
        Address parsed = Address.parse(address);
        return "AS" + ORIGIN.asn(parsed) + " " + ORIGIN.country(parsed);
    }

    @Test
    void the_origin_of_well_known_addresses_is_known() {
        assertEquals(
                "AS62041 AG",
                of("149.154.167.51"),
                "Telegram is registered in Antigua; its machines stand in Amsterdam");
        assertEquals("AS15169 US", of("8.8.8.8"));
        assertEquals("AS13335", of("1.1.1.1").substring(0, 7));
        assertEquals("AS62041", of("2001:67c:4e8:f002::a").substring(0, 7));
        assertEquals(LocalDate.parse("2026-06-17"), ORIGIN.date());
    }

    @Test
    void of_an_address_that_nobody_announces_nothing_is_claimed() {
        assertEquals(0, ORIGIN.asn(Address.parse("10.1.2.3")));
        assertNull(ORIGIN.country(Address.parse("10.1.2.3")));
        assertEquals(0, ORIGIN.asn(Address.parse("0.0.0.0")));
        assertEquals(0, ORIGIN.asn(Address.parse("255.255.255.255")));
        assertEquals(0, ORIGIN.asn(Address.parse("::")));
        assertEquals(0, ORIGIN.asn(Address.parse("ffff::")));
    }

    @Test
    void the_row_that_overlaps_another_is_tolerated() {
        assertEquals(749, ORIGIN.asnV4((int) 3_607_101_439L));
        assertEquals(721, ORIGIN.asnV4((int) 3_607_101_440L));
        assertEquals(721, ORIGIN.asnV4((int) 3_607_167_999L));
        assertEquals(27_066, ORIGIN.asnV4((int) 3_607_168_000L));
    }

    @Test
    void a_name_belongs_to_an_as_number() {
        AsNames names = AsNames.bundled();
        assertTrue(
                names.of(12_389).orElseThrow().contains("Rostelecom"),
                names.of(12_389).toString());
        assertEquals(Optional.empty(), names.of(64_512));
    }

    @Test
    void the_segments_answer_like_a_sorted_map() {
        SplittableRandom random = new SplittableRandom(5);
        TreeMap<Address, Integer> map = new TreeMap<>();
        while (map.size() < 3_000) {
            map.put(random(random), 0);
        }
        int v4 = (int)
                map.keySet().stream().filter(a -> a.family() == Family.IPV4).count();
        int[] starts = new int[v4];
        long[] highs = new long[map.size() - v4];
        long[] lows = new long[map.size() - v4];
        int i = 0;
        for (Address start : map.keySet()) {
            int at = i < v4 ? i : i - v4;
            map.put(start, at);
            if (i < v4) {
                starts[at] = (int) (start.high() >>> 32);
            } else {
                highs[at] = start.high();
                lows[at] = start.low();
            }
            i++;
        }
        SegmentIndex index = new SegmentIndex(starts, highs, lows);
        for (int round = 0; round < 20_000; round++) {
            Address asked = random(random);
            var floor = map.floorEntry(asked);
            boolean inFamily = floor != null && floor.getKey().family() == asked.family();
            assertEquals(inFamily ? floor.getValue() : -1, index.find(asked), "seed 5 " + asked);
        }
    }

    private static Address random(SplittableRandom random) {
        if (random.nextBoolean()) {
            return Address.v4(random.nextBoolean() ? random.nextInt() : random.nextInt(8) << 29 | random.nextInt(300));
        }
        return new Address(Family.IPV6, (long) random.nextInt(40) << 58, random.nextLong(-50, 50));
    }

    @Test
    void a_damaged_table_is_read_or_refused_never_anything_else() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OriginLayer layer = new OriginLayer(new long[] {0, 256, 1 << 20}, new int[] {0, 1, 0});
        OriginCodec.write(
                new DataOutputStream(bytes),
                LocalDate.EPOCH,
                new int[] {0, 7},
                new String[] {"", "RU"},
                layer,
                layer,
                layer,
                layer);
        byte[] good = bytes.toByteArray();
        assertEquals(7, read(good).asn(Address.parse("0.0.1.1")));
        assertEquals("RU", read(good).country(Address.parse("0.0.255.1")));
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < 20_000; round++) {
            byte[] bad = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length));
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            try {
                read(bad);
            } catch (IOException refused) {
                continue;
            }
        }
        assertThrows(IOException.class, () -> read(new byte[100]));
    }

    private static AddressOrigin read(byte[] bytes) throws IOException {
        return OriginCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
