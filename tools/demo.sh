#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Shows what Proviso does with the two seed policies: tools/demo.sh BUILD
# With a terminal on standard input it ends with the user as the customer.
set -euo pipefail
build=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/.."
proviso=$build/cli/proviso

replacement=(samples/send_replacement.policy)
cancellation=(samples/cancel_order_retention.policy samples/single_order_cancellation.policy)

if [ -t 1 ]; then bold=$'\e[1m' plain=$'\e[0m'; else bold='' plain=''; fi
title() { printf '\n%s== %s%s\n' "$bold" "$1" "$plain"; }
# Prints a command as it could be typed, then runs it.
show() { printf '%s$ proviso %s%s\n' "$bold" "$*" "$plain"; "$proviso" "$@"; }

title "Two policies as they stand on a web page, and one they refer to"
sed -n '/^Policy:/,$p' "${replacement[0]}"

title "What the machine understood, line by line"
show --quiet explain "${replacement[@]}"
show --quiet explain "${cancellation[@]}"

title "What it would like to be told (notes left out)"
show check "${replacement[@]}" "${cancellation[@]}" --format compact 2>&1 | grep -v ': note' || true

title "The conversation: a damaged lamp is replaced"
show chat "${replacement[@]}" --trace <samples/conversations/send_replacement.lines

title "The conversation: a cancellation that becomes a discount"
show chat "${cancellation[@]}" --policy "Single order cancellation" --trace \
  <samples/conversations/single_order_cancellation.lines

if [ -t 0 ] && [ -t 1 ]; then
  title "Your turn: you are the customer (ana@example.com; orders 1001 to 1016; /quit leaves)"
  show chat "${cancellation[@]}" --policy "Single order cancellation"
else
  title "To be the customer yourself, run this in a terminal"
  echo "$build/cli/proviso chat samples/send_replacement.policy"
fi
