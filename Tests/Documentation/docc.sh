#!/usr/bin/env bash
# Makes pages of every public name of the libraries, by the toolchain's own docc, and refuses what is
# not documented: a warning of docc is an error, and so is a public symbol without a comment.
#
#   docc.sh [OUT]       OUT keeps an archive of each library, for a web server or `docc preview`
set -euo pipefail
cd "$(dirname "$0")/../.."
libraries="Rendezvous RendezvousThreads RendezvousVerifier RendezvousTesting RendezvousDocuments
    RendezvousStudies RendezvousSimulation RendezvousStore RendezvousServer RendezvousHTTP
    RendezvousCLI"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
out=${1:-$scratch/out}
mkdir -p "$out"
swift build --target RendezvousCLI >/dev/null
swift build --target RendezvousTesting >/dev/null
modules=$(swift build --show-bin-path)/Modules
clang=${modules%/Modules}/CRendezvous.build/module.modulemap
target=$(swift -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p')
failed=0
for library in $libraries; do
    graphs=$scratch/$library
    mkdir -p "$graphs"
    swift-symbolgraph-extract -module-name "$library" -target "$target" -I "$modules" \
        -I Sources/CEpoll -Xcc "-fmodule-map-file=$clang" -minimum-access-level public -skip-synthesized-members \
        -omit-extension-block-symbols -output-dir "$graphs"
    python3 Tests/Documentation/coverage.py "$graphs"/*.symbols.json || failed=1
    docc convert "Documentation/Libraries/$library.docc" --additional-symbol-graph-dir "$graphs" \
        --fallback-display-name "$library" --fallback-bundle-identifier "rendezvous.$library" \
        --output-path "$out/$library.doccarchive" --warnings-as-errors || failed=1
done
exit $failed
