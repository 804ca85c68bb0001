#!/usr/bin/env bash
# Kills a server that books under load, again and again, and compares what clients were told with
# what is there:   kill.sh [rounds] [clients] [place]
# A place is a folder, or an address of PostgreSQL. If none is given, a new folder every hundred
# rounds, since opening what has grown takes longer and longer.
set -euo pipefail
rounds=${1:-20} clients=${2:-8}
program=${STORE_BENCHMARK:-.build/release/StoreBenchmark}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
place=${3:-$scratch/store}
for ((round = 1; round <= rounds; round++)); do
    "$program" load "$place" "$clients" 60 "$scratch/notes" >>"$scratch/log" 2>&1 &
    pid=$!
    # Half of the kills come after new answers, the others at any time, also while it opens.
    if ((round % 2)); then
        size=$(stat -c %s "$scratch/notes" 2>/dev/null || echo 0)
        for ((n = 0; n < 600; n++)); do
            [ "$(stat -c %s "$scratch/notes" 2>/dev/null || echo 0)" -gt "$size" ] && break
            sleep 0.1
        done
    fi
    sleep "0.$(printf '%03d' $((RANDOM % 500 + 5)))"
    kill -9 "$pid" 2>/dev/null || { echo "round $round: it ended by itself"; cat "$scratch/log"; exit 1; }
    wait "$pid" 2>/dev/null || true
    if ((round % 5 == 0 || round == rounds)); then
        "$program" check "$place" "$scratch/notes" >"$scratch/check" || {
            echo "round $round:"; cat "$scratch/check"; exit 1
        }
    fi
    if ((round % 100 == 0)); then
        echo "$round kills: $(head -n 1 "$scratch/check")"
        if [ $# -lt 3 ] && ((round < rounds)); then rm -rf "$place" "$scratch/notes"; fi
    fi
done
cat "$scratch/check"
[ -s "$scratch/notes" ] || { echo "no client ever came to book"; cat "$scratch/log"; exit 1; }
echo "$rounds kills: nothing lost, nothing invented"
