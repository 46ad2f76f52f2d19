package org.cordon.analysis.cli;

import static org.cordon.analysis.cli.Ran.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AttributeCommandTest {
    private static List<String> lines(Ran ran) {
        return ran.out().lines().skip(1).toList();
    }

    @Test
    void an_address_of_2018_is_explained_by_the_ranges_of_2018() {
        Ran ran = run("attribute", "--at", "2018-04-16T00:00:00Z", "52.58.1.1", "149.154.167.51", "2001:67c:4e8::1");
        assertEquals(0, ran.status(), ran.err());
        assertEquals(
                List.of(
                        "52.58.1.1,16509,\"Amazon.com, Inc.\",US,amazon,eu-central-1,EC2",
                        "149.154.167.51,62041,Telegram Messenger Inc,AG,telegram,DC2/DC4,",
                        "2001:67c:4e8::1,62041,Telegram Messenger Inc,VG,,,"),
                lines(ran),
                ran.out());
    }

    @Test
    void every_owner_has_a_line_and_what_is_no_address_is_named_while_the_rest_is_used() {
        Ran ran = run("attribute", "20.201.28.151", "not-an-address", "192.0.2.1");
        assertEquals(1, ran.status());
        assertEquals("address 2: ", ran.err().substring(0, 11), ran.err());
        List<String> owners = lines(ran).stream()
                .filter(line -> line.startsWith("20.201.28.151,"))
                .map(line -> line.split(",", -1)[4])
                .toList();
        assertEquals(List.of("github", "microsoft"), owners, ran.out());
        assertEquals("192.0.2.1,,,,,,", lines(ran).get(2));
    }
}
