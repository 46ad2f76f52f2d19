package org.cordon.analysis.collateral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CatalogueReaderTest {
    /** More rounds: {@code -Dcordon.fuzz=1000000}. */
    private static final int ROUNDS = Integer.getInteger("cordon.fuzz", 4_000);

    private static ServiceCatalogue read(String text) throws IOException {
        return CatalogueReader.read(new StringReader(text), "list");
    }

    @Test
    void the_services_of_2018_are_named_with_category_and_source() {
        ServiceCatalogue catalogue = ServiceCatalogue.bundled();
        assertEquals(List.of(), catalogue.refusals());
        assertEquals(90, catalogue.services().size(), "92 reports; two services are named twice");
        Service shop = catalogue.services().stream()
                .filter(s -> s.name().equals("GiveMe.ru flowers"))
                .findFirst()
                .orElseThrow();
        assertEquals(Category.E_COMMERCE, shop.category());
        assertEquals(List.of("giveme.ru"), shop.domains());
        assertTrue(shop.source().startsWith("Vedomosti"));
        Service wix = catalogue.services().stream()
                .filter(s -> s.name().equals("Wix DNS"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("dns1.wix.com", "dns2.wix.com"), wix.domains());
        long vague = catalogue.services().stream()
                .filter(s -> s.category() == Category.OTHER)
                .count();
        assertEquals(0, vague);
    }

    @Test
    void a_list_of_the_citizen_lab_is_read() throws IOException {
        ServiceCatalogue catalogue = read("url,category_code,category_description,date_added,source,notes\n"
                + "https://www.Example.org/path?x,NEWS,News Media,2017-04-12,citizenlab,\"a, b\"\n"
                + "not a url,NEWS,News Media,2017-04-12,citizenlab,\n"
                + "http://bank.example:8080/,ZZZZ,?,,,\n");
        assertEquals(
                List.of("example.org", "bank.example"),
                catalogue.services().stream().map(Service::name).toList());
        assertEquals(Category.MEDIA, catalogue.services().get(0).category());
        assertEquals("2017-04-12", catalogue.services().get(0).date());
        assertEquals(Category.OTHER, catalogue.services().get(1).category());
        assertEquals(List.of("list line 3: not a host name: 'not a url'"), catalogue.refusals());
    }

    @Test
    void a_list_of_tranco_is_read_from_its_first_line_on() throws IOException {
        ServiceCatalogue catalogue = read("1,google.com\r\n2,amazon.com\r\nthree,x.com\r\n");
        assertEquals(2, catalogue.services().size());
        assertEquals(List.of("list line 3: not 'rank,domain'"), catalogue.refusals());
    }

    @Test
    void anything_else_is_refused_with_the_three_forms_that_are_known() {
        IOException refused = assertThrows(IOException.class, () -> read("a,b,c\n1,2,3\n"));
        assertTrue(refused.getMessage().contains("Citizen Lab"), refused.getMessage());
        assertThrows(IOException.class, () -> read(""));
    }

    @Test
    void two_catalogues_become_one() throws IOException {
        ServiceCatalogue both = read("name,domain,category\nShop,shop.example,e-commerce\n")
                .and(read("name,domain,category\nShop,www.shop2.example,game\nBank,bank.example,bank\n"));
        assertEquals(2, both.services().size());
        assertEquals(
                List.of("shop.example", "shop2.example"), both.services().get(0).domains());
        assertEquals(Category.E_COMMERCE, both.services().get(0).category());
    }

    @Test
    void a_damaged_list_is_read_or_refused() {
        String good = "name,domain,category,ip_2018\n\"A, B\",a.example,bank,1.2.3.4\nC,http://c.example/,game,\n";
        SplittableRandom random = new SplittableRandom(21);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder bad = new StringBuilder(good);
            for (int i = random.nextInt(5); i >= 0; i--) {
                bad.setCharAt(random.nextInt(bad.length()), (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
            }
            try {
                assertTrue(read(bad.toString()).services().size() <= 3);
            } catch (IOException refused) {
                continue;
            } catch (RuntimeException e) {
                throw new AssertionError("seed 21 round " + round + ": " + bad, e);
            }
        }
    }
}
