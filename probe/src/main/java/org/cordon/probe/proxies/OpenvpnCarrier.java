package org.cordon.probe.proxies;

/** What carries an OpenVPN server's packets. */
public enum OpenvpnCarrier implements Access {
    UDP,
    TCP;

    @Override
    public String test() {
        return "openvpn";
    }
}
