#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs one test file with node; exit 77 says that something it needs is not installed.
#   tests/web/run.sh FILE      PROVISO_BINARY: the program under test
# PROVISO_WEB_REQUIRED=1 makes a missing thing a failure.
set -u
cd "$(dirname "$0")" || exit 1
missing() {
  echo "skipped: $1; \`make web-test\` installs it"
  [ "${PROVISO_WEB_REQUIRED:-}" = 1 ] && exit 1
  exit 77
}
command -v node > /dev/null || missing 'node is not installed'
[ -d node_modules ] || missing 'the packages of tests/web are not installed'
case "$1" in
  sarif*) ;;
  *)
    for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome; do
      CHROMIUM=$(command -v "$name") && break
    done
    [ -n "$CHROMIUM" ] || missing 'Chromium is not installed'
    export CHROMIUM ;;
esac
exec node --test "$1"
