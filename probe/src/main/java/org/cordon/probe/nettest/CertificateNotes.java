package org.cordon.probe.nettest;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.cordon.analysis.observation.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Lets every certificate pass and writes down what it was and what a careful client would have said of it. Safe here and
 * only here: nothing but public questions is ever sent over the connections that it lets through.
 */
final class CertificateNotes extends X509ExtendedTrustManager {
    private final Map<String, Object> notes = new LinkedHashMap<>();

    Map<String, Object> toMap() {
        return notes;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        notes.put("certificate_sha256", sha256(chain[0]));
        Failure problem = problem(chain, authType, engine);
        notes.put("certificate_verification", problem == null ? "ok" : problem.text());
    }

    private static @Nullable Failure problem(X509Certificate[] chain, String authType, SSLEngine engine) {
        try {
            for (var manager : Platform.TRUST.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager platform) {
                    platform.checkServerTrusted(chain, authType, engine);
                }
            }
            return null;
        } catch (CertificateException e) {
            return name(e);
        }
    }

    private static Failure name(CertificateException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException) {
                return Failure.SSL_UNKNOWN_AUTHORITY;
            }
        }
        String text = String.valueOf(e.getMessage());
        return text.contains("No subject alternative") || text.contains("No name matching")
                ? Failure.SSL_INVALID_HOSTNAME
                : Failure.SSL_INVALID_CERTIFICATE;
    }

    static String sha256(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the certificate has no bytes", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
        throw new UnsupportedOperationException("only engines are used");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException("only engines are used");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    /** The authorities that this Java trusts, read once. */
    private static final class Platform {
        static final TrustManagerFactory TRUST = load();

        private static TrustManagerFactory load() {
            try {
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init((KeyStore) null);
                return factory;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no list of certificate authorities", e);
            }
        }
    }
}
