package org.cordon.analysis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import org.cordon.analysis.targets.ProviderRange;
import org.cordon.analysis.targets.SpecialPurpose;
import org.cordon.analysis.wire.PublishedRanges.Form;
import org.junit.jupiter.api.Test;

/** Whatever stands in a list, what comes out of it is public space and plain words, and nothing but IOException is thrown. */
final class PublishedRangesFuzzTest {
    private static final long SEED = 20_180_416;
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"prefixes\"",
        "\"ip_prefix\"",
        "\"18.184.0.0/15\"",
        "\"0.0.0.0/0\"",
        "\"region\"",
        "\"a,b\\n#\"",
        "\"values\"",
        "\"properties\"",
        "\"addressPrefixes\"",
        "\"regions\"",
        "\"cidrs\"",
        "\"cidr\"",
        "null",
        "7",
        "\"ipv6_prefixes\"",
        "\"ipv6Prefix\"",
        "\"::/0\"",
        "\"2a05:d014::/36\"",
        "\n",
        "18.184.0.0/15",
        "\u0000"
    };

    @Test
    void hostile_lists_yield_nothing_but_ranges() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(30);
            for (int n = 0; n < length; n++) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            Form form = Form.values()[random.nextInt(Form.values().length)];
            PublishedRanges ranges = new PublishedRanges("p");
            try {
                ranges.read(form, text.toString().getBytes(UTF_8));
            } catch (IOException refused) {
                continue;
            }
            for (ProviderRange range : ranges.ranges()) {
                assertTrue(SpecialPurpose.of(range.prefix()).isEmpty(), "seed " + SEED + ": " + text);
                String words = range.region() + "" + range.service();
                assertTrue(words.indexOf(',') < 0 && words.indexOf('\n') < 0, "seed " + SEED + ": " + text);
            }
        }
    }
}
