package org.cordon.analysis.wire;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Files beside the tests: of the form that others publish, of made-up content. */
final class Fixtures {
    private Fixtures() {}

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        }
    }
}
