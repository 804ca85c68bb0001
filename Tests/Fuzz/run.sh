#!/usr/bin/env bash
# Fuzzes the two readers of what strangers send, the one of HTTP and the one of JSON, by libFuzzer:
#
#   Tests/Fuzz/run.sh http|json [SECONDS] [SEED]
#
# The sources of the reader are compiled with the target beside this script, so that what the
# fuzzer sees of them is everything. A finding is a file in the folder that the script names; once
# mended it goes into Tests/Fuzz/TARGET/corpus, which every run begins with.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${1:?http or json}
seconds=${2:-60}
seed=${3:-$RANDOM}
work=$(mktemp -d)
sources="$work/sources"
mkdir -p "$sources" "$work/found" "$work/corpus"
case $target in
http)
    cp Sources/RendezvousServer/{Messages,Wire}/*.swift "$sources"
    limit=4096 ;;
json)
    cp Sources/RendezvousDocuments/JSON/{JSONOutput,JSONWriter,JSONScanner,JSONScanner+Tokens,JSONText,StrictJSON}.swift \
        Sources/RendezvousDocuments/DocumentError.swift "$sources"
    # An error carries the engine's refusal; nothing here makes one.
    sed -i '/import Rendezvous$/d' "$sources"/*.swift
    echo 'public struct Refusal: Hashable, Sendable { var message = "", hint = "" }' > "$sources/Refusal.swift"
    limit=1024 ;;
*) echo "http or json" >&2; exit 64 ;;
esac
cp "Tests/Fuzz/$target/Target.swift" "$sources"
swiftc -swift-version 6 -O -parse-as-library -sanitize=fuzzer,address -package-name rendezvous -module-name Fuzzing \
    -enable-upcoming-feature InternalImportsByDefault -o "$work/fuzz" "$sources"/*.swift \
    2> >(grep -v "Cannot export local symbol" >&2)
# What Foundation keeps for ever is no leak.
export ASAN_OPTIONS=detect_leaks=0
cp "Tests/Fuzz/$target/corpus/"* "$work/corpus"
echo "$target: $seconds s, seed $seed, findings in $work/found"
"$work/fuzz" -seed="$seed" -max_total_time="$seconds" -max_len=$limit -timeout=10 -print_final_stats=1 \
    -dict="Tests/Fuzz/$target/words.txt" -artifact_prefix="$work/found/" "$work/corpus" > "$work/log" 2>&1 || {
    grep -a -A4 "finding:\|Fatal\|ERROR" "$work/log"
    exit 1
}
grep -E "^stat::number_of_executed_units|cov:" "$work/log" | tail -2
rm -rf "$work"
