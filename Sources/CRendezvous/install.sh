#!/bin/sh
# Builds librendezvous.so.0 and installs it with its header, rendezvous.pc and a CMake package.
#
#   Sources/CRendezvous/install.sh --prefix /usr/local
#
#   --prefix DIR        where to install (must be given); DESTDIR is put before it
#   --scratch-path DIR  where to build (.build/clibrary)
#   --sanitize KIND     build with the sanitizer address or thread, for tests; not stripped
#   --jobs N            how many compilers at once (2)
#   --skip-build        install what was built before
#
# The library needs no Swift where it is used: its runtime is inside. It is checked that it exports
# exactly what the header declares, needs nothing but the C and C++ runtime, and has at most
# 12,500,000 bytes (6.1 million of them are Swift's own runtime).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
prefix="" scratch="$root/.build/clibrary" sanitize="" jobs=2 build=yes
while [ $# -gt 0 ]; do
    case "$1" in
        --prefix) prefix=$2; shift 2 ;;
        --scratch-path) scratch=$2; shift 2 ;;
        --sanitize) sanitize=$2; shift 2 ;;
        --jobs) jobs=$2; shift 2 ;;
        --skip-build) build=no; shift ;;
        *) echo "install.sh: option ($1) must be one of --prefix, --scratch-path, --sanitize," \
            "--jobs, --skip-build" >&2; exit 2 ;;
    esac
done
if [ -z "$prefix" ]; then
    echo "install.sh: --prefix () must be given, as in --prefix /usr/local" >&2
    exit 2
fi

header="$here/include/rendezvous.h"
part() { sed -n "s/^#define RDV_VERSION_$1 //p" "$header"; }
major=$(part MAJOR) minor=$(part MINOR) patch=$(part PATCH)
version="$major.$minor.$patch"

if [ "$build" = yes ]; then
    set -- -c release -j "$jobs" --package-path "$root" --scratch-path "$scratch" \
        --product RendezvousABI \
        -Xlinker "--version-script=$here/librendezvous.map" -Xlinker -soname=librendezvous.so.0
    if [ -n "$sanitize" ]; then
        swift build "$@" "--sanitize=$sanitize"
    else
        # shellcheck disable=SC2046
        swift build "$@" --static-swift-stdlib $(grep -v '^#' "$here/flags.txt") -Xlinker -s \
            -Xlinker --gc-sections -Xlinker --icf=all
    fi
fi
library=$(find -L "$scratch/release" -maxdepth 1 -name 'libRendezvousABI.so' | head -n 1)
if [ -z "$library" ]; then
    echo "install.sh: $scratch/release has no libRendezvousABI.so; build first" >&2
    exit 1
fi

# Exactly the functions of the header.
declared=$(mktemp) exported=$(mktemp)
trap 'rm -f "$declared" "$exported"' EXIT
"${CC:-cc}" -E -P -x c "$header" | grep -o '\brdv_[a-z0-9_]*(' | tr -d '(' | sort -u > "$declared"
nm -D --defined-only "$library" | awk '$2 == "T" { print $3 }' | sed 's/@.*//' | sort -u \
    > "$exported"
if ! diff "$declared" "$exported" >&2; then
    echo "install.sh: the header (<) and the library (>) differ" >&2
    exit 1
fi
if [ -z "$sanitize" ]; then
    if readelf -d "$library" | grep NEEDED | grep -Ev 'lib(c|m|gcc_s|stdc\+\+|dl|pthread)\.so|ld-linux'
    then
        echo "install.sh: the library needs more than the C and C++ runtime" >&2
        exit 1
    fi
    size=$(wc -c < "$library")
    if [ "$size" -gt 12500000 ]; then
        echo "install.sh: the library has $size bytes and may have 12500000" >&2
        exit 1
    fi
fi

to="${DESTDIR:-}$prefix"
mkdir -p "$to/include" "$to/lib/pkgconfig" "$to/lib/cmake/rendezvous"
install -m 644 "$header" "$to/include/rendezvous.h"
install -m 755 "$library" "$to/lib/librendezvous.so.$version"
ln -sf "librendezvous.so.$version" "$to/lib/librendezvous.so.0"
ln -sf librendezvous.so.0 "$to/lib/librendezvous.so"
fill() { sed -e "s/@VERSION@/$version/; s/@MAJOR@/$major/; s/@MINOR@/$minor/" "$1"; }
fill "$here/package/rendezvous.pc.in" > "$to/lib/pkgconfig/rendezvous.pc"
cp "$here/package/rendezvous-config.cmake" "$to/lib/cmake/rendezvous/"
fill "$here/package/rendezvous-config-version.cmake.in" \
    > "$to/lib/cmake/rendezvous/rendezvous-config-version.cmake"
echo "installed rendezvous $version in $to"
