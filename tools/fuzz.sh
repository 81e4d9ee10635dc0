#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs every fuzzer of a build for some seconds: tools/fuzz.sh BUILD SECONDS [NAME…]
# Inputs that reach new code are added to tests/fuzz/corpus/<name>; a crash is kept in
# tests/fuzz/crashes/<name>, where the test suite replays it from then on.
set -uo pipefail
build=$1 seconds=$2
shift 2
cd "$(dirname "${BASH_SOURCE[0]}")/.."

status=0
found=0
for fuzzer in "$build"/tests/fuzz/*_fuzzer; do
  [ -x "$fuzzer" ] || continue
  name=$(basename "$fuzzer" _fuzzer)
  if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
  found=$((found + 1))
  corpus=tests/fuzz/corpus/$name crashes=tests/fuzz/crashes/$name
  mkdir -p "$corpus" "$crashes"
  fresh=$(mktemp -d)
  dictionary=tests/fuzz/$name.dict
  echo "fuzzing $name for $seconds s"
  if ! "$fuzzer" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3072 -verbosity=0 -artifact_prefix="$crashes/" \
      $([ -f "$dictionary" ] && echo "-dict=$dictionary") "$fresh" "$corpus" 2>&1 |
      sed '/^###### Recommended/,/^###### End/d'; then
    echo "fuzzing $name: it found something, see $crashes"
    status=1
  fi
  # Only inputs that add coverage are kept, so the corpus stays small.
  "$fuzzer" -merge=1 -verbosity=0 "$corpus" "$fresh" 2>/dev/null
  rm -rf "$fresh"
  echo "fuzzing $name: corpus has $(find "$corpus" -type f | wc -l) inputs"
done
if [ $found = 0 ]; then
  echo "no fuzzer was built in $build/tests/fuzz"
  exit 1
fi
exit $status
