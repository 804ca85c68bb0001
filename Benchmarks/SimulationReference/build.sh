#!/usr/bin/env bash
# Builds the reference loop with the system's C++ compiler: build.sh [folder for the program]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../../.build}
mkdir -p "$out"
"${CXX:-g++}" -O3 -march=native -std=c++17 -o "$out/mmc" "$here/mmc.cpp"
echo "$out/mmc"
