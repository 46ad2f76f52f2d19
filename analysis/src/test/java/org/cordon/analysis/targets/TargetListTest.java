package org.cordon.analysis.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.junit.jupiter.api.Test;

final class TargetListTest {
    private static TargetList read(String text) throws IOException {
        return TargetList.read(new StringReader(text), Address.parse("8.8.8.8")::equals);
    }

    @Test
    void columns_may_stand_in_any_order_and_comments_are_skipped() throws Exception {
        TargetList list = read("""
                # Telegram's data centres
                list,port,ip,host,verified_at,anycast,colour
                telegram,443,149.154.167.51,,2026-08-22T00:00:00Z,,red

                telegram,80,2001:067c:04e8:f002::a,web.telegram.org,,true
                """);
        assertEquals(List.of(), list.refusals());
        assertEquals(2, list.targets().size());
        assertEquals(
                Address.parse("2001:67c:4e8:f002::a"), list.targets().get(1).ip());
        assertEquals("web.telegram.org", list.targets().get(1).host());
    }

    @Test
    void what_must_not_be_contacted_is_refused_line_by_line_and_the_rest_is_used() throws Exception {
        TargetList list = read("""
                ip,port,list
                10.1.2.3,443,x
                127.0.0.1,443,x
                192.0.2.7,443,x
                2001:db8::1,443,x
                fe80::1,443,x
                224.0.0.1,443,x
                8.8.8.8,443,x
                example.org,443,x
                1.1.1.1,0,x
                1.1.1.1,,x
                1.1.1.1,443,x
                1.1.1.1,443,x
                """);
        assertEquals(1, list.targets().size());
        assertEquals(
                List.of(
                        "2: 10.1.2.3 is not a public address: private (10.0.0.0/8)",
                        "3: 127.0.0.1 is not a public address: loopback (127.0.0.0/8)",
                        "4: 192.0.2.7 is not a public address: documentation (192.0.2.0/24)",
                        "5: 2001:db8::1 is not a public address: documentation (2001:db8::/32)",
                        "6: fe80::1 is not a public address: link-local (fe80::/10)",
                        "7: 224.0.0.1 is not a public address: multicast (224.0.0.0/4)",
                        "8: 8.8.8.8 is this machine's own address",
                        "9: not an IP address: 'example.org'",
                        "10: port 0 is not between 1 and 65535",
                        "11: column 'port' is empty",
                        "13: 1.1.1.1 port 443 is in list 'x' twice"),
                list.refusals().stream().map(r -> r.line() + ": " + r.reason()).toList());
    }

    @Test
    void a_list_without_its_columns_is_refused_whole() {
        assertThrows(IOException.class, () -> read(""));
        assertThrows(IOException.class, () -> read("1.1.1.1,443,x\n"));
    }
}
