package org.cordon.probe.nettest;

import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.proxies.Access;
import org.cordon.probe.proxies.Socks5Login;

/**
 * Whether a SOCKS5 proxy (RFC 1928, RFC 1929) greets, lets its user in and connects him to Telegram. What is on the other
 * side is not spoken to.
 */
final class Socks5Nettest implements ProxyNettest {
    /** Telegram's second data centre, which every app knows. */
    static final Address DESTINATION = Address.parse("149.154.167.51");

    static final int DESTINATION_PORT = 443;

    private final Socks5Login login;

    Socks5Nettest() {
        this(new Socks5Login(null, null));
    }

    private Socks5Nettest(Socks5Login login) {
        this.login = login;
    }

    @Override
    public Socks5Nettest with(Access access) {
        return new Socks5Nettest((Socks5Login) access);
    }

    @Override
    public String name() {
        return "socks5";
    }

    @Override
    public String whatItSends() {
        return "greets each SOCKS5 proxy of your list, gives it the user and password that the list has for it, asks"
                + " it to connect to a data centre of Telegram (" + DESTINATION + ") and hangs up";
    }

    @Override
    public Conversation converse(Target target, Variant variant) {
        return new Socks5Conversation(login, DESTINATION, DESTINATION_PORT);
    }
}
