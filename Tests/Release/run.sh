#!/usr/bin/env bash
# Tests a release where Swift is not in PATH, unpacked in a folder that nobody built for:
#   run.sh ARCHIVE|TREE
# What is not on the machine (PostgreSQL, curl, zsh, fish, man, systemd) is said and skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "${RENDEZVOUS_CLEAN:-}" != yes ]; then
    # Again, with nothing of the caller's surroundings.
    exec env -i PATH=/usr/bin:/bin HOME=/nonexistent LC_ALL=C.UTF-8 RENDEZVOUS_CLEAN=yes \
        bash Tests/Release/run.sh "$(realpath "$1")"
fi
export PATH=$PATH:/usr/sbin:/sbin
scratch=$(mktemp -d)
chmod 755 "$scratch"
server=""
end() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$scratch"
}
trap end EXIT
fail() { echo "release: $*" >&2; exit 1; }
same() { [ "$1" = "$2" ] || fail "expected ($2), found ($1)"; }
here() { command -v "$1" >/dev/null || { echo "  $1 is not here: skipped"; return 1; }; }
! command -v swift >/dev/null || fail "swift is in PATH ($(command -v swift))"

if [ -d "$1" ]; then cp -R "$1" "$scratch/tree"; else
    mkdir "$scratch/tree"
    tar -C "$scratch/tree" --strip-components=1 -xzf "$1"
fi
tree=$scratch/tree program=$scratch/tree/bin/rendezvous

echo "files"
for file in bin/rendezvous include/rendezvous.h lib/librendezvous.so lib/pkgconfig/rendezvous.pc \
    lib/cmake/rendezvous/rendezvous-config.cmake lib/systemd/system/rendezvous.service \
    share/man/man1/rendezvous.1 share/bash-completion/completions/rendezvous \
    share/zsh/site-functions/_rendezvous share/fish/vendor_completions.d/rendezvous.fish \
    share/doc/rendezvous/{README.md,CHANGELOG.md,LICENSE,SECURITY.md,nginx.conf,Caddyfile} \
    share/rendezvous/example/{agency,requests}.json; do
    [ -s "$tree/$file" ] || fail "$file is missing"
done
for file in bin/rendezvous lib/librendezvous.so; do
    needed=$(readelf -d "$tree/$file" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' |
        grep -Ev '^(lib(c|m|gcc_s|stdc\+\+|dl|pthread)\.so|ld-linux)' || true)
    [ -z "$needed" ] || fail "$file needs $needed"
done

echo "one version"
version=$("$program" --version)
version=${version#rendezvous }
part() { sed -n "s/^#define RDV_VERSION_$1 //p" "$tree/include/rendezvous.h"; }
same "$(part MAJOR).$(part MINOR).$(part PATCH)" "$version"
same "$(sed -n 's/^Version: //p' "$tree/lib/pkgconfig/rendezvous.pc")" "$version"
[ -e "$tree/lib/librendezvous.so.$version" ] || fail "there is no librendezvous.so.$version"
grep -q "rendezvous $version" "$tree/share/man/man1/rendezvous.1" || fail "the manual's version"

echo "the program: the day of Tests/CLibrary/desk"
mkdir "$scratch/desk"
cp Tests/CLibrary/desk/agency.json "$scratch/desk/"
while read -r line; do
    # shellcheck disable=SC2086
    (cd "$scratch/desk" && "$program" $line >said) || fail "$line"
done <Tests/CLibrary/desk/day.txt
cmp "$scratch/desk/found.log" Tests/CLibrary/desk/day.log
(cd "$scratch/desk" && "$program" verify 4.json >said) || fail "$(cat "$scratch/desk/said")"
"$program" demo --example "$tree/share/rendezvous/example" --steps 200 >"$scratch/demo"
cc -std=c99 -O1 -o "$scratch/start" Tests/Release/start.c
"$scratch/start" "$program" 200

echo "the store, and the server on a socket"
"$program" store import "$scratch/desk/4.json" "$scratch/journal" >/dev/null
"$program" store verify "$scratch/journal" --audit >/dev/null
"$program" serve --socket "$scratch/http" --journal "$scratch/journal" --log - \
    >"$scratch/access" 2>"$scratch/said" &
server=$!
for _ in $(seq 100); do [ -S "$scratch/http" ] && break; sleep 0.1; done
if here curl; then
    same "$(curl -s -o /dev/null -w '%{http_code}' --unix-socket "$scratch/http" \
        http://localhost/readyz)" 200
fi
kill -TERM "$server"
wait "$server" || fail "the server left with $?: $(cat "$scratch/said")"
server=""
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1 || true)
if [ -n "$bin" ]; then
    echo "PostgreSQL, whose library is loaded when it is asked for"
    run=""
    mkdir "$scratch/postgres"
    if [ "$(id -u)" = 0 ]; then
        chown postgres "$scratch/postgres"
        run="runuser -u postgres --"
    fi
    $run "$bin/initdb" -D "$scratch/postgres/data" -A trust -U postgres >/dev/null
    $run "$bin/pg_ctl" -D "$scratch/postgres/data" -w -l "$scratch/postgres/log" \
        -o "-c listen_addresses='' -c unix_socket_directories=$scratch/postgres" start >/dev/null
    place="postgresql://postgres@/postgres?host=$scratch/postgres"
    well=yes
    "$program" store import "$scratch/desk/4.json" "$place" >"$scratch/said" 2>&1 || well=no
    "$program" store verify "$place" --audit >>"$scratch/said" 2>&1 || well=no
    $run "$bin/pg_ctl" -D "$scratch/postgres/data" -m immediate stop >/dev/null
    [ $well = yes ] || fail "$(cat "$scratch/said")"
else
    echo "  PostgreSQL is not here: skipped"
fi

echo "the C library: pkg-config, Python"
export LD_LIBRARY_PATH=$tree/lib PYTHONDONTWRITEBYTECODE=1 RENDEZVOUS_PREFIX=$tree
if here pkg-config; then
    flags=$(PKG_CONFIG_PATH=$tree/lib/pkgconfig pkg-config --cflags --libs rendezvous)
    # shellcheck disable=SC2086
    cc -std=c99 -Wall -Wextra -Werror Examples/C/minimal.c $flags -o "$scratch/minimal"
    same "$("$scratch/minimal")" "appointment 1 with c-17 at 1790575200, 1 of 20 openings"
fi
if here python3; then python3 Tests/CLibrary/scenario.py; fi
unset LD_LIBRARY_PATH

echo "manual, completion, service"
if here man; then
    said=$(man --warnings -E UTF-8 -l -Tutf8 -Z "$tree/share/man/man1/rendezvous.1" \
        2>&1 >/dev/null)
    same "$said" ""
fi
bash -n "$tree/share/bash-completion/completions/rendezvous"
if here zsh; then
    same "$(zsh -fc "fpath=($tree/share/zsh/site-functions \$fpath); autoload -U compinit;
        compinit -u -D; print \$_comps[rendezvous]")" "_rendezvous"
    zsh -n "$tree/share/zsh/site-functions/_rendezvous"
fi
if here fish; then
    same "$(fish --no-config -c "source $tree/share/fish/vendor_completions.d/rendezvous.fish;
        complete -C 'rendezvous bo' | string split -f 1 \t")" "book"
fi
if here systemd-analyze; then
    # The unit as it would be installed here, with the program that it names.
    sed "s|/usr/local/bin/rendezvous|$program|" \
        "$tree/lib/systemd/system/rendezvous.service" >"$scratch/rendezvous.service"
    systemd-analyze verify --man=no "$scratch/rendezvous.service" 2>"$scratch/said" ||
        fail "$(cat "$scratch/said")"
    ! grep -F "$scratch/rendezvous.service" "$scratch/said" || fail "systemd warns of the unit"
fi
echo "release $version: all well"
