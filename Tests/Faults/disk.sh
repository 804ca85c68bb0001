#!/usr/bin/env bash
# Real faults of disks: short writes by a limit of size, a full disk, calls that fail, and a
# confirmation that lies. Each part says so where this machine does not allow it.
set -uo pipefail
cd "$(dirname "$0")/../.."
program=${STORE_BENCHMARK:-.build/release/StoreBenchmark}
scratch=$(mktemp -d)
failed=0
trap 'umount "$scratch/small" 2>/dev/null; rm -rf "$scratch"' EXIT
say() { echo "$1"; [ "${2:-ok}" = ok ] || failed=1; }
# Compares; a store that could not be made is no loss.
check() {
    if "$program" check "$1" "$2" >"$scratch/check" 2>&1; then say "$3: ok ($(head -1 "$scratch/check"))"; else
        say "$3: FAILED" no; cat "$scratch/check"
    fi
}

# A file may not grow beyond 3 MB: short writes, then EFBIG; SIGXFSZ must not kill.
(ulimit -f 3072; "$program" load "$scratch/limit" 4 3 "$scratch/limit.notes" >"$scratch/limit.log" 2>&1; echo $? >"$scratch/limit.code")
code=$(cat "$scratch/limit.code")
[ "$code" -lt 128 ] || say "limit of size: died with $code" no
check "$scratch/limit" "$scratch/limit.notes" "limit of size"

# A full disk.
mkdir "$scratch/small"
if mount -t tmpfs -o size=160k none "$scratch/small" 2>/dev/null; then
    for ((n = 0; n < 30; n++)); do
        "$program" load "$scratch/small/store" 4 3 "$scratch/small.notes" >>"$scratch/small.log" 2>&1
        grep -q "No space left" "$scratch/small.log" && break
    done
    grep -q "No space left" "$scratch/small.log" || say "full disk: it did not get full" no
    rm -f "$scratch/small/store/reserve"
    check "$scratch/small/store" "$scratch/small.notes" "full disk"
    umount "$scratch/small"
else say "full disk: skipped, nothing may be mounted here"; fi

# Calls that fail.
if cc -shared -fPIC -O1 -o "$scratch/faults.so" Tests/Faults/faults.c -ldl 2>"$scratch/cc.log"; then
    for fault in fdatasync:journal-:40:EIO fdatasync:journal-:25+:EIO pwrite:journal-:60:ENOSPC \
        pwrite:journal-:60+:ENOSPC pwrite:journal-:30:EIO pwrite:journal-:45+:short \
        pwrite:journal-:50:EINTR pwrite:journal-:80:torn fdatasync:journal-:70:kill \
        fdatasync:journal-:71:killafter; do
        name=$(echo "$fault" | tr ':+' '__')
        FAULT=$fault LD_PRELOAD="$scratch/faults.so" timeout 20 \
            "$program" load "$scratch/$name" 4 2 "$scratch/$name.notes" >"$scratch/$name.log" 2>&1
        check "$scratch/$name" "$scratch/$name.notes" "$fault"
    done
else say "failing calls: skipped, there is no C compiler"; fi
exit $failed
