#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs every benchmark program of a build: tools/bench.sh BUILD [arguments for Google Benchmark…]
set -euo pipefail
build=$1
shift
cd "$(dirname "${BASH_SOURCE[0]}")/.."
echo "machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
found=0
while IFS= read -r program; do
  found=1
  echo "== $(basename "$program")"
  "$program" "$@"
done < <(find "$build/bench" -type f -name '*_bench' -perm -u+x | sort)
if [ $found = 0 ]; then
  echo "no benchmark program was built in $build/bench"
  exit 1
fi
