#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the Debian packages that are missing, says which, and says nothing when none is.
#
#   tools/setup.sh [GROUP…]      GROUP: build (default), fuzz, bench, lint, format, node, web
#   tools/setup.sh --check …     only says what is missing; exit 1 when something is
#   tools/setup.sh --list …      the packages of the groups, "a|b" where either will do
#
# Supported: Debian 12, Debian 13, Ubuntu 24.04. Elsewhere it says what is missing and leaves.
# Exit: 0 everything is there, 1 --check found something missing, 2 it cannot be installed from here.
# PROVISO_SKIP_SETUP=1 skips all of it, for machines that are set up in another way.
set -euo pipefail

groups='build, fuzz, bench, lint, format, node, web'

# An entry "a|b" is satisfied by either package; the first one that the system's package lists can
# install is taken.
packages_of() {
  case "$1" in
    build)
      # antlr4 is a Java program, so it brings a headless Java runtime along; it runs at build time only.
      echo 'g++ cmake ninja-build ccache pkg-config' \
           'antlr4 libantlr4-runtime-dev' \
           'libfmt-dev nlohmann-json3-dev libcli11-dev libvalijson-dev libicu-dev libxml2-dev libcmark-dev libgraphviz-dev libdtl-dev' \
           'libboost1.81-dev|libboost-dev|libboost1.83-dev|libboost1.74-dev' \
           'libgtest-dev libgmock-dev' ;;
    fuzz) echo 'clang libclang-rt-dev|libclang-rt-19-dev|libclang-rt-18-dev|libclang-rt-14-dev' ;;
    bench) echo 'libbenchmark-dev' ;;
    lint) echo 'clang-tidy' ;;
    # One version everywhere: another one lays out otherwise.
    format) echo 'clang-format-14|clang-format' ;;
    # Node.js with npm, from Debian or from elsewhere.
    node) command -v npm >/dev/null || echo 'nodejs npm' ;;
    web) command -v npm >/dev/null || echo 'nodejs npm'; echo 'chromium' ;;
    *) echo "setup: unknown group '$1'; groups are $groups" >&2; exit 2 ;;
  esac
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]
}

# A name may be known to apt only because another package refers to it; only a candidate can be
# installed.
has_candidate() {
  local candidate
  candidate=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p')
  [ -n "$candidate" ] && [ "$candidate" != '(none)' ]
}

# Sets `missing` to the entries none of whose packages is installed.
find_missing() {
  missing=()
  local group entries entry alternative
  for group in "$@"; do
    entries=$(packages_of "$group")
    for entry in $entries; do
      for alternative in ${entry//|/ }; do
        if is_installed "$alternative"; then continue 2; fi
      done
      missing+=("$entry")
    done
  done
}

# Sets `chosen` to one package for each entry of `missing`, and `unknown` to the entries that have none.
choose_packages() {
  chosen=() unknown=()
  local entry alternative
  for entry in "${missing[@]}"; do
    for alternative in ${entry//|/ }; do
      if has_candidate "$alternative"; then chosen+=("$alternative"); continue 2; fi
    done
    unknown+=("$entry")
  done
}

# Sets `as_root` to the words that run a command as root, or explains and leaves. What it advises can be
# installed here: `missing` may begin with a name that this system lacks.
find_root() {
  if [ "$(id -u)" = 0 ]; then
    as_root=(env)
  elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    as_root=(sudo env)
  else
    choose_packages
    {
      echo "setup: packages are missing and this user cannot install them. As root, run:"
      echo "  apt-get update && apt-get install --no-install-recommends ${chosen[*]} ${unknown[*]%%|*}"
    } >&2
    exit 2
  fi
}

apt_get() {
  "${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 "$@" >&2
}

install_chosen() {
  [ ${#chosen[@]} -gt 0 ] || return 0
  echo "setup: installing with apt-get: ${chosen[*]}" >&2
  apt_get install -y --no-install-recommends "${chosen[@]}"
}

explain_unknown() {
  {
    echo "setup: the package lists of this system have none of:"
    printf '  %s\n' "${unknown[@]//|/ or }"
    echo "setup: Debian 12, Debian 13 and Ubuntu 24.04 are supported; this is $(system_name)."
    echo "setup: install what these packages hold in another way, then run make again with PROVISO_SKIP_SETUP=1."
  } >&2
}

system_name() {
  (. /etc/os-release 2>/dev/null && echo "${PRETTY_NAME:-unknown}") || uname -sr
}

explain_other_system() {
  {
    echo "setup: this is no Debian-like system ($(system_name)). Install what these Debian packages hold"
    echo "setup: (\`or\`: either will do):"
    local group
    for group in "$@"; do
      # shellcheck disable=SC2046  # a word a package
      printf '  %s\n' $(packages_of "$group") | sed 's/|/ or /g'
    done
    echo "setup: then run make again with PROVISO_SKIP_SETUP=1."
  } >&2
}

main() {
  [ "${PROVISO_SKIP_SETUP:-}" = 1 ] && exit 0
  local mode=install
  case "${1:-}" in
    --check) mode=check; shift ;;
    --list) mode=list; shift ;;
  esac
  [ $# -gt 0 ] || set -- build
  local group
  for group in "$@"; do packages_of "$group" >/dev/null; done

  if [ $mode = list ]; then
    for group in "$@"; do packages_of "$group"; done
    exit 0
  fi
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    explain_other_system "$@"
    exit 2
  fi

  find_missing "$@"
  [ ${#missing[@]} -gt 0 ] || exit 0
  if [ $mode = check ]; then
    echo "setup: missing: ${missing[*]%%|*}"
    exit 1
  fi
  find_root
  choose_packages
  if [ ${#unknown[@]} -gt 0 ]; then
    echo "setup: fetching the package lists (apt-get update)" >&2
    apt_get update || true
    choose_packages
  fi
  if [ ${#unknown[@]} -gt 0 ]; then
    explain_unknown
    exit 2
  fi
  if ! install_chosen; then
    # Lists that are too old name package versions that the mirror no longer has.
    echo "setup: that did not work; fetching the package lists and trying once more" >&2
    if ! { apt_get update && choose_packages && install_chosen; }; then
      echo "setup: apt-get could not install: ${chosen[*]}" >&2
      echo "setup: its own message above says why; see README.md, 'Installing'." >&2
      exit 2
    fi
  fi
  echo "setup: done" >&2
}

main "$@"
