#!/bin/sh
# A machine with much to tell: its addresses, network card, name and resolver are somebody's. It has no way out; the
# addresses that are measured are its own. Runs under: unshare -rnumpf --kill-child --mount-proc sh telltale-machine.sh COMMAND
set -e
mount -t tmpfs tmpfs /run
echo anna-notebook > /proc/sys/kernel/hostname
echo "nameserver 185.99.3.2" > /run/resolv.conf
mount --bind /run/resolv.conf /etc/resolv.conf
ip link set lo up
ip link add near0 address 02:5e:a7:9c:11:d3 type veth peer name near1
ip addr add 185.220.77.13/24 dev near0
ip addr add 2a02:2168:1::77/64 dev near0 nodad
ip link set near0 up
ip link set near1 up
for prefix in 149.154.160.0/20 185.99.3.2/32 9.9.9.9/32; do
  ip route add local $prefix dev lo
done
touch /run/cordon-sandbox
sh -c "$1"
