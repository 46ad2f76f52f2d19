package org.cordon.collector.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages as the Standard Webhooks specification 1.0 says (standardwebhooks.com), so that its libraries can check them:
 * HMAC-SHA256 over {@code id.timestamp.body}, in base64, after {@code v1,}.
 */
public final class Signature {
    private final byte[] secret;

    /** @param secret what {@code whsec_} stands before in the settings, decoded */
    public Signature(byte[] secret) {
        this.secret = secret.clone();
    }

    /** @param timestamp seconds since the epoch */
    String of(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}
