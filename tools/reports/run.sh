#!/usr/bin/env bash
# Writes a real batch in every format and reads each with a reader that is not ours: make reports. What is needed and not
# there is installed: npm packages into .cache/, and on Debian chromium, xmllint, shellcheck and pre-commit by apt.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
score=$root/bin/score
cache=$root/.cache/reports
out=${REPORTS_OUT:-$cache/out}
mkdir -p "$cache" "$out"

if ! command -v npm >/dev/null 2>&1; then
  echo "make reports needs node and npm, which are not here: nothing is checked"
  exit 0
fi
missing=()
for need in chromium:chromium xmllint:libxml2-utils shellcheck:shellcheck pre-commit:pre-commit; do
  command -v "${need%%:*}" >/dev/null 2>&1 || missing+=("${need##*:}")
done
if [ "${#missing[@]}" -gt 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing ${missing[*]}"
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}") >"$cache/apt.log" 2>&1 || { tail -5 "$cache/apt.log"; echo "not all of it could be installed"; }
fi
cp "$root"/tools/reports/*.mjs "$root/tools/reports/package.json" "$cache/"
if ! cmp -s "$cache/package.json" "$cache/installed.json"; then
  (cd "$cache" && npm install --no-audit --no-fund --no-package-lock >npm.log 2>&1) || { tail -5 "$cache/npm.log"; exit 1; }
  cp "$cache/package.json" "$cache/installed.json"
fi

suite=${HUMANEVAL:-$root/suites/sample/tasks.jsonl}
echo "== a batch of $(basename "$suite")'s references and of answers that are bad on purpose"
answers=answers_whose_path_has_no_place_at_which_a_narrow_page_could_break_a_line.jsonl
node "$cache/answers.mjs" "$suite" >"$out/$answers"
batch() { "$score" batch "$suite" --engine native --fuel 3_000_000 -q "$@"; }
batch --solutions "$out/$answers" --observe -o "$out/report.json"
batch --solutions "$out/$answers" -o "$out/report.html"
batch --reference --runs 5 -o "$out/runs.json"
"$score" report "$out/runs.json" -o "$out/runs.html" 2>/dev/null
"$score" run "$root/suites/sample/hostile.py" --engine native -q -o "$out/single.html" --fail-on-gate=false
while read -r format file; do
  "$score" report "$out/report.json" --format "$format" -o "$out/$file" 2>/dev/null
done <<'FORMATS'
table table.txt
ndjson report.ndjson
markdown summary.md
comment comment.md
github github.txt
sarif report.sarif
gitlab gitlab.json
junit junit.xml
csv report.csv
badge badge.svg
pprof profile.pb.gz
FORMATS
"$score" compare "$out/runs.json" "$out/report.json" -o "$out/comparison.json"
"$score" gate "$out/report.json" --min total=99 --format json -o "$out/verdict.json" && { echo "the gate should have failed"; exit 1; }
node -e '
  const task = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8").split("\n")[0]);
  for (let i = 0; i < 10000; i++) console.log(JSON.stringify({ task_id: task.task_id, completion: task.canonical_solution + "    # " + i + "\n" }));
' "$suite" >"$out/large.jsonl"
batch --solutions "$out/large.jsonl" -o "$out/large.html"

echo "== readers that are not ours"
node "$cache/check.mjs" "$out" "$root/schemas" "$root"

echo "== what CI systems run"
if command -v shellcheck >/dev/null 2>&1; then
  shellcheck "$root/ci/score.sh" "$root/tools/reports/run.sh" "$root/.ci/run"
fi
if command -v pre-commit >/dev/null 2>&1; then
  pre-commit validate-manifest "$root/.pre-commit-hooks.yaml"
fi
bash "$root/tools/reports/ci.sh" "$root" "$out"

echo "== the page in Chromium"
if command -v "${CHROMIUM:-chromium}" >/dev/null 2>&1; then
  node "$cache/browser.mjs" "$out"
else
  echo "chromium is not here: the page is not opened"
fi
