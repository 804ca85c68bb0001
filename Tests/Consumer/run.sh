#!/usr/bin/env bash
# Builds and runs a small package that depends on a git tag of this one, as an embedding engineer's does.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone --quiet "$root" "$work/rendezvous"
version=0.0.1
git -C "$work/rendezvous" -c user.name=ci -c user.email=ci@invalid tag -f "$version" >/dev/null
mkdir -p "$work/consumer"
cp -r "$root/Tests/Consumer/Sources" "$work/consumer/"
sed "s|@URL@|file://$work/rendezvous|; s|@VERSION@|$version|" \
    "$root/Tests/Consumer/Package.swift.template" >"$work/consumer/Package.swift"
swift run --package-path "$work/consumer" consumer | tee "$work/out"
grep -q '^booked ' "$work/out"
