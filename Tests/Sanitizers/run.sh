#!/usr/bin/env bash
# The tests with a sanitizer of the toolchain; anything that it reports is a failure.
#
#   run.sh thread|address [FILTER]      FILTER: the tests, all if none is given
#
# A build of its own: ten minutes of the processor, and twice to ten times as long for the tests.
set -euo pipefail
cd "$(dirname "$0")/../.."
kind=${1:?thread or address}
scratch=.build/sanitized-$kind
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export TSAN_OPTIONS="suppressions=$PWD/Tests/Sanitizers/thread.txt halt_on_error=0"
# Reference cycles of Foundation and of the test library live as long as the process.
export ASAN_OPTIONS="detect_leaks=0"
swift build --build-tests --sanitize="$kind" --scratch-path "$scratch"
filter=()
[ $# -lt 2 ] || filter=(--filter "$2")
status=0
swift test --skip-build --sanitize="$kind" --scratch-path "$scratch" "${filter[@]}" >"$log" 2>&1 || status=$?
grep -E "^(SUMMARY|ERROR|WARNING): .*Sanitizer" "$log" | sort | uniq -c && status=1
grep -E "recorded an issue|Test run with" "$log" || true
exit $status
