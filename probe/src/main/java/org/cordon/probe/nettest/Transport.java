package org.cordon.probe.nettest;

/** What carries an attempt. The two never share a round: in Russia a UDP packet can arm a ten-minute block of TCP. */
public enum Transport {
    TCP,
    UDP
}
