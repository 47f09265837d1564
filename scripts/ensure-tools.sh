#!/usr/bin/env bash
# Makes sure that programs are there: ensure-tools.sh PROGRAM...
# As root, or with sudo that asks nothing, Debian packages are installed; otherwise each missing program is named with the command that installs it (exit code 5).
set -euo pipefail

package_of() {
    case "$1" in
        node) echo nodejs ;;
        zlib) echo zlib1g-dev ;;
        *) echo "$1" ;;
    esac
}

is_there() {
    case "$1" in
        zlib) [ -e /usr/include/zlib.h ] || [ "$(uname -s)" = Darwin ] ;;
        *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

missing=()
for program in "$@"; do
    is_there "$program" || missing+=("$program")
done
[ ${#missing[@]} -gt 0 ] || exit 0

packages=()
for program in "${missing[@]}"; do
    if [ "$program" = dotnet ]; then
        echo "orch: the .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download" >&2
        exit 5
    fi
    packages+=("$(package_of "$program")")
done

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo -n)
fi
if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
    echo "orch: installing ${packages[*]}" >&2
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    # The package lists of a fresh machine may be empty or old: refresh them only when the first try fails.
    install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}")
    if ! "${as_root[@]}" "${install[@]}" >"$log" 2>&1; then
        "${as_root[@]}" apt-get update >>"$log" 2>&1 || true
        "${as_root[@]}" "${install[@]}" >>"$log" 2>&1 || { tail -n 20 "$log" >&2; echo "orch: could not install ${packages[*]}" >&2; exit 5; }
    fi
    exit 0
fi

if command -v brew >/dev/null 2>&1; then
    echo "orch: missing: ${missing[*]}; install with: brew install ${missing[*]}" >&2
else
    echo "orch: missing: ${missing[*]}; install with: sudo apt-get install ${packages[*]}" >&2
fi
exit 5
