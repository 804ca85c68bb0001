#!/bin/sh
# Answers a second of processor time on the health route, ours and those of others, in turn:
#     Benchmarks/HTTPBenchmark/compare.sh PROGRAM [SECONDS] [ROUNDS] [NAME:PORT:COMMAND ...]
# PROGRAM is HTTPBenchmark. nginx is measured where it is installed; each further server is started
# by its COMMAND and answers /healthz at PORT of this machine.
# Processor time, because a machine that does other things makes the wall's clock say little.
set -eu
program=$1
seconds=${2:-5}
rounds=${3:-3}
if [ $# -gt 3 ]; then shift 3; else set --; fi
folder=$(cd "$(dirname "$0")" && pwd)
place=$(mktemp -d)
processes=
trap 'kill $processes 2>/dev/null; wait 2>/dev/null; rm -rf "$place"' EXIT
servers=
"$program" serve 127.0.0.1:18390 --requests 100000000 --max-connections 2000 2>/dev/null &
ours=$!
processes="$processes $ours"
servers="$servers ours:$ours:18390"
if command -v nginx > /dev/null; then
    sed -e "s|PLACE|$place|" -e 's|PORT|18391|' "$folder/nginx.conf" > "$place/nginx.conf"
    nginx -p "$place" -c "$place/nginx.conf" -e "$place/error.log" &
    processes="$processes $!"
    sleep 1
    servers="$servers nginx:$(pgrep -P $!):18391"
else
    echo "nginx is not installed: it is not measured"
fi
for other in "$@"; do
    name=${other%%:*}
    rest=${other#*:}
    ${rest#*:} > /dev/null 2>&1 &
    processes="$processes $!"
    servers="$servers $name:$!:${rest%%:*}"
done
sleep 2
# Nanoseconds on a processor, of all threads.
spent() { cat /proc/"$1"/task/*/schedstat | awk '{sum += $1} END {printf "%.0f", sum}'; }
measure() { # name, process, port, connections
    before=$(spent "$2")
    line=$("$program" load "127.0.0.1:$3" /healthz --connections "$4" --seconds "$seconds")
    after=$(spent "$2")
    echo "$line" | awk -v name="$1" -v spent=$((after - before)) '{
        count = $0; sub(/.*, /, "", count); sub(/ answers.*/, "", count)
        printf "%s, %s: %.0f answers per second of processor time\n", name, $0, count / spent * 1e9 }'
}
for round in $(seq "$rounds"); do
    for connections in 1 64; do
        for server in $servers; do
            rest=${server#*:}
            measure "${server%%:*}" "${rest%%:*}" "${rest#*:}" $connections
        done
    done
done | tee "$place/lines"
awk -F '[,:] ' '{
    split($2, words, " "); rate = $NF; sub(/ .*/, "", rate)
    key = $1 " " words[1]; n[key]++; value[key, n[key]] = rate
    if ($1 != "ours") others[$1] = 1 }
    END { for (name in others) for (c = 1; c <= 64; c += 63) {
        line = ""; for (i = 1; i <= n["ours " c]; i++)
            line = line sprintf(" %.2f", value["ours " c, i] / value[name " " c, i])
        print "ours by " name ", connections " c ":" line } }' "$place/lines"
before=$(awk '/VmRSS/ {print $2}' "/proc/$ours/status")
"$program" idle 127.0.0.1:18390 --connections 1000 --seconds 3 &
idle=$!
sleep 2
after=$(awk '/VmRSS/ {print $2}' "/proc/$ours/status")
wait $idle
echo "1,000 idle connections: $((after - before)) KiB more, $after KiB in all"
