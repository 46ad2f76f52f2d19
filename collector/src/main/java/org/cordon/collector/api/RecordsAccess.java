package org.cordon.collector.api;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Who may see single observations: nobody by default, since an address and a millisecond can point at a subscriber. */
public record RecordsAccess(boolean open, @Nullable String token) {

    /** @throws ApiException if this request may not */
    void require(Context ctx) {
        if (open) {
            return;
        }
        if (token == null) {
            throw new ApiException(
                    403,
                    "not public",
                    "single observations are not published (docs/formats.md §7); this collector has no --records-token,"
                            + " nor --open-records as a sandbox would");
        }
        String given = ctx.header("Authorization");
        byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        if (given == null || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
            ctx.header("WWW-Authenticate", "Bearer");
            throw new ApiException(401, "token wanted", "single observations are for vetted researchers with a token");
        }
    }

    @Override
    public String toString() {
        return "RecordsAccess[open=" + open + "]";
    }
}
