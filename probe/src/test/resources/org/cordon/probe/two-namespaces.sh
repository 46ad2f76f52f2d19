#!/bin/sh
# Two network namespaces without a way out: the probe's, and a far one that owns Telegram's prefixes and treats each
# address in its own way. Runs under: unshare -rnmpf --kill-child --mount-proc sh two-namespaces.sh FAR PROBE
# where FAR and PROBE are the commands to run on either side.
set -e
mount -t tmpfs tmpfs /run
mkdir /run/netns
ip link set lo up
ip netns add far
ip link add near0 type veth peer name far0 netns far
ip addr add 10.99.0.1/30 dev near0
ip addr add fd99::1/64 dev near0 nodad
ip link set near0 up
ip -n far addr add 10.99.0.2/30 dev far0
ip -n far addr add fd99::2/64 dev far0 nodad
ip -n far link set far0 up
ip -n far link set lo up
ip -n far route add local 149.154.160.0/20 dev lo
ip -n far -6 route add local 2001:67c:4e8::/48 dev lo
ip route add 149.154.160.0/20 via 10.99.0.2
ip -6 route add 2001:67c:4e8::/48 via fd99::2
# IPv6 is ready only when both link-local addresses are
until ip -6 addr show dev near0 scope link -tentative | grep -q inet6 &&
  ip -n far -6 addr show dev far0 scope link -tentative | grep -q inet6; do
  sleep 0.1
done
ip netns exec far sysctl -qw net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0
ip netns exec far nft -f - <<'NFT'
table inet censor {
  chain input {
    type filter hook input priority 0;
    ip daddr 149.154.160.12 drop
    ip daddr 149.154.160.13 reject with icmp type host-unreachable
    ip daddr 149.154.160.14 reject with icmp type net-unreachable
    ip daddr 149.154.160.15 tcp dport 443 reject with tcp reset
    ip daddr 149.154.160.16 reject with icmp type admin-prohibited
    ip6 daddr 2001:67c:4e8::12 drop
    ip6 daddr 2001:67c:4e8::13 reject with icmpv6 type addr-unreachable
    ip6 daddr 2001:67c:4e8::14 reject with icmpv6 type no-route
  }
}
NFT
ip netns exec far sh -c "$1" &
far=$!
until ip netns exec far ss -Hltn | grep -q :447; do
  kill -0 $far
  sleep 0.1
done
touch /run/cordon-sandbox
sh -c "$2"
