package org.cordon.probe.nettest;

import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.cordon.analysis.targets.Target;

/**
 * Whether a TLS handshake comes about. The name asked for (SNI) is the target's host, or none.
 *
 * <p>The handshake counts as a success whatever certificate is shown: the question is whether a middlebox lets it pass.
 * What the certificate was (by hash) and whether it would be trusted is noted in the detail.
 */
final class TlsNettest implements Nettest {
    /** Where nobody expects TLS: HTTP, and the ports that Telegram uses for its own protocol. */
    private static final Set<Integer> PLAIN_PORTS = Set.of(80, 88, 5222);

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public String whatItSends() {
        return "opens a TCP connection and begins TLS on it, as a browser does, naming the target's host if it has one;"
                + " no page is asked for";
    }

    @Override
    public boolean suits(Target target) {
        return !PLAIN_PORTS.contains(target.port());
    }

    @Override
    public Conversation converse(Target target) {
        CertificateNotes notes = new CertificateNotes();
        return new TlsConversation(TlsEngines.create(context(notes), target), notes);
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
