package org.cordon.probe.proxies;

/** What the users of one proxy know: it stays on this machine and in no text. */
public sealed interface Access permits Socks5Login, MtproxySecret, OpenvpnCarrier {

    /** Name of the nettest that is meant for it. */
    String test();
}
