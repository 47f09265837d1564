#!/usr/bin/env bash
# Packs what was built in Release into a folder that serves as a local feed: scripts/pack.sh DIRECTORY
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rm -rf "$1"
dotnet pack src/Orch/Orch.csproj -c Release --no-build --nologo -v quiet -o "$1"
