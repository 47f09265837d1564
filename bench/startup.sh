#!/usr/bin/env bash
# Start-up time of the orch binary beside two yardsticks, in one run: startup.sh [ORCH] [RUNS]
# Prints minimum, median and maximum of the wall time in milliseconds, and each median as a share of the python3 yardstick's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

orch=${1:-$PWD/artifacts/test-binary/orch}
runs=${2:-41}
[ -x "$orch" ] || { echo "startup.sh: no binary at $orch: run scripts/publish.sh artifacts/test-binary first" >&2; exit 5; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export ORCH_HOME="$scratch/state"

names=("python3 (yardstick)" "git --version" "orch --version" "orch list")
run_0() { python3 -c "import argparse, json, subprocess"; }
run_1() { git --version; }
run_2() { "$orch" --version; }
run_3() { "$orch" list; }

# One after the other in turn, so that a machine that slows down slows all of them down.
for ((run = -2; run < runs; run++)); do
    for i in "${!names[@]}"; do
        start=${EPOCHREALTIME/./}
        "run_$i" >/dev/null 2>&1
        end=${EPOCHREALTIME/./}
        if ((run >= 0)); then
            echo $((end - start)) >>"$scratch/$i"
        fi
    done
done

echo "$(uname -srm), $(nproc) cores, $runs runs each"
printf '%-22s %8s %8s %8s   %s\n' "" min median max "of python3"
for i in "${!names[@]}"; do
    mapfile -t sorted < <(sort -n "$scratch/$i")
    median=${sorted[$((runs / 2))]}
    if ((i == 0)); then
        yardstick=$median
    fi
    awk -v n="${names[$i]}" -v a="${sorted[0]}" -v m="$median" -v z="${sorted[-1]}" -v y="$yardstick" \
        'BEGIN { printf "%-22s %8.1f %8.1f %8.1f   %.2f\n", n, a / 1000, m / 1000, z / 1000, m / y }'
done
