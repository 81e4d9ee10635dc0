#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs one test file with node; exit 77 says that something it needs is not installed.
#   editors/vscode/test/run.sh FILE      PROVISO_BINARY: the program under test
# PROVISO_EDITOR_REQUIRED=1 makes a missing thing a failure.
set -u
cd "$(dirname "$0")/.." || exit 1
missing() {
  echo "skipped: $1; \`make editor-test\` installs it"
  [ "${PROVISO_EDITOR_REQUIRED:-}" = 1 ] && exit 1
  exit 77
}
command -v node > /dev/null || missing 'node is not installed'
[ -d node_modules ] || missing 'the packages of editors/vscode are not installed'
exec node --test "test/$1"
