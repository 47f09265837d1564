#!/usr/bin/env bash
# Installs what the tests need, builds everything once and runs all tests. The last line is "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

scripts/ensure-tools.sh dotnet git git-lfs tmux gh clang zlib node npm zsh fish

# The agent CLIs, as pinned in tests/agent-clis/package.json.
clis="$PWD/artifacts/agent-clis"
if ! cmp -s tests/agent-clis/package-lock.json "$clis/.installed"; then
    echo "installing the agent CLIs"
    rm -rf "$clis"
    mkdir -p "$clis"
    cp tests/agent-clis/package.json tests/agent-clis/package-lock.json tests/agent-clis/.npmrc "$clis/"
    (cd "$clis" && npm ci --silent --no-progress)
    # Where npm does not run install scripts, claude stays a stub until this is run.
    if ! "$clis/node_modules/.bin/claude" --version >/dev/null 2>&1; then
        (cd "$clis" && node node_modules/@anthropic-ai/claude-code/install.cjs)
    fi
    for cli in claude codex gemini opencode qwen copilot; do
        echo "$cli $("$clis/node_modules/.bin/$cli" --version)"
    done
    cp tests/agent-clis/package-lock.json "$clis/.installed"
fi

echo "building"
dotnet build Orch.slnx -c Release -v quiet --nologo
echo "publishing the native binary"
scripts/publish.sh "$PWD/artifacts/test-binary" native
echo "packing"
scripts/pack.sh "$PWD/artifacts/packages" "$PWD/artifacts/test-binary"

export ORCH_BINARY="$PWD/artifacts/test-binary/orch"
export ORCH_AGENT_CLIS="$clis/node_modules/.bin"
results="$PWD/artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"
failed=0
for suite in Orch.Tests Orch.SystemTests; do
    echo "running $suite"
    "artifacts/bin/$suite/release/$suite" -noLogo -noColor -result-ctrf "$results/$suite.json" >"$results/$suite.log" 2>&1 || failed=1
    grep -vE '^ *(Discover|Start|Finish)' "$results/$suite.log" | head -n 300
done

node scripts/count-tests.mjs "$results"/*.json || failed=1
exit "$failed"
