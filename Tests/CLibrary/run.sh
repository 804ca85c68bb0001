#!/usr/bin/env bash
# Everything about the C library but the sanitizers (long.sh):
#   run.sh [PREFIX] [calls of the fuzzer]
# Without a prefix the library is built and installed into a clean one. The programs are built and
# run without Swift in PATH.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=${1:-} calls=${2:-20000}
if [ -z "$prefix" ]; then
    prefix=$scratch/prefix
    Sources/CRendezvous/install.sh --prefix "$prefix" --scratch-path .build/clibrary
fi
# Compilers by their paths: clang may come with Swift.
compilers=""
for compiler in gcc clang; do
    if command -v "$compiler" >/dev/null; then compilers="$compilers $(command -v $compiler)"; fi
done
cmake=$(command -v cmake || true)
export PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin PKG_CONFIG_PATH="$prefix/lib/pkgconfig"
export LD_LIBRARY_PATH="$prefix/lib" PYTHONDONTWRITEBYTECODE=1 RENDEZVOUS_PREFIX="$prefix"
strict="-Wall -Wextra -Wpedantic -Werror -Wconversion -Wshadow -Wmissing-field-initializers"

same() { # what is said, what was expected
    [ "$1" = "$2" ] || { printf 'expected: %s\nfound:    %s\n' "$2" "$1" >&2; exit 1; }
}

echo "header: C99, C11, C++17, included twice, strictest warnings"
printf '#include <rendezvous.h>\n#include <rendezvous.h>\nint f(void);\n' >"$scratch/twice.c"
printf 'int f(void) { return (int)rdv_version(); }\n' >>"$scratch/twice.c"
for compiler in $compilers; do
    for standard in c99 c11; do
        $compiler -std=$standard $strict -I"$prefix/include" -c "$scratch/twice.c" \
            -o "$scratch/twice.o"
    done
    $compiler -x c++ -std=c++17 $strict -I"$prefix/include" -c "$scratch/twice.c" \
        -o "$scratch/twice.o"
done

echo "worked example of the header"
sed -n '/^ \*     #include <rendezvous.h>/,/^ \*     }$/p' "$prefix/include/rendezvous.h" |
    sed -e 's/^ \*     //' -e 's/^ \*$//' >"$scratch/example.c"
diff "$scratch/example.c" Examples/C/minimal.c

flags=$(pkg-config --cflags --libs rendezvous)
for compiler in $compilers; do
    echo "examples: $compiler"
    for name in minimal office policy planner; do
        more=Examples/C/agency.c
        [ $name = minimal ] && more=""
        $compiler -std=c99 -gdwarf-4 $strict Examples/C/$name.c $more $flags -o "$scratch/$name"
    done
    same "$("$scratch/minimal")" \
        "appointment 1 with c-17 at 1790575200, 1 of 20 openings"
    same "$("$scratch/policy")" "655 starts, 0 over lunch, the rule was asked, 0 violations"
    one=$("$scratch/planner" 300 500 1 2>/dev/null)
    same "$("$scratch/planner" 300 500 4 2>/dev/null)" "$one"
    same "${one##*, }" "0 violations"
    printf 'ask p-1\nhold p-1\nconfirm 1\nhold p-2\npass 600\nconfirm 2\ncancel 1\nwhy p-3 rms\n' \
        >"$scratch/lines"
    "$scratch/office" <"$scratch/lines" >"$scratch/said"
    grep -q "RDV_REFUSED (hold-expired)" "$scratch/said"
    same "$(tail -1 "$scratch/said")" "13 events, 0 violations"
    $compiler -std=c99 -gdwarf-4 $strict -IExamples/C Tests/CLibrary/threads.c Examples/C/agency.c \
        $flags -lpthread -o "$scratch/threads"
    same "$("$scratch/threads")" "8 threads, 0 failures"
done

if [ -n "$cmake" ]; then
    echo "examples: CMake"
    # The package alone, below another name than that which it was installed by.
    mkdir -p "$scratch/moved" "$scratch/tiny"
    cp -R "$prefix/include" "$prefix/lib" "$scratch/moved/"
    cp Examples/C/minimal.c "$scratch/tiny/"
    project() { # version asked for
        printf '%s\n' 'cmake_minimum_required(VERSION 3.16)' 'project(tiny C)' \
            "find_package(rendezvous $1 REQUIRED)" 'add_executable(tiny minimal.c)' \
            'target_link_libraries(tiny PRIVATE rendezvous::rendezvous)' \
            >"$scratch/tiny/CMakeLists.txt"
        rm -rf "$scratch/tiny/build"
        "$cmake" -S "$scratch/tiny" -B "$scratch/tiny/build" \
            -DCMAKE_PREFIX_PATH="$scratch/moved" >"$scratch/tiny/log" 2>&1
    }
    version=$(pkg-config --modversion rendezvous)
    major=${version%%.*} patch=${version##*.}
    minor=${version#*.} minor=${minor%.*}
    for asked in "" "$major.$minor" "$version EXACT"; do
        project "$asked" || { cat "$scratch/tiny/log" >&2; exit 1; }
    done
    "$cmake" --build "$scratch/tiny/build" >/dev/null
    same "$(env -u LD_LIBRARY_PATH "$scratch/tiny/build/tiny")" \
        "appointment 1 with c-17 at 1790575200, 1 of 20 openings"
    for asked in "$major.$((minor + 1))" "$((major + 1)).0" "$major.$minor.$((patch + 1))"; do
        ! project "$asked" || { echo "CMake: $asked must not be found" >&2; exit 1; }
    done
    "$cmake" -S Examples/C -B "$scratch/cmake" -DCMAKE_PREFIX_PATH="$prefix" >/dev/null
    "$cmake" --build "$scratch/cmake" >/dev/null
    "$scratch/cmake/minimal" >/dev/null
fi

echo "examples: Python"
python3 Examples/Python/day.py Examples/Python/people.csv Examples/Python/requests.csv \
    "$scratch/appointments.csv"
same "$(cut -d, -f1,2,4 "$scratch/appointments.csv" | tr -d '\r' | tr '\n' ' ')" \
    "subject,appointment,counsellor p-1,1,c-17 p-2,2,c-18 p-3,, p-4,3,c-17 "
python3 Tests/CLibrary/scenario.py
Tests/CLibrary/postgres.sh "$prefix" 20

echo "arguments and sequences"
python3 Tests/CLibrary/arguments.py "$prefix"
cc -std=c99 -O1 -g -Wall -Wextra -Werror Tests/CLibrary/fuzz.c $flags -lm -o "$scratch/fuzz"
"$scratch/fuzz" --replay Tests/CLibrary/corpus/*.txt
"$scratch/fuzz" --seed 1 --calls "$calls"
if command -v valgrind >/dev/null; then
    echo "valgrind: examples"
    for name in minimal policy planner; do
        valgrind -q --error-exitcode=9 --leak-check=full \
            --show-leak-kinds=definite --errors-for-leak-kinds=definite \
            --suppressions=Tests/CLibrary/valgrind.supp "$scratch/$name" >/dev/null
    done
    valgrind -q --error-exitcode=9 --leak-check=full \
            --show-leak-kinds=definite --errors-for-leak-kinds=definite \
        --suppressions=Tests/CLibrary/valgrind.supp "$scratch/office" \
        <"$scratch/lines" >/dev/null
fi
echo "C library: all well"
