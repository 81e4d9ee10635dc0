#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tools/setup.sh against made-up systems: what it installs, what it says, how it leaves.
#
#   setup_test.sh SOURCE_DIR
set -uo pipefail
setup=$1/tools/setup.sh
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# A system: the packages that are installed, those that apt can install, those it only has heard of.
# What apt-get is asked to install is written to $scratch/installed.
system() {
  installed=" $1 " candidates=" $2 " referred=" $3 "
  rm -rf "$scratch/bin"; mkdir -p "$scratch/bin"; : > "$scratch/installed"
  cat > "$scratch/bin/dpkg-query" <<EOF
#!/bin/bash
case "$installed" in *" \${@: -1} "*) echo -n installed ;; *) exit 1 ;; esac
EOF
  cat > "$scratch/bin/apt-cache" <<EOF
#!/bin/bash
case "$candidates" in *" \$2 "*) printf '%s:\n  Installed: (none)\n  Candidate: 1.0\n' "\$2"; exit ;; esac
case "$referred" in *" \$2 "*) printf '%s:\n  Installed: (none)\n  Candidate: (none)\n' "\$2" ;; esac
EOF
  cat > "$scratch/bin/apt-get" <<EOF
#!/bin/bash
for word in "\$@"; do
  case "\$word" in install) install=1 ;; update) exit 0 ;; -*|Dpkg*) ;; *) [ -n "\${install:-}" ] && echo "\$word" >> "$scratch/installed" ;; esac
done
exit 0
EOF
  printf '#!/bin/bash\necho 0\n' > "$scratch/bin/id"
  chmod +x "$scratch"/bin/*
}

run() { output=$(PATH="$scratch/bin:$PATH" PROVISO_SKIP_SETUP='' "$setup" "$@" 2>&1); code=$?; }

expect() {
  if [ "$2" != "$3" ]; then
    echo "$1: expected \`$2\`, found \`$3\`; output:"; echo "$output" | sed 's/^/  /'
    failed=1
  fi
}
expect_says() {
  case "$output" in *"$2"*) ;; *) echo "$1: \`$2\` is not said; output:"; echo "$output" | sed 's/^/  /'; failed=1 ;; esac
}

all=$("$setup" --list build | tr ' ' '\n' | grep -v '|' | tr '\n' ' ')

system "$all libboost-dev" '' ''
run build
expect 'either package satisfies' 0 "$code"
expect 'nothing to say' '' "$output"

# Debian 13: libboost1.81-dev is only referred to.
system "$all" 'libboost-dev libboost1.83-dev' 'libboost1.81-dev'
run build
expect 'the first candidate that can be installed' libboost-dev "$(cat "$scratch/installed")"
expect 'installs' 0 "$code"

system "$all" 'libboost1.81-dev libboost-dev' ''
run build
expect 'the first one where both are there' libboost1.81-dev "$(cat "$scratch/installed")"

# A user who may not install: the advice names what this system has.
system "$all" 'libboost-dev libboost1.83-dev' 'libboost1.81-dev'
printf '#!/bin/bash\necho 1000\n' > "$scratch/bin/id"
printf '#!/bin/bash\nexit 1\n' > "$scratch/bin/sudo"; chmod +x "$scratch/bin/sudo"
run build < /dev/null
expect 'no root' 2 "$code"
expect 'no root installs nothing' '' "$(cat "$scratch/installed")"
expect_says 'no root' 'install --no-install-recommends libboost-dev'

# A system that knows none: nothing is installed, and all that is missing is named.
system "${all/libdtl-dev /}" '' 'libdtl-dev'
run build
expect 'leaves with 2' 2 "$code"
expect 'installs nothing' '' "$(cat "$scratch/installed")"
expect_says 'names what is missing' libdtl-dev
expect_says 'names the alternatives' 'libboost1.81-dev or libboost-dev'
expect_says 'names the systems' 'Debian 12, Debian 13 and Ubuntu 24.04'

system "${all/libdtl-dev /} libboost-dev" '' ''
run --check build
expect '--check' 1 "$code"
expect_says '--check names it' libdtl-dev

run nonsense
expect 'an unknown group' 2 "$code"

# No Debian at all.
mkdir "$scratch/other"
for tool in bash env cat echo printf sed uname; do ln -s "$(command -v $tool)" "$scratch/other/$tool"; done
output=$(PATH="$scratch/other" PROVISO_SKIP_SETUP='' bash "$setup" build 2>&1); code=$?
expect 'another system' 2 "$code"
expect_says 'another system' libantlr4-runtime-dev
expect_says 'what to do then' PROVISO_SKIP_SETUP=1

exit $failed
