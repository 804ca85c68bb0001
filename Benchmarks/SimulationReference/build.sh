#!/usr/bin/env bash
# Builds the reference loops with the system's C++ compiler: build.sh [folder for the programs]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../../.build}
mkdir -p "$out"
for name in mmc erlanga ssjday book; do
    "${CXX:-g++}" -O3 -march=native -std=c++17 -o "$out/$name" "$here/$name.cpp"
    echo "$out/$name"
done
