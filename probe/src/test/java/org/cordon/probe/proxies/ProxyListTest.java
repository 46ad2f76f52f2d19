package org.cordon.probe.proxies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.prefix.Address;
import org.junit.jupiter.api.Test;

final class ProxyListTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";

    private static ProxyList read(String text) throws IOException {
        return ProxyList.read(new StringReader(text), own -> own.equals(Address.parse("151.101.1.1")));
    }

    @Test
    void proxies_are_read_in_the_forms_in_which_people_pass_them_on() throws IOException {
        ProxyList list = read("""
            # mine
            socks5://anna:p%%40ss@151.101.1.5:1080
            socks5://[2a02:2168:1::5]:1080
            tg://proxy?server=151.101.1.6&port=443&secret=%s
            https://t.me/proxy?server=151.101.1.6&port=8443&secret=dd%s
            https://t.me/proxy?server=151.101.1.6&port=8444&secret=7gABAgMEBQYHCAkKCwwNDg93d3cuZXhhbXBsZS5jb20
            openvpn+udp://151.101.1.7:1194
            openvpn+tcp://151.101.1.7:443
            """.formatted(KEY, KEY));
        assertEquals(List.of(), list.refusals());
        assertEquals(
                List.of("socks5", "socks5", "mtproxy", "mtproxy", "mtproxy", "openvpn", "openvpn"),
                list.proxies().stream().map(proxy -> proxy.access().test()).toList());
        assertEquals(new Socks5Login("anna", "p@ss"), list.proxies().get(0).access());
        MtproxySecret ee = (MtproxySecret) list.proxies().get(4).access();
        assertEquals(MtproxySecret.Kind.EE, ee.kind());
        assertEquals("www.example.com", ee.domain());
        assertEquals(
                MtproxySecret.Kind.DD, ((MtproxySecret) list.proxies().get(3).access()).kind());
        assertEquals(OpenvpnCarrier.TCP, list.proxies().get(6).access());
        assertTrue(
                list.proxies().stream().allMatch(proxy -> proxy.target().list().equals("proxy")));
    }

    @Test
    void what_may_not_be_contacted_or_cannot_be_read_is_refused_by_its_line_and_no_secret_is_repeated()
            throws IOException {
        ProxyList list = read("""
            socks5://anna:topsecret@192.168.1.5:1080
            socks5://anna:topsecret@151.101.1.1:1080
            socks5://anna:topsecret@proxy.example:1080
            socks5://topsecret@151.101.1.5:1080
            socks5://anna:top secret@151.101.1.5:1080
            tg://proxy?server=151.101.1.6&port=443&secret=topsecret
            tg://socks?server=151.101.1.6&port=443&secret=topsecret
            openvpn+udp://151.101.1.7
            openvpn+udp://151.101.1.7:70000
            151.101.1.7 1080 anna topsecret
            openvpn+udp://151.101.1.7:1194
            openvpn+udp://151.101.1.7:1194
            """);
        assertEquals(1, list.proxies().size());
        assertEquals(11, list.refusals().size());
        String told = list.toString();
        assertFalse(told.contains("topsecret"), told);
        assertTrue(told.contains("192.168.1.5 is not a public address"), told);
        assertTrue(told.contains("151.101.1.1 is this machine's own address"), told);
        assertTrue(told.contains("a proxy is named by its address: no name is resolved"), told);
        assertTrue(told.contains("this proxy is in the list twice"), told);
    }

    @Test
    void nothing_but_a_refusal_comes_of_noise() throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        String[] heads = {"socks5://", "tg://proxy?server=", "https://t.me/proxy?", "openvpn+tcp://", ""};
        for (int i = 0; i < 3_000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            String line = heads[i % heads.length] + new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1);
            ProxyList list = read(line);
            assertTrue(list.proxies().size() <= 1, "seed 9, case " + i);
        }
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            String text = i % 2 == 0 ? HexFormat.of().formatHex(noise) : new String(noise);
            if (noise.length != 16) {
                assertThrows(
                        IllegalArgumentException.class, () -> MtproxySecret.parse("f" + text), "seed 9, case " + i);
            }
        }
    }
}
