package org.cordon.probe.nettest;

import java.util.List;
import org.cordon.analysis.targets.Target;

/**
 * What a resolver says about a name. A target is a resolver (address and port) with the name to ask for as its host: port 53
 * is asked over UDP, 853 over TLS (RFC 7858), 443 over HTTPS (RFC 8484). All that are asked for one name are compared.
 */
final class DnsNettest implements Nettest {
    @Override
    public String name() {
        return "dns";
    }

    @Override
    public String whatItSends() {
        return "asks a resolver for the address of the target's host, over UDP, TLS or HTTPS; the address that comes back is"
                + " then proven by a TLS handshake under that name";
    }

    @Override
    public Transport transport(Target target) {
        return target.port() == 53 ? Transport.UDP : Transport.TCP;
    }

    @Override
    public boolean suits(Target target) {
        return target.list().equals(Nettests.RESOLVERS)
                && List.of(53, 853, 443).contains(target.port())
                && DnsConversation.isName(target.host());
    }

    @Override
    public Object comparedBy(Target target) {
        return String.valueOf(target.host());
    }

    @Override
    public List<Variant> variants(Target target) {
        String arm = isSystem(target) ? "system" : target.ip() + " " + carrier(target);
        return List.of(new Variant(arm, target.host(), 0));
    }

    private static String carrier(Target target) {
        return switch (target.port()) {
            case 853 -> "dot";
            case 443 -> "doh";
            default -> "udp";
        };
    }

    /** Whether this is the resolver that the system uses: its address is the subscriber's affair and is not published. */
    static boolean isSystem(Target resolver) {
        return resolver.source().equals(Nettests.SYSTEM_RESOLVER);
    }

    @Override
    public Conversation converse(Target target, Variant variant) {
        String carrier = carrier(target);
        Conversation question = new DnsConversation(target, String.valueOf(variant.host()), carrier);
        // resolvers are known by their address, and answer TLS without a name
        return carrier.equals("udp") ? question : TlsEngines.cover(null, target.port(), question);
    }
}
