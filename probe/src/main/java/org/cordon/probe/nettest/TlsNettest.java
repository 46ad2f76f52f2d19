package org.cordon.probe.nettest;

import java.util.List;
import java.util.Set;
import org.cordon.analysis.targets.Target;

/**
 * Whether a TLS handshake comes about, and on what it depends. Where the target has a host, the same address is asked under
 * its name (SNI), under a name that nobody blocks, under none, and under its name with nothing newer than TLS 1.2 and with the
 * ClientHello of a browser: a censor who looks for the name lets the others pass.
 *
 * <p>The handshake counts as a success whatever certificate is shown: the question is whether a middlebox lets it pass.
 * What the certificate was (by hash) and whether it would be trusted is noted in the detail.
 */
final class TlsNettest implements Nettest {
    /** Reserved for examples (RFC 2606), and on nobody's list. */
    static final String NEUTRAL = "www.example.com";

    private static final String OLDER = "target-tls12";
    private static final String BROWSER = "target-browser";

    /** Where nobody expects TLS: HTTP, and the ports that Telegram uses for its own protocol; DNS. */
    private static final Set<Integer> PLAIN_PORTS = Set.of(53, 80, 88, 5222);

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public String whatItSends() {
        return "opens a TCP connection and begins TLS on it, as a browser does, naming the target's host if it has one,"
                + " and then four times more: under " + NEUTRAL
                + ", under no name, with TLS 1.2, and with the first words of a"
                + " browser, and once under the target's name at another address of the list; no page is asked for";
    }

    @Override
    public boolean suits(Target target) {
        return !PLAIN_PORTS.contains(target.port());
    }

    @Override
    public List<Variant> variants(Target target) {
        if (target.host() == null) {
            return List.of(Variant.only(target));
        }
        return List.of(
                new Variant("target", target.host(), 0),
                new Variant("neutral", NEUTRAL, 0),
                new Variant("none", null, 0),
                new Variant(OLDER, target.host(), 0),
                new Variant(BROWSER, target.host(), 0));
    }

    @Override
    public Conversation converse(Target target, Variant variant) {
        if (BROWSER.equals(variant.arm()) && variant.host() != null) {
            return new HelloConversation(variant.host());
        }
        return TlsEngines.converse(variant.host(), target.port(), OLDER.equals(variant.arm()), null);
    }
}
