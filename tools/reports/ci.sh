#!/usr/bin/env bash
# Runs what CI systems would run: the action's script as GitHub's runner does, the GitLab job's, the pre-commit hook, and the
# program in an empty root as it is in the image. Usage: ci.sh ROOT FOLDER
set -euo pipefail
root=$1 out=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH="$root/bin:$PATH"
must() { "$@" >/dev/null || { echo "FAIL  $*"; exit 1; }; }

mkdir "$work/repo" && cp "$root/suites/sample/hostile.py" "$work/repo/" && printf 'def add(a, b):\n    """Give the sum."""\n    return a + b\n' >"$work/repo/good.py"
cd "$work/repo"

# GitHub: the environment of a runner; the outputs and the summary are files.
: >"$work/output" && : >"$work/summary"
code=0
env GITHUB_ACTIONS=true GITHUB_OUTPUT="$work/output" GITHUB_STEP_SUMMARY="$work/summary" ASSAY_PATHS=$'hostile.py\ngood.py' ASSAY_MIN=$'total=99\nsyntax=100' ASSAY_PROFILE=default \
  "$root/ci/score.sh" >"$work/log" || code=$?
[ "$code" = 1 ] || { echo "FAIL  the gate should have closed: $code"; cat "$work/log"; exit 1; }
must grep -E '^total=[0-9.]+$' "$work/output"
must grep -E '^::(error|warning|notice) ' "$work/log"
must grep -F 'total ≥ 99' "$work/log"
must grep -F '## ' "$work/summary"
for f in report.json report.html report.sarif junit.xml codequality.json comment.md badge.svg; do must test -s "assay-report/$f"; done
env -u GITHUB_ACTIONS ASSAY_PATHS=good.py ASSAY_OUTPUT="$work/kept" ASSAY_MIN=syntax=100 "$root/ci/score.sh" >"$work/log"
cp "$work/kept/report.json" "$work/base.json"
env ASSAY_PATHS=good.py ASSAY_OUTPUT="$work/again" ASSAY_BASELINE="$work/base.json" ASSAY_MAX_REGRESSION=2 ASSAY_MAX_FUEL_GROWTH=5% "$root/ci/score.sh" >"$work/log"
env ASSAY_SUITE="$root/suites/sample/tasks.jsonl" ASSAY_OUTPUT="$work/suite" ASSAY_MIN=execution=50 "$root/ci/score.sh" >"$work/log"
echo "ok    the action's script"

# GitLab: the job's script, line by line in one shell.
rm -rf assay-report
ASSAY_OUTPUT=assay-report ASSAY_PATHS=good.py ASSAY_MIN=syntax=100 bash "$out/gitlab-script.sh" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
must test -s assay-report/codequality.json
must test -s assay-report/junit.xml
code=0
ASSAY_OUTPUT=assay-report ASSAY_SUITE="$root/suites/sample/tasks.jsonl" ASSAY_SOLUTIONS="$root/suites/sample/solutions.jsonl" ASSAY_MIN=total=99 bash "$out/gitlab-script.sh" >"$work/log" 2>&1 || code=$?
[ "$code" = 1 ] || { echo "FAIL  the job should have failed: $code"; cat "$work/log"; exit 1; }
echo "ok    the GitLab job"

# pre-commit: the hook as it is defined, with the program that was built here.
if command -v pre-commit >/dev/null 2>&1; then
  entry=$(sed -n 's/^  entry: //p' "$root/.pre-commit-hooks.yaml")
  git init -q . && git config user.email a@example.com && git config user.name a
  printf 'repos:\n  - repo: local\n    hooks:\n      - id: assay\n        name: assay\n        entry: %s\n        language: system\n        types: [python]\n        require_serial: true\n' "$entry" >.pre-commit-config.yaml
  rm -rf assay-report && git add good.py .pre-commit-config.yaml
  pre-commit run --all-files >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
  git add hostile.py
  if pre-commit run --all-files >"$work/log" 2>&1; then echo "FAIL  the hook lets hostile.py pass"; exit 1; fi
  echo "ok    the pre-commit hook"
fi

# The image: nothing but the program.
if [ "$(id -u)" = 0 ] && command -v chroot >/dev/null 2>&1; then
  mkdir -p "$work/image/tmp" && CGO_ENABLED=0 go -C "$root" build -trimpath -ldflags '-s -w' -o "$work/image/score" ./cmd/score
  cp good.py "$work/image/tmp/"
  chroot --userspec=65532:65532 "$work/image" /score run /tmp/good.py >"$work/log" || { cat "$work/log"; exit 1; }
  must grep -F good.py "$work/log"
  cp "$root/suites/sample/tasks.jsonl" "$work/image/tmp/"
  chroot --userspec=65532:65532 "$work/image" /score batch /tmp/tasks.jsonl --reference --isolation=none >"$work/log" || { cat "$work/log"; exit 1; }
  echo "ok    the program in an empty root"
fi
