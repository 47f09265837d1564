#!/usr/bin/env bash
# Builds orch and installs it for one user: see install.sh --help.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
    cat <<'HELP'
Installs orch: builds it and links orch and ai_orch into a bin folder.

usage: ./install.sh [--prefix DIR] [--from DIR]
       ./install.sh --uninstall [--prefix DIR]

  --prefix DIR  installs into DIR/share/orch and DIR/bin
                (default: $XDG_DATA_HOME/orch, else ~/.local/share/orch, and ~/.local/bin)
  --from DIR    installs what scripts/publish.sh has put into DIR, and builds nothing
  --uninstall   removes the links and the program; the record of agents and the configuration stay
  --help        this text

The build is native; where clang or zlib is missing and cannot be installed it is managed: it then starts slower and needs the .NET runtime.
Exit codes: 0 done, 2 wrong usage, 5 something is missing, 7 a file that is not ours is in the way, or agents run from what is to be removed.
HELP
}

fail() {
    echo "install: $2" >&2
    exit "$1"
}

absolute() { case "$1" in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac }

prefix='' from='' uninstall=no
while [ $# -gt 0 ]; do
    case "$1" in
        --prefix | --from)
            [ -n "${2:-}" ] || fail 2 "$1 needs a directory"
            if [ "$1" = --prefix ]; then prefix=$(absolute "${2%/}"); else from=$(absolute "$2"); fi
            shift 2
            ;;
        --uninstall) uninstall=yes && shift ;;
        --help | -h) usage && exit 0 ;;
        *) fail 2 "unknown argument $1; see ./install.sh --help" ;;
    esac
done

if [ -n "$prefix" ]; then
    data=$prefix/share/orch bin=$prefix/bin
else
    share=${XDG_DATA_HOME:-}
    # The XDG specification has a relative path ignored.
    case "$share" in /*) ;; *) share=${HOME:?}/.local/share ;; esac
    data=$share/orch bin=$HOME/.local/bin
fi
names=(orch ai_orch)

ours() { [ -L "$bin/$1" ] && case "$(readlink "$bin/$1")" in "$data"/versions/*/orch) true ;; *) false ;; esac }
taken() { [ -e "$bin/$1" ] || [ -L "$bin/$1" ]; }

# A supervisor starts further processes from its own path, so what one runs from has to stay.
running_from() {
    if [ -d /proc/self ]; then
        local exe
        for exe in /proc/[0-9]*/exe; do
            case "$(readlink "$exe" 2>/dev/null)" in "$1"/*) return 0 ;; esac
        done
        return 1
    fi
    ps -axo comm= | grep -qF "$1/"
}

remove_versions_except() {
    local version
    for version in "$data"/versions/*; do
        if [ -d "$version" ] && [ "$version" != "$1" ] && ! running_from "$(cd "$version" && pwd -P)"; then
            rm -rf "$version"
        fi
    done
}

if [ "$uninstall" = yes ]; then
    if [ -d "$data/versions" ] && running_from "$(cd "$data/versions" && pwd -P)"; then
        fail 7 "orch is running from $data: wait for the agents (orch wait) or stop them (orch kill --all), then try again"
    fi
    for name in "${names[@]}"; do
        if ours "$name"; then
            rm -f "$bin/$name"
        elif taken "$name"; then
            echo "install: $bin/$name is not a link of this installation and stays" >&2
        fi
    done
    rm -rf "$data/versions"
    rmdir "$data" 2>/dev/null || true
    echo "orch is removed from $data and $bin"
    exit 0
fi

for name in "${names[@]}"; do
    if taken "$name" && ! ours "$name"; then
        fail 7 "$bin/$name is there and is not a link of this installation: move it away, or choose another place with --prefix"
    fi
done

mkdir -p "$data/versions" "$bin"
new=$(mktemp -d "$data/versions/new.XXXXXX")
trap 'rm -rf "$new"' EXIT
if [ -n "$from" ]; then
    [ -x "$from/orch" ] || fail 5 "there is no orch in $from: publish it with scripts/publish.sh"
    cp -R "$from/." "$new/"
else
    "$here/scripts/ensure-tools.sh" dotnet
    kind=native
    if ! "$here/scripts/ensure-tools.sh" clang zlib; then
        kind=managed
        echo "install: without clang and zlib the build is managed: it starts slower and needs the .NET runtime" >&2
    fi
    echo "building ($kind), this takes some minutes"
    "$here/scripts/publish.sh" "$new" "$kind"
fi
chmod 755 "$new" "$new/orch"
version=$("$new/orch" --version) || fail 5 "the orch that was built does not run"

place=$data/versions/$version.${new##*.}
mv "$new" "$place"
for name in "${names[@]}"; do
    ln -s "$place/orch" "$bin/.$name.$$"
    mv -f "$bin/.$name.$$" "$bin/$name"
done
remove_versions_except "$place"

echo "orch $version is installed in $place and linked as $bin/orch and $bin/ai_orch"
"$here/scripts/ensure-tools.sh" git tmux || echo "install: orch needs git and tmux to run agents" >&2
case ":$PATH:" in
    *":$bin:"*) ;;
    *) echo "install: $bin is not on PATH; add it: export PATH=\"$bin:\$PATH\"" >&2 ;;
esac
