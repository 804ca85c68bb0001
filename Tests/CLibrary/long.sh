#!/usr/bin/env bash
# The C library with AddressSanitizer and ThreadSanitizer, and a million calls:
#   long.sh address|thread|calls [calls]
# Builds take minutes. Sanitizers come with Swift's clang, which must be found as `clang`.
set -euo pipefail
cd "$(dirname "$0")/../.."
kind=$1 calls=${2:-1000000}
prefix=$PWD/.build/clibrary-$kind/prefix
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if [ "$kind" = calls ]; then
    Sources/CRendezvous/install.sh --prefix "$prefix" --scratch-path .build/clibrary
    flags="-O1"
else
    Sources/CRendezvous/install.sh --prefix "$prefix" --scratch-path ".build/clibrary-$kind" \
        --sanitize "$kind"
    flags="-O1 -fsanitize=$kind"
fi
libraries=""
if [ "$kind" = thread ]; then
    # The sanitizer of Swift's clang watches libdispatch, and must find it.
    runtime=$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")/lib/swift/linux
    libraries="-L$runtime -ldispatch -lBlocksRuntime -Wl,-rpath,$runtime"
fi
build() { # program, sources
    local name=$1
    shift
    clang -std=c99 -g $flags -I"$prefix/include" -IExamples/C "$@" -L"$prefix/lib" -lrendezvous \
        -lm -lpthread $libraries -Wl,-rpath,"$prefix/lib" -o "$scratch/$name"
}
# Swift's crash handler and the sanitizer's do not go together.
export SWIFT_BACKTRACE=enable=no
build threads Tests/CLibrary/threads.c Examples/C/agency.c
build fuzz Tests/CLibrary/fuzz.c
"$scratch/threads"
if [ "$kind" = thread ]; then
    build planner Examples/C/planner.c Examples/C/agency.c
    "$scratch/planner" 300 500 4
else
    for name in minimal office policy planner; do
        more=Examples/C/agency.c
        [ $name = minimal ] && more=""
        build $name Examples/C/$name.c $more
        "$scratch/$name" </dev/null >/dev/null
    done
    "$scratch/fuzz" --seed 1 --calls "$calls" --alone
fi
