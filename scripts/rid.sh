#!/usr/bin/env bash
# Prints the .NET runtime identifier of this machine.
set -euo pipefail

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo linux-x64 ;;
    Linux-aarch64) echo linux-arm64 ;;
    Darwin-x86_64) echo osx-x64 ;;
    Darwin-arm64) echo osx-arm64 ;;
    *) echo "orch: no build for $(uname -s) on $(uname -m)" >&2; exit 5 ;;
esac
