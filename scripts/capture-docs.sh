#!/usr/bin/env bash
# Makes the captures of a document anew from a real run: capture-docs.sh [DOCUMENT], by default docs/sessions.md.
# A run of 'orch demo' is watched and attached to in terminals of a tmux server of its own. ORCH_BINARY names the orch to run, ORCH_AGENT_CLIS a
# folder with the agent CLIs when they are not on PATH.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
document=${1:-docs/sessions.md}
orch=${ORCH_BINARY:-$PWD/orch}

work=$(mktemp -d)
export TMUX_TMPDIR=$work PATH="${ORCH_AGENT_CLIS:+$ORCH_AGENT_CLIS:}$PATH" TERM=xterm-256color NO_COLOR=1
unset TMUX ORCH_AGENT
mux() { tmux -L capture "$@"; }
trap 'mux kill-server 2>/dev/null || true; rm -rf "$work"' EXIT
printf 'set -g status off\nset -g history-limit 5000\nset -g remain-on-exit on\n' >"$work/tmux.conf"

show() { mux capture-pane -p -J -t "=$1:" "${@:2}"; }

# wait_for NAME PATTERN FILE: the screen of a window, once it shows something
wait_for() {
    for _ in $(seq 600); do
        show "$1" >"$3" 2>/dev/null || true
        if grep -qE "$2" "$3"; then return 0; fi
        sleep 0.1
    done
    echo "capture-docs: the window $1 never showed $2; it shows:" >&2
    cat "$3" >&2
    return 1
}

mux -f "$work/tmux.conf" new-session -d -s demo -x 120 -y 40 "$orch demo"
wait_for demo '/orch-demo-[A-Za-z0-9]+' "$work/demo"
scratch=$(grep -oE '/[^ ;]*/orch-demo-[A-Za-z0-9]+' "$work/demo" | head -n 1)
wait_for demo 'greeter +running' "$work/demo"

record="env ORCH_HOME=$scratch/state TMUX_TMPDIR=$scratch/tmux"
mux new-session -d -s watch -x 80 -y 12 "$record $orch watch"
mux new-session -d -s attach -x 100 -y 24 "$record $orch attach greeter"
wait_for watch '^> greeter +running +codex' "$work/watch"
wait_for attach '^\$ (sh test.sh|git commit)' "$work/attach"
wait_for demo '^The scratch repository and its record are removed' "$work/demo"
show demo -S - | sed -n '/^\$ orch run/p; /^greeter: /,/^$/p' >"$work/run"

# The place of the scratch directory, and empty lines at the end of a screen, are of no interest.
for one in watch attach run; do
    sed -E "s#$scratch#/tmp/orch-demo#g; s/ +\$//" "$work/$one" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >"$work/$one.txt"
done

awk -v work="$work" '
    /^<!-- capture / { print; print "```text"; file = work "/" $3 ".txt"; while ((getline line < file) > 0) print line; print "```"; skipping = 1 }
    /^<!-- \/capture -->/ { skipping = 0 }
    !skipping { print }
' "$document" >"$work/document"
cat "$work/document" >"$document"
