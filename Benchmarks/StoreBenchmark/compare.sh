#!/usr/bin/env bash
# Durable bookings a second at 1, 8, 32 and 128 clients, beside PostgreSQL's and beside what the
# disk confirms, in turns on one disk:   compare.sh [folder] [seconds] [rounds]
# PostgreSQL books as its manual would: one exclusion constraint of counsellor and time, and a row
# of audit in the same transaction. Makes a database cluster of its own in the folder.
set -uo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-$PWD/.build} seconds=${2:-5} rounds=${3:-2}
program=${STORE_BENCHMARK:-.build/release/StoreBenchmark}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
scratch=$(mktemp -d -p "$folder")
run=""
if [ "$(id -u)" = 0 ]; then chmod 755 "$scratch"; run="runuser -u postgres --"; fi
port=$((20000 + RANDOM % 20000))
stop() {
    [ -n "$bin" ] && $run "$bin/pg_ctl" -D "$scratch/pg/data" -m immediate stop >/dev/null 2>&1
    rm -rf "$scratch"
}
trap stop EXIT
if [ -n "$bin" ]; then
    mkdir "$scratch/pg"
    [ -z "$run" ] || chown postgres "$scratch/pg"
    (
        cd /
        $run "$bin/initdb" -D "$scratch/pg/data" -A trust -U postgres >/dev/null &&
            $run "$bin/pg_ctl" -D "$scratch/pg/data" -w -l "$scratch/pg/log" -o "-p $port \
            -c listen_addresses='' -c unix_socket_directories=$scratch/pg -c max_connections=200 \
            -c shared_buffers=512MB" start >/dev/null
    ) || { echo "PostgreSQL does not start"; exit 1; }
    sql() { "$bin/psql" -qAt -h "$scratch/pg" -p "$port" -U postgres -c "$1"; }
    sql "CREATE EXTENSION btree_gist"
    sql "CREATE TABLE booking (counsellor int, during int8range,
        EXCLUDE USING gist (counsellor WITH =, during WITH &&))"
    sql "CREATE TABLE audit (id bigserial PRIMARY KEY, at timestamptz, content text)"
    sql "CREATE SEQUENCE place CACHE 1000"
    cat >"$scratch/book.sql" <<'SQL'
BEGIN;
INSERT INTO booking SELECT n % 1000, int8range(n / 1000 * 1800, n / 1000 * 1800 + 1800) FROM nextval('place') AS n;
INSERT INTO audit (at, content) VALUES (now(), 'desk booked for person-000001: advice');
COMMIT;
SQL
fi
for ((round = 1; round <= rounds; round++)); do
    for clients in 1 8 32 128; do
        echo "round $round, $clients clients"
        "$program" syncs "$scratch/syncs" 2
        if [ -n "$bin" ]; then
            "$bin/pgbench" -n -M prepared -f "$scratch/book.sql" -c "$clients" \
                -j "$((clients < 2 ? 1 : 2))" -T "$seconds" -h "$scratch/pg" -p "$port" \
                -U postgres postgres 2>&1 | sed -n 's/^tps = \([0-9]*\).*/PostgreSQL: \1 bookings a second/p'
        fi
        rm -rf "$scratch/frames" "$scratch/bench"
        "$program" frames "$scratch/frames" "$clients" "$seconds"
        "$program" bench "$scratch/bench" "$clients" "$seconds"
    done
done
