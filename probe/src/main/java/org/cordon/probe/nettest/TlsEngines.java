package org.cordon.probe.nettest;

import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the client side of TLS for one attempt. */
final class TlsEngines {
    private static final String[] NEWER = {"TLSv1.3", "TLSv1.2"};
    private static final String[] OLDER = {"TLSv1.2"};

    private TlsEngines() {}

    /** A conversation that shakes hands, naming {@code host} if there is one, and then goes on with {@code inner}. */
    static Conversation cover(@Nullable String host, int port, @Nullable Conversation inner) {
        return converse(host, port, false, inner);
    }

    /** @param older whether TLS 1.2 is all that is offered */
    static Conversation converse(@Nullable String host, int port, boolean older, @Nullable Conversation inner) {
        CertificateNotes notes = new CertificateNotes();
        SSLEngine engine = create(context(notes), host, port);
        engine.setEnabledProtocols(older ? OLDER : NEWER);
        return new TlsConversation(engine, notes, inner);
    }

    private static SSLEngine create(SSLContext context, @Nullable String host, int port) {
        SSLEngine engine = host == null ? context.createSSLEngine() : context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        if (host != null) {
            SSLParameters parameters = engine.getSSLParameters();
            // makes the trust manager compare the name; it notes the result and lets the handshake go on
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    /** A context of its own for every attempt: nothing is resumed, so that every handshake is a full one. */
    private static SSLContext context(CertificateNotes notes) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {notes}, null);
            return context;
        } catch (NoSuchAlgorithmException | KeyManagementException e) {
            throw new IllegalStateException("this Java has no TLS", (GeneralSecurityException) e);
        }
    }
}
