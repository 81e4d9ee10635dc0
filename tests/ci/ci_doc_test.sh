#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs the workflow's steps and the hook of docs/ci.md, word for word, in a repository made by `proviso new`.
#   ci_doc_test.sh PROVISO PROJECT
# A step whose verb the program does not have is left out and named. Exit 77: git is missing.
set -eu
proviso=$1
project=$2
doc=$project/docs/ci.md
command -v git > /dev/null || { echo "skipped: git is not installed"; exit 77; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
ln -s "$proviso" "$scratch/bin/proviso"
PATH=$scratch/bin:$PATH
HOME=$scratch
GIT_CONFIG_NOSYSTEM=1
export PATH HOME GIT_CONFIG_NOSYSTEM
# Git sets these where this test itself runs inside a hook.
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
git config --global user.name Test
git config --global user.email test@example.com
git config --global init.defaultBranch main

fail() { echo "FAILED: $1" >&2; exit 1; }

# The fenced block behind `<!-- test: NAME -->`.
block() {
  awk -v mark="<!-- test: $1 -->" '
    $0 == mark { wanted = 1; next }
    wanted && /^```/ { if (inside) exit; inside = 1; next }
    wanted && inside { print }' "$doc"
}

# The run steps of a workflow: "name<TAB>file", the commands of each in a file.
steps() {
  awk -v folder="$scratch/steps" '
    /^      - name: / { name = substr($0, 15); multi = 0; next }
    /^      - / { name = ""; multi = 0; next }
    /^        run: \|/ { multi = 1; start(); next }
    /^        run: / { start(); print substr($0, 14) > file; close(file); next }
    multi && /^          / { print substr($0, 11) > file; next }
    { multi = 0 }
    function start() { file = folder "/" ++count; print name "\t" file; printf "" > file }'
}

has_verb() { proviso --help | grep -q "^  $1 "; }
draws() { echo 'Policy: X' | proviso explain - --format svg 2>&1 | grep -qv 'without Graphviz'; }

# Leaves out the lines of verbs that the program does not have.
supported() {
  awk '{ print }' "$1" | while IFS= read -r line; do
    verb=$(printf '%s\n' "$line" | sed -n 's/^ *proviso \([a-z]*\).*/\1/p')
    if [ -n "$verb" ] && ! has_verb "$verb"; then
      echo "left out, no verb $verb: $line" >&2
    elif printf '%s\n' "$line" | grep -q -e '--format html' && ! draws; then
      echo "left out, built without Graphviz: $line" >&2
    else
      printf '%s\n' "$line"
    fi
  done
}

# ---- a repository whose policies are good ----
cd "$scratch"
proviso new 'Order status' --template order-status --dir shop --quiet > /dev/null
cd shop
git init --quiet
has_verb fmt && proviso fmt policies
git add . && git commit --quiet --message start

block workflow | diff -u - .github/workflows/policies.yml || fail 'proviso new writes another workflow than docs/ci.md'

mkdir "$scratch/steps"
block workflow | steps > "$scratch/list"
[ "$(wc -l < "$scratch/list")" -ge 8 ] || fail "docs/ci.md has fewer steps than expected"

# Runs the steps as the server does: each in bash or sh with -e. $1: the names of those that must
# fail, "maybe" in front of those that may.
run_steps() {
  while IFS="$(printf '\t')" read -r name file; do
    case $name in Install*|Build*) continue ;; esac
    supported "$file" > "$file.run"
    code=0
    sh -e "$file.run" > "$file.out" 2> "$file.err" || code=$?
    expected=0
    case "|$1|" in
      *"|$name|"*) expected=1 ;;
      *"|maybe $name|"*) expected=$code ;;
    esac
    # A step of which nothing is left cannot fail.
    grep -q proviso "$file.run" || expected=0
    if [ $code != $expected ]; then
      cat "$file.run" "$file.out" "$file.err" >&2
      fail "step '$name' ended with $code, not $expected"
    fi
    echo "ok: $name ($code)"
  done < "$scratch/list"
}

run_steps ''
[ -s policies.pvo ] || fail 'no bundle was built'
grep -q '"version": "2.1.0"' findings.sarif || fail 'no SARIF was written'
rm -rf policies.pvo findings.sarif reports

# ---- a change that breaks one ----
policy=$(ls policies/*.policy)
cp "$policy" "$scratch/good"
printf -- '- Use @no_such_tool.\n' >> "$policy"
run_steps 'Findings, as annotations of the change|maybe Layout|Tests|Pages for the reviewers|Bundle'
grep -q "^::error file=$policy,line=" "$scratch"/steps/*.out || fail 'there is no annotation'
grep -q '"ruleId": "P102"' findings.sarif || fail 'SARIF does not hold the error'
rm -rf findings.sarif reports
cp "$scratch/good" "$policy"

# ---- the hook ----
block hook > "$scratch/hook"
supported "$scratch/hook" > .git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
printf '\n// a remark\n' >> "$policy"
has_verb fmt && proviso fmt policies
git commit --quiet --all --message good || fail 'the hook refuses a good policy'
printf -- '- Use @no_such_tool.\n' >> "$policy"
git add "$policy"
if git commit --quiet --message bad 2> /dev/null; then fail 'the hook lets an error pass'; fi
git restore --staged "$policy"
echo notes > notes.txt && git add notes.txt
git commit --quiet --message notes || fail 'the hook looks at what is not committed'
git checkout --quiet -- "$policy"
echo 'ok: the hook refuses errors and lets good policies pass'

# ---- the hooks for pre-commit: the commands they stand for ----
hooks=$project/.pre-commit-hooks.yaml
grep -q 'id: proviso-check' "$hooks" || fail 'there is no hook proviso-check'
sed -n 's/^  entry: //p' "$hooks" | while IFS= read -r entry; do
  verb=$(printf '%s\n' "$entry" | cut -d' ' -f2)
  if ! has_verb "$verb"; then echo "left out, no verb $verb: $entry"; continue; fi
  $entry policies > /dev/null 2>&1 || fail "$entry fails on good policies"
  echo "ok: $entry"
done
