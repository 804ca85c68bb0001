#!/bin/sh
# Benchmarks/ABIBenchmark/run.sh PREFIX: loading of the installed library, then the cost of a call,
# with what install.sh built.
set -eu
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"${CC:-cc}" -std=c99 -O2 -o "$scratch/load" Benchmarks/ABIBenchmark/load.c -ldl
"$scratch/load" "$1/lib/librendezvous.so.0"
# shellcheck disable=SC2046
swift build -c release --scratch-path .build/clibrary --product ABIBenchmark \
    --static-swift-stdlib $(grep -v '^#' Sources/CRendezvous/flags.txt)
.build/clibrary/release/ABIBenchmark
