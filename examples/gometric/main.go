// Command gometric shows how a metric written in Go is added: it scores Python files with the built-in metrics and one of its
// own, the share of a program's lines that are longer than 100 characters, under a profile that counts it.
//
//	go run ./examples/gometric answer.py
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/gpython"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/pipeline"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
)

const limit = 100

var longLines = &metrics.Metric{
	ID: "long_lines", Version: 1,
	Doc:    "share of the lines that are longer than 100 characters",
	Source: "PEP 8 allows 79, teams agree on up to 99",
	Unit:   "share", Min: 0, Max: 1, Better: metrics.LowerIsBetter, Needs: metrics.NeedsSource,
	Measure: func(ev *analyze.Evidence) metrics.Value {
		var v metrics.Value
		lines := 0
		for _, m := range ev.Modules {
			lines += facts.Lines.Of(m).Lines
			for i := range facts.Lines.Of(m).Lines {
				if n := len([]rune(m.Tree.File.Line(i + 1))); n > limit {
					v.Number++
					v.Lines = append(v.Lines, metrics.Line{File: m.Path, Line: i + 1, Column: limit, Amount: 1, Text: fmt.Sprintf("%d characters", n)})
				}
			}
		}
		if lines == 0 {
			return metrics.Value{State: metrics.NotApplicable, Reason: "there are no lines"}
		}
		v.Number /= float64(lines)
		return v
	},
}

// profile counts the metric beside those of the default profile. What it is worth is the profile's own opinion.
const profile = `
id: long-lines
doc: The default profile, with long lines.
extends: default
scale: custom/long-lines
categories:
  - {id: width, title: Width, weight: 5, metrics: [{id: long_lines, weight: 1}]}
curves:
  - {metric: long_lines, points: [[0, 100], [0.1, 50], [0.5, 0]]}
`

func main() { os.Exit(run(os.Args[1:])) }

func run(paths []string) int {
	registry, err := metrics.Builtin().With(metrics.Candidate{Metric: longLines, Tier: metrics.PackTier, Origin: "examples/gometric"})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	p, err := profiles.Load("long-lines.yaml", []byte(profile))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	scorer := &pipeline.Scorer{Engine: gpython.New(), Profile: p, Registry: registry}
	var records []reports.Submission
	for _, path := range paths {
		records = append(records, scorer.Score(context.Background(), pipeline.Item{ID: path, Take: func() *analyze.Submission { return analyze.FromPath(path, analyze.Options{}) }}))
	}
	format, err := reports.LookupFormat("json")
	if err == nil {
		err = format.Write(os.Stdout, reports.New(reports.KindRun, scorer.Provenance("gometric"), records), reports.Options{})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	return 0
}
