package org.cordon.probe.uplink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whose word is enough that somebody is the gateway. */
public final class GatewayTrust {
    private GatewayTrust() {}

    /**
     * Client sockets that trust only the certificates in {@code pem}, or the runtime's authorities where it is null. Sessions
     * are not resumed: a ticket would tell two connections of one volunteer from those of others.
     */
    public static SSLSocketFactory sockets(@Nullable Path pem) throws IOException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(pem == null ? null : store(pem));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            context.getClientSessionContext().setSessionCacheSize(1);
            context.getClientSessionContext().setSessionTimeout(1);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    (pem == null ? "the runtime's certificates" : pem) + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
        }
        return store;
    }
}
