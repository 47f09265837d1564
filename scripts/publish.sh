#!/usr/bin/env bash
# Publishes the orch binary into a directory: publish.sh DIRECTORY [native|managed]
# native is NativeAOT and needs clang and zlib; managed starts slower and needs the .NET runtime.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=$1
kind=${2:-native}
rid=$(scripts/rid.sh)

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
arguments=(publish src/Orch.Cli -c Release -r "$rid" -o "$scratch/out" -v quiet --nologo)
if [ "$kind" = managed ]; then
    arguments+=(-p:PublishAot=false --no-self-contained)
fi
dotnet "${arguments[@]}" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; exit 1; }
if grep -E 'warning (IL|AOT)[0-9]+' "$scratch/log" >&2; then
    echo "orch: the native build has trim or AOT warnings" >&2
    exit 1
fi

mkdir -p "$target"
rm -rf "${target:?}"/*
mv "$scratch/out/"* "$target/"
# The assembly cannot be called orch: assembly names ignore case, and the library is Orch.
mv "$target/Orch.Cli" "$target/orch"
rm -f "$target"/*.pdb "$target"/*.dbg "$target"/*.xml
