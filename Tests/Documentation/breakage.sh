#!/usr/bin/env bash
# What the public interface of the libraries breaks against the last release: the last tag `v…`, or
# the tag that is given. Before the first release there is nothing to break.
#
#   breakage.sh [TAG]
set -euo pipefail
cd "$(dirname "$0")/../.."
tag=${1:-$(git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null || true)}
if [ -z "$tag" ]; then echo "no release yet: nothing to compare with"; exit 0; fi
swift package diagnose-api-breaking-changes "$tag"
