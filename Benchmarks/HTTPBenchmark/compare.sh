#!/bin/sh
# Answers a second of processor time on the health route, ours and nginx's, in turn:
#     Benchmarks/HTTPBenchmark/compare.sh .build/release/HTTPBenchmark [SECONDS]
# Processor time, because a machine that does other things makes the wall's clock say little.
set -eu
program=$1
seconds=${2:-5}
folder=$(cd "$(dirname "$0")" && pwd)
place=$(mktemp -d)
trap 'kill $ours $theirs 2>/dev/null; wait 2>/dev/null; rm -rf "$place"' EXIT
sed -e "s|PLACE|$place|" -e 's|PORT|18391|' "$folder/nginx.conf" > "$place/nginx.conf"
"$program" serve 127.0.0.1:18390 --requests 100000000 --max-connections 2000 2>/dev/null &
ours=$!
theirs=
if command -v nginx > /dev/null; then
    nginx -p "$place" -c "$place/nginx.conf" -e "$place/error.log" &
    theirs=$!
    sleep 1
    worker=$(pgrep -P $theirs)
else
    echo "nginx is not installed: only ours is measured"
fi
sleep 0.5
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
measure() { # name, process, port, connections
    before=$(ticks "$2")
    line=$("$program" load "127.0.0.1:$3" /healthz --connections "$4" --seconds "$seconds")
    after=$(ticks "$2")
    echo "$1, $line, $((after - before)) ticks" | awk -v s="$seconds" -F '[ ,]+' '{
        for (i = 1; i <= NF; i++) { if ($i == "answers/s") rate = $(i - 1); if ($i == "ticks") t = $(i - 1) }
        print $0 ": " int(rate * s / (t / 100)) " answers per second of processor time" }'
}
for round in 1 2 3; do
    for connections in 1 64; do
        measure ours "$ours" 18390 $connections
        if [ -n "$theirs" ]; then measure nginx "$worker" 18391 $connections; fi
    done
done
before=$(awk '/VmRSS/ {print $2}' "/proc/$ours/status")
"$program" idle 127.0.0.1:18390 --connections 1000 --seconds 3 &
idle=$!
sleep 2
after=$(awk '/VmRSS/ {print $2}' "/proc/$ours/status")
wait $idle
echo "1,000 idle connections: $((after - before)) KiB more, $after KiB in all"
