package org.cordon.probe.nettest;

import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.proxies.Access;
import org.cordon.probe.proxies.MtproxySecret;

/**
 * Whether an MTProxy leads to Telegram, in the clothes that its secret asks for. Two arms are compared on connections of
 * their own: the handshake with the proxy alone, and the handshake with Telegram's first question behind it. A censor who
 * recognises such proxies lets the first pass and drops what follows.
 */
final class MtproxyNettest implements ProxyNettest {
    /** The arm that says no more than what makes the connection. */
    static final String HANDSHAKE_ONLY = "handshake";

    private static final String QUESTION = "req_pq";
    private static final int TRIES = 3;

    private final MtproxySecret secret;

    /** For the list of nettests; nobody has a proxy with this secret. */
    MtproxyNettest() {
        this(MtproxySecret.parse("00".repeat(16)));
    }

    private MtproxyNettest(MtproxySecret secret) {
        this.secret = secret;
    }

    @Override
    public MtproxyNettest with(Access access) {
        return new MtproxyNettest((MtproxySecret) access);
    }

    @Override
    public String name() {
        return "mtproxy";
    }

    @Override
    public String whatItSends() {
        return "shakes hands with each MTProxy of your list as a Telegram app does, three times, and three times more"
                + " asks a data centre of Telegram its first question (req_pq_multi) through it; no account and no key is"
                + " involved";
    }

    @Override
    public List<Variant> variants(Target target) {
        List<Variant> variants = new ArrayList<>();
        for (int number = 1; number <= TRIES; number++) {
            // the name that the proxy pretends to be is a part of its secret: it stands in no observation
            variants.add(new Variant(HANDSHAKE_ONLY, null, number));
            variants.add(new Variant(QUESTION, null, number));
        }
        return variants;
    }

    @Override
    public Conversation converse(Target target, Variant variant) {
        return new MtproxyConversation(secret, HANDSHAKE_ONLY.equals(variant.arm()));
    }
}
