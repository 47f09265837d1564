#!/usr/bin/env bash
# Measures the orch binary from outside and prints one table: run.sh [ROUNDS]; what is printed is kept in bench/results/.
# Start-up beside two yardsticks, the overhead of a run, a large event stream, many agents at once and asleep, messages and claims.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=${1:-21}
scripts/ensure-tools.sh dotnet git tmux python3 clang zlib
mkdir -p bench/results artifacts/bench-binary
scripts/publish.sh "$PWD/artifacts/bench-binary" native
for project in Orch.ProcessBench Orch.CoordinationBench; do
    dotnet build "bench/$project" -c Release -v quiet --nologo -clp:NoSummary
done

version=$(artifacts/bench-binary/orch --version)
cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
result="bench/results/$(date -u +%Y-%m-%d)-$(nproc)-cores.txt"
{
    echo "orch $version, $(date -u +%Y-%m-%d), $(uname -sm), ${cpu:-unknown processor}, $(nproc) processors, load $(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || echo unknown) at the start"
    artifacts/bin/Orch.ProcessBench/release/Orch.ProcessBench artifacts/bench-binary/orch "$rounds"
    echo
    artifacts/bin/Orch.CoordinationBench/release/Orch.CoordinationBench table
} | tee "$result"
echo "kept in $result"
