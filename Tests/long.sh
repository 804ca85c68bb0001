#!/usr/bin/env bash
# What takes too long for every change: for a person, before a release. Hours in all; each line can
# be run alone.
#
#   Tests/long.sh [SCALE]        SCALE multiplies the random tests (default: 40)
set -euo pipefail
cd "$(dirname "$0")/.."
scale=${1:-40}

# Random agencies, clients, relaxations, histories and messages, in release.
swift build -c release --build-tests -Xswiftc -enable-testing --scratch-path .build/release-tests
for suite in RandomCommandsTests PlannerTests AllocationTests RandomReasonsTests RacingClientsTests ExplanationTests \
    JournalCrashTests RepairTests CutTests; do
    RENDEZVOUS_TEST_SCALE=$scale swift test -c release -Xswiftc -enable-testing --skip-build \
        --scratch-path .build/release-tests --filter "$suite"
done

# The store, killed a thousand times, on bad disks, without power, in PostgreSQL.
swift build -c release --product StoreBenchmark
Tests/Faults/kill.sh 1000
Tests/Faults/disk.sh
Tests/Faults/power.sh 50
Tests/Faults/postgres.sh 60

# Every mutation of the public HTTP suites, byte by byte, and slow clients.
swift build --product HTTPBenchmark
python3 Tests/Http/probe.py .build/debug/HTTPBenchmark serve --long

# An hour of fuzzing for each reader of what strangers send; a day of a whole country.
Tests/Fuzz/run.sh http 3600
Tests/Fuzz/run.sh json 3600
swift build -c release --product rendezvous
python3 Tests/Http/day.py .build/release/rendezvous 50000 10

# A thousand slow clients a mode, slowhttptest beside; schemathesis for every role.
python3 Tests/Http/slow.py .build/release/rendezvous --long
python3 Tests/Http/schema.py .build/release/rendezvous --long

# The tests with the sanitizers.
Tests/Sanitizers/run.sh thread
Tests/Sanitizers/run.sh address

# The C library: a million calls, and the sanitizers.
for kind in calls address thread; do Tests/CLibrary/long.sh $kind; done

# The release, made and tested where Swift is not in PATH.
.ci/release

# The engine, wrong in 200 places, one at a time: which of them no test notices.
mutants=$(mktemp -d)
Tests/Mutants/mutants.py make "$mutants" --count 200
Tests/Mutants/mutants.py run "$mutants" --minutes 600
