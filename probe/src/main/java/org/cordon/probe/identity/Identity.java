package org.cordon.probe.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.YearMonth;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.cordon.analysis.wire.ProbeKeys;

/** Who this probe is: an Ed25519 key pair. The private half never leaves the folder that it lies in. */
public record Identity(PublicKey publicKey, PrivateKey privateKey) {
    private static final int PSEUDONYM_BYTES = 16;

    /** The name under which a collector knows this probe, and nobody else. */
    public String fingerprint() {
        return ProbeKeys.fingerprint(publicKey);
    }

    /**
     * The name that stands in files: another one in every network and every month, so that they cannot be joined to a
     * person's movements. Made with the private key, so that nobody else can tell which names belong together.
     */
    public String pseudonym(long asn, YearMonth month) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(privateKey.getEncoded(), "HmacSHA256"));
            byte[] hash = mac.doFinal(("cordon-pseudonym-1 " + asn + " " + month).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash, 0, PSEUDONYM_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "identity " + fingerprint();
    }
}
