package org.cordon.probe.nettest;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.cordon.analysis.targets.Target;

/** Makes the client side of TLS for a target. */
final class TlsEngines {
    private TlsEngines() {}

    static SSLEngine create(SSLContext context, Target target) {
        String host = target.host();
        SSLEngine engine = host == null ? context.createSSLEngine() : context.createSSLEngine(host, target.port());
        engine.setUseClientMode(true);
        if (host != null) {
            SSLParameters parameters = engine.getSSLParameters();
            // makes the trust manager compare the name; it notes the result and lets the handshake go on
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }
}
