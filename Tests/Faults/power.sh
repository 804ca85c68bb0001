#!/usr/bin/env bash
# Cuts the power of a disk in a file while a server books on it:   power.sh [cuts]
# Needs the right to mount and xfs_io. At the end the same with confirmations that lie, which must
# lose something: a test that cannot fail shows nothing.
set -uo pipefail
cd "$(dirname "$0")/../.."
cuts=${1:-5}
program=${STORE_BENCHMARK:-.build/release/StoreBenchmark}
scratch=$(mktemp -d)
trap 'umount "$scratch/disk" 2>/dev/null; rm -rf "$scratch"' EXIT
command -v xfs_io >/dev/null || { echo "power cuts: skipped, there is no xfs_io"; exit 0; }
mkdir "$scratch/disk"

# One cut; returns 0 if nothing that was answered is lost.
cut_once() {
    rm -f "$scratch/notes" "$scratch/image"
    truncate -s 96M "$scratch/image" && mkfs.ext4 -qF "$scratch/image" || return 2
    mount -o loop,noatime "$scratch/image" "$scratch/disk" 2>/dev/null || return 2
    env "$@" "$program" load "$scratch/disk/store" 4 30 "$scratch/notes" >"$scratch/log" 2>&1 &
    local pid=$!
    for ((n = 0; n < 300; n++)); do
        grep -q '^A' "$scratch/notes" 2>/dev/null && break
        sleep 0.1
    done
    sleep "$((RANDOM % 2)).$((RANDOM % 10))"
    xfs_io -x -c shutdown "$scratch/disk"
    kill -9 "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    umount "$scratch/disk" && mount -o loop,noatime "$scratch/image" "$scratch/disk" || return 2
    "$program" check "$scratch/disk/store" "$scratch/notes" >"$scratch/check" 2>&1
    local code=$?
    umount "$scratch/disk"
    return $code
}

failed=0
for ((round = 1; round <= cuts; round++)); do
    cut_once FAULT=none
    case $? in
    0) echo "cut $round: $(head -1 "$scratch/check")" ;;
    2) echo "power cuts: skipped, nothing may be mounted here"; exit 0 ;;
    *) echo "cut $round: FAILED"; cat "$scratch/check"; failed=1 ;;
    esac
done
if cc -shared -fPIC -O1 -o "$scratch/faults.so" Tests/Faults/faults.c -ldl 2>/dev/null; then
    if cut_once FAULT=fdatasync:journal-:2+:lie LD_PRELOAD="$scratch/faults.so"; then
        echo "with a lying disk nothing was lost: this test shows nothing"; failed=1
    else echo "with a lying disk it fails, as it must: $(head -2 "$scratch/check" | tail -1)"; fi
fi
exit $failed
