#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the Debian packages that are missing, says which, and says nothing when none is.
#
#   tools/setup.sh [GROUP…]      GROUP: build (default), fuzz, bench, lint, format, node, web
#   tools/setup.sh --check …     only says what is missing; exit 1 when something is
#
# Exit: 0 everything is there, 1 --check found something missing, 2 it cannot be installed from here.
# PROVISO_SKIP_SETUP=1 skips all of it, for machines that are set up in another way.
set -euo pipefail

# An entry "a|b" is satisfied by either package; the first one is what would be installed.
packages_of() {
  case "$1" in
    build)
      # antlr4 is a Java program, so it brings a headless Java runtime along; it runs at build time only.
      echo 'g++ cmake ninja-build ccache pkg-config' \
           'antlr4 libantlr4-runtime-dev' \
           'libfmt-dev nlohmann-json3-dev libcli11-dev libvalijson-dev libicu-dev libxml2-dev libcmark-dev libgraphviz-dev libdtl-dev' \
           'libboost1.81-dev|libboost-dev|libboost1.74-dev' \
           'libgtest-dev libgmock-dev' ;;
    fuzz) echo 'clang libclang-rt-dev|libclang-rt-14-dev' ;;
    bench) echo 'libbenchmark-dev' ;;
    lint) echo 'clang-tidy' ;;
    format) echo 'clang-format' ;;
    # Node.js with npm, from Debian or from elsewhere.
    node) command -v npm >/dev/null || echo 'nodejs npm' ;;
    web) command -v npm >/dev/null || echo 'nodejs npm'; echo 'chromium' ;;
    *) echo "setup: unknown group '$1'; groups are build, fuzz, bench, lint, format, node, web" >&2; exit 2 ;;
  esac
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]
}

# Sets `missing`.
find_missing() {
  missing=()
  local group entry alternative
  for group in "$@"; do
    local entries
    entries=$(packages_of "$group")
    for entry in $entries; do
      for alternative in ${entry//|/ }; do
        if is_installed "$alternative"; then continue 2; fi
      done
      missing+=("${entry%%|*}")
    done
  done
}

# Sets `as_root` to the words that run a command as root, or explains and leaves.
find_root() {
  if [ "$(id -u)" = 0 ]; then
    as_root=(env)
  elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    as_root=(sudo env)
  else
    {
      echo "setup: packages are missing and this user cannot install them. As root, run:"
      echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    } >&2
    exit 2
  fi
}

apt_get() {
  "${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 "$@" >&2
}

all_known_to_apt() {
  local package
  for package in "${missing[@]}"; do
    apt-cache show "$package" >/dev/null 2>&1 || return 1
  done
}

install_missing() {
  if ! all_known_to_apt; then
    echo "setup: fetching the package lists (apt-get update)" >&2
    apt_get update || return 1
  fi
  if apt_get install -y --no-install-recommends "${missing[@]}"; then return 0; fi
  # Lists that are too old name package versions that the mirror no longer has.
  echo "setup: that did not work; fetching the package lists and trying once more" >&2
  apt_get update && apt_get install -y --no-install-recommends "${missing[@]}"
}

main() {
  [ "${PROVISO_SKIP_SETUP:-}" = 1 ] && exit 0
  local check=no
  if [ "${1:-}" = --check ]; then check=yes; shift; fi
  [ $# -gt 0 ] || set -- build

  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    {
      echo "setup: this is not a Debian-like system. Install what these Debian 12 packages hold:"
      for group in "$@"; do echo "  $(packages_of "$group")"; done
      echo "then run make again with PROVISO_SKIP_SETUP=1."
    } >&2
    exit 2
  fi

  find_missing "$@"
  [ ${#missing[@]} -gt 0 ] || exit 0
  if [ $check = yes ]; then
    echo "setup: missing: ${missing[*]}"
    exit 1
  fi
  find_root
  echo "setup: installing with apt-get: ${missing[*]}" >&2
  if ! install_missing; then
    echo "setup: apt-get could not install: ${missing[*]}" >&2
    echo "setup: its own message above says why; see README.md, 'Installing'." >&2
    exit 2
  fi
  echo "setup: done" >&2
}

main "$@"
