# What a probe with its defaults does to the home that it runs in; read by lab/figures.
#
#   probe1 ─┐
#           ├─ nat1 ── 1 Mbit/s each way ─┐
#   other1 ─┘  (1,024 entries)            ├─ far
#   …                                     │
#   other5 ─── nat5 ──────────────────────┘
#
# The kernel's nf_conntrack_max cannot be set for one namespace, so a rule refuses what would be the 1,025th connection; and
# since that does not count those that have ended, while a router's table does for some seconds, the entries themselves are
# counted too: as long as they stay below 1,024, a table of that size would have been no different.

homes=5
home_addresses=180

home_net() { # number
    local n=$1
    for name in nat probe other; do
        ip netns add $name$n
        ip -n $name$n link set lo up
    done
    ip -n nat$n link add wan type veth peer name home$n netns far
    ip -n nat$n link add lan0 type veth peer name eth0 netns probe$n
    ip -n nat$n link add lan1 type veth peer name eth0 netns other$n
    ip -n nat$n addr add 10.255.$n.2/30 dev wan
    ip -n far addr add 10.255.$n.1/30 dev home$n
    ip -n nat$n addr add 10.$n.0.1/24 dev lan0
    ip -n nat$n addr add 10.$n.1.1/24 dev lan1
    ip -n probe$n addr add 10.$n.0.2/24 dev eth0
    ip -n other$n addr add 10.$n.1.2/24 dev eth0
    for link in wan lan0 lan1; do ip -n nat$n link set $link up; done
    ip -n far link set home$n up
    ip -n probe$n link set eth0 up
    ip -n other$n link set eth0 up
    ip -n nat$n route add 104.16.0.0/13 via 10.255.$n.1
    ip -n probe$n route add 104.16.0.0/13 via 10.$n.0.1
    ip -n other$n route add 104.16.0.0/13 via 10.$n.1.1
    ip netns exec nat$n sysctl -qw net.ipv4.ip_forward=1
    ip netns exec nat$n nft -f - <<END
table ip home {
    chain forward { type filter hook forward priority 0; ct state new ct count over 1024 drop; }
    chain out { type nat hook postrouting priority 100; oifname "wan" masquerade; }
}
END
    tc -n nat$n qdisc add dev wan root tbf rate 1mbit burst 4kb latency 100ms
    tc -n far qdisc add dev home$n root tbf rate 1mbit burst 4kb latency 100ms
}

download() { # number, seconds: how many bytes the other host gets
    ip netns exec other$1 timeout "$2" bash -c 'exec 3<>/dev/tcp/104.16.0.1/8080; cat <&3' 2>/dev/null | wc -c || true
}

entries() { # number, file: writes down the fullest that the table ever is
    local most=0 now
    while sleep 0.5; do
        now=$(ip netns exec nat$1 cat /proc/sys/net/netfilter/nf_conntrack_count)
        if [ "$now" -gt "$most" ]; then most=$now; echo "$most" >"$2"; fi
    done
}

at_home() { # number, list, options of the probe
    local n=$1 list=$2
    shift 2
    ip netns exec probe$n "$java" -Xmx128m $jvm -jar "$root/probe/target/cordon-probe.jar" run --once --i-consent \
        --targets "$list" --out "$work/home$n.out" "$@" >"$work/home$n.said" 2>&1
}

# a line of the table. "False" is a timeout at an address that answers: all but those whose last byte ends in two set bits
home_row() { # name, with, alone (bytes a second in all homes), files of observations
    local name=$1 with=$2 alone=$3
    shift 3
    cat "$@" | awk -F'"ip":"' -v name="$name" -v with="$with" -v alone="$alone" -v most="$(cat "$work"/entries.* | sort -n | tail -1)" '
        { split($2, quoted, "\""); split(quoted[1], byte, ".") }
        byte[4] % 4 != 3 { live++; wrong += /"failure":"generic_timeout_error"/; other += /"failure":"/ && !/generic_timeout_error/ }
        END { printf "%-26s %9d %8d %8.2f%% %7d %8d %9.1f %9.1f %8.1f%%\n", name, live, wrong, 100 * wrong / live, other, most, alone * 8 / 1000, with * 8 / 1000, 100 * (1 - with / alone) }'
}

home() {
    local n alone with pids
    for ((n = 1; n <= homes; n++)); do home_net $n; done
    ip netns exec far nft 'table ip hole { chain input { type filter hook input priority 0; ip daddr & 0.0.0.3 == 0.0.0.3 tcp dport 443 drop; }; }'
    serve far
    local tls=$served
    serve stream --port 8080
    printf 'at home: NAT of 1,024 entries, 1 Mbit/s; a quarter of the addresses is silent; another host downloads\n'
    printf '%-26s %9s %8s %9s %7s %8s %9s %9s %9s\n' "" "at living" "timeouts" "(false)" "other" "entries" "kbit/s" "with" "slower"
    head -$((home_addresses + 1)) "$work/targets.csv" >"$work/home.csv"
    alone=$(for ((n = 1; n <= homes; n++)); do download $n 60 & done | awk '{ s += $1 } END { print s / 60 }')
    pids=
    for ((n = 1; n <= homes; n++)); do
        entries $n "$work/entries.$n" & pids="$pids $!"
        at_home $n "$work/home.csv" &
    done
    sleep 10
    with=$(for ((n = 1; n <= homes; n++)); do download $n 160 & done | awk '{ s += $1 } END { print s / 160 }')
    # two connections a second, each address twice
    for ((n = 1; n <= homes; n++)); do
        until grep -q '^Figures' "$work/home$n.said"; do sleep 1; done
    done
    home_row "defaults, $homes homes" "$with" "$alone" "$work"/home[0-9].out
    # the same home can be harmed, and that is seen here
    rm -f "$work"/entries.*
    entries 1 "$work/entries.1" & pids="$pids $!"
    rm "$work/home1.out"
    alone=$(download 1 20 | awk '{ print $1 / 20 }')
    at_home 1 "$work/targets.csv" --hosted --tests tcp --max-time 20s --connect-timeout 3s &
    sleep 3
    with=$(download 1 15 | awk '{ print $1 / 15 }')
    until grep -q '^Figures' "$work/home1.said"; do sleep 1; done
    home_row "--hosted, for comparison" "$with" "$alone" "$work/home1.out"
    stop $pids $tls $served
    ip netns exec far nft delete table ip hole
}
