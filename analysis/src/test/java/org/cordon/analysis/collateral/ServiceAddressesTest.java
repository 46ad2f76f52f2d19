package org.cordon.analysis.collateral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.junit.jupiter.api.Test;

final class ServiceAddressesTest {
    private static final Instant MONDAY = Instant.parse("2018-04-16T12:00:00Z");
    private static final Address OLD = Address.parse("52.58.1.1");
    private static final Address NEW = Address.parse("5.9.1.1");

    private static Instant day(int day) {
        return MONDAY.plus(Duration.ofDays(day));
    }

    @Test
    void a_name_that_moved_has_its_new_address_only() {
        ServiceAddresses addresses = new ServiceAddresses();
        addresses.add("shop.example", OLD, day(0), day(0));
        addresses.add("shop.example", OLD, day(3), day(3));
        addresses.add("shop.example", NEW, day(6), day(6));
        assertEquals(
                List.of(OLD), addresses.at("shop.example", day(-2)), "the first sighting is the best guess before it");
        assertEquals(List.of(OLD), addresses.at("shop.example", day(4)));
        assertEquals(List.of(NEW), addresses.at("shop.example", day(7)));
        assertEquals(List.of(), addresses.at("shop.example", day(100)), "after two months nothing is known");
        assertEquals(List.of(), addresses.at("bank.example", day(0)));
    }

    @Test
    void answers_that_rotate_within_a_day_belong_together() {
        ServiceAddresses addresses = new ServiceAddresses();
        addresses.add("shop.example", OLD, day(0), day(0));
        addresses.add("shop.example", NEW, day(0).plusSeconds(3_600), day(0).plusSeconds(3_600));
        assertEquals(List.of(OLD, NEW), addresses.at("shop.example", day(2)));
    }

    @Test
    void only_what_controls_resolve_is_believed() {
        ServiceAddresses addresses = new ServiceAddresses();
        addresses.accept(dns(Role.VANTAGE, OLD, null).build());
        addresses.accept(dns(Role.CONTROL, OLD, Failure.DNS_BOGON_ERROR).build());
        addresses.accept(dns(Role.CONTROL, NEW, null).build());
        assertEquals(List.of(NEW), addresses.at("shop.example", MONDAY));
    }

    private static ObservationBuilder dns(Role role, Address ip, Failure failure) {
        return Attempts.at("WWW.Shop.example", role, 24_940, MONDAY)
                .test("dns")
                .ip(ip)
                .failure(failure);
    }
}
