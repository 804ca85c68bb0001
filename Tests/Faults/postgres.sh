#!/usr/bin/env bash
# Several servers on one database, killed and started again, and the database too:
#   postgres.sh [seconds] [servers] [clients]
# Makes a database cluster of its own in a scratch folder; needs PostgreSQL's programs.
set -uo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-10} servers=${2:-4} clients=${3:-16}
program=${STORE_BENCHMARK:-.build/release/StoreBenchmark}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
[ -n "$bin" ] || { echo "PostgreSQL: skipped, it is not on this machine"; exit 0; }
scratch=$(mktemp -d)
run=""
if [ "$(id -u)" = 0 ]; then chown postgres "$scratch"; run="runuser -u postgres --"; fi
stop_all() {
    for pid in "${pids[@]:-}"; do [ -n "$pid" ] && kill -9 "$pid" 2>/dev/null; done
    $run "$bin/pg_ctl" -D "$scratch/data" -m immediate stop >/dev/null 2>&1
    rm -rf "$scratch"
}
trap stop_all EXIT
port=$((20000 + RANDOM % 20000))
$run "$bin/initdb" -D "$scratch/data" -A trust -U postgres >/dev/null || exit 1
start() {
    $run "$bin/pg_ctl" -D "$scratch/data" -w -l "$scratch/data/log" \
        -o "-p $port -c listen_addresses='' -c unix_socket_directories=$scratch" start >/dev/null
}
start || exit 1
place="postgresql://postgres@/postgres?host=$scratch&port=$port"
declare -a pids
serve() {
    "$program" load "$place" "$clients" "$((seconds + 600))" "$scratch/notes.$1" >>"$scratch/log.$1" 2>&1 &
    pids[$1]=$!
}
install -m 666 /dev/null "$scratch/notes"
for ((n = 0; n < servers; n++)); do serve $n; sleep 0.3; done
end=$((SECONDS + seconds)) kills=0 restarts=0
while ((SECONDS < end)); do
    sleep 1
    n=$((RANDOM % servers))
    kill -9 "${pids[$n]}" 2>/dev/null && kills=$((kills + 1))
    wait "${pids[$n]}" 2>/dev/null
    serve $n
    if ((RANDOM % 8 == 0)); then
        $run "$bin/pg_ctl" -D "$scratch/data" -m immediate stop >/dev/null 2>&1
        start && restarts=$((restarts + 1))
    fi
done
for pid in "${pids[@]}"; do kill -9 "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; done
cat "$scratch"/notes.* >"$scratch/all"
for ((n = 0; n < servers; n++)); do
    "$program" check "$place" "$scratch/all" >"$scratch/check.$n" || { cat "$scratch/check.$n"; exit 1; }
done
[ "$(cat "$scratch"/check.* | grep -c "$(tail -1 "$scratch/check.0")")" = "$servers" ] || {
    echo "replays differ"; exit 1
}
cat "$scratch/check.0"
echo "$servers servers of $clients clients, $kills kills, $restarts restarts of the database: nothing lost"
