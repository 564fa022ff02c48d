#!/usr/bin/env bash
# Scores and reports in a CI job; action.yml and ci/gitlab.yml run it. Everything comes in by ASSAY_* variables, so that no
# value is ever part of a command line that a shell reads. The exit code is score gate's: 0 kept, 1 not kept.
set -euo pipefail

score=${ASSAY_SCORE:-score}
paths=() minimums=()
out=${ASSAY_OUTPUT:-assay-report}
mkdir -p "$out"
report=$out/report.json

common=(--quiet --output "$report")
if [ -n "${ASSAY_PROFILE:-}" ]; then common+=(--profile "$ASSAY_PROFILE"); fi

# lines NAME VALUE puts the lines of a value that are not empty into an array.
lines() {
  local -n into=$1
  local line
  into=()
  while IFS= read -r line; do
    line=${line%$'\r'}
    if [ -n "$line" ]; then into+=("$line"); fi
  done <<<"$2"
}

status=0
if [ -n "${ASSAY_SUITE:-}" ]; then
  answers=(--reference)
  if [ -n "${ASSAY_SOLUTIONS:-}" ]; then answers=(--solutions "$ASSAY_SOLUTIONS"); fi
  "$score" batch "$ASSAY_SUITE" "${answers[@]}" "${common[@]}" || status=$?
else
  lines paths "${ASSAY_PATHS:-.}"
  "$score" run "${common[@]}" --fail-on-gate=false -- "${paths[@]}" || status=$?
fi
if [ ! -f "$report" ]; then exit "$status"; fi

write() { "$score" report "$report" --format "$1" --output "$out/$2" 2>/dev/null; }
write html report.html
write sarif report.sarif
write junit junit.xml
write gitlab codequality.json
write markdown summary.md
write comment comment.md
write badge badge.svg
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$out/summary.md" >>"$GITHUB_STEP_SUMMARY"; fi
if [ -n "${GITHUB_ACTIONS:-}" ] && [ "${ASSAY_ANNOTATE:-true}" = true ]; then "$score" report "$report" --format github; fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  # The mean is a number or null; nothing that a submission wrote goes into an output.
  total=$(sed -n 's/^    "mean": \([0-9.]*\),$/\1/p' "$report" | head -n 1)
  {
    echo "total=$total"
    echo "report=$report"
    echo "sarif=$out/report.sarif"
    echo "comment=$out/comment.md"
  } >>"$GITHUB_OUTPUT"
fi

gate=()
lines minimums "${ASSAY_MIN:-}"
for minimum in "${minimums[@]}"; do gate+=(--min "$minimum"); done
if [ -n "${ASSAY_BASELINE:-}" ]; then gate+=(--baseline "$ASSAY_BASELINE"); fi
if [ -n "${ASSAY_MAX_REGRESSION:-}" ]; then gate+=(--max-regression "$ASSAY_MAX_REGRESSION"); fi
if [ -n "${ASSAY_MAX_FUEL_GROWTH:-}" ]; then gate+=(--max-fuel-growth "$ASSAY_MAX_FUEL_GROWTH"); fi
if [ "${#gate[@]}" -gt 0 ]; then
  "$score" gate "$report" "${gate[@]}" || status=$?
fi
exit "$status"
