#!/usr/bin/env bash
# Examples/PostgresHost: two processes book on one database and never take the same place.
#   postgres.sh PREFIX [bookings of each]
# Makes a database cluster of its own in a scratch folder; needs PostgreSQL's programs and libpq.
set -euo pipefail
cd "$(dirname "$0")/../.."
prefix=$1 each=${2:-60}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1 || true)
include=$(pg_config --includedir 2>/dev/null || echo /usr/include/postgresql)
if [ -z "$bin" ] || [ ! -e "$include/libpq-fe.h" ]; then
    echo "PostgresHost: skipped, PostgreSQL or libpq's header is not on this machine"
    exit 0
fi
scratch=$(mktemp -d)
run=""
if [ "$(id -u)" = 0 ]; then chown postgres "$scratch"; run="runuser -u postgres --"; fi
end() {
    $run "$bin/pg_ctl" -D "$scratch/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$scratch"
}
trap end EXIT
${CC:-cc} -std=c99 -Wall -Wextra -Werror -I"$prefix/include" -I"$include" \
    Examples/PostgresHost/host.c -L"$prefix/lib" -lrendezvous -lpq \
    -Wl,-rpath,"$prefix/lib" -o "$scratch/host"
port=$((20000 + RANDOM % 20000))
$run "$bin/initdb" -D "$scratch/data" -A trust -U postgres >/dev/null
$run "$bin/pg_ctl" -D "$scratch/data" -w -l "$scratch/data/log" \
    -o "-p $port -c listen_addresses='' -c unix_socket_directories=$scratch" start >/dev/null
place="postgresql://postgres@/postgres?host=$scratch&port=$port"
"$bin/psql" -q "$place" -v ON_ERROR_STOP=1 -f Examples/PostgresHost/schema.sql
"$scratch/host" book "$place" anna "$each" &
first=$!
"$scratch/host" book "$place" bo "$each"
wait "$first"
answer=$("$scratch/host" check "$place")
echo "$answer"
[ "$answer" = "$((2 * each)) appointments, 0 differences and violations" ]
