package main

import (
	"bytes"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/pipeline"
	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
)

const measureHelp = `Measure a submission without running or judging it: each metric's value, what it is made of by function, and every
line that adds to it.

PATH is what score run takes. Without --metric all metrics that need no run are measured.`

func measureCommand(a *app) *cobra.Command {
	var ids, paths []string
	format := choice{"table", []string{"table", "json"}}
	lines := false
	cmd := &cobra.Command{
		Use:     "measure PATH",
		Short:   "Measure a submission without running or judging it",
		Long:    measureHelp,
		Example: "  score measure answer.py\n  score measure project/ --metric cognitive --metric cyclomatic_ruff --lines\n  score measure answer.py --format json",
		Args:    exactly("measure", "a PATH, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkPaths(args); err != nil {
				return err
			}
			registry, err := registryOf(paths)
			if err != nil {
				return err
			}
			for _, id := range ids {
				if _, ok := registry.Lookup(id); !ok {
					return misusef("there is no metric %q%s; `score metrics` lists them", id, suggest(id, metricIDs(registry)))
				}
			}
			sub := a.takeIn(args[0], analyze.Options{})
			if sub.Refused != "" {
				return misusef("%s", sub.Refused)
			}
			list, err := pipeline.Measure(sub, registry, ids)
			if err != nil {
				return faultf("%v", err)
			}
			if format.value == "json" {
				text, err := reports.MarshalMeasurements(list)
				if err != nil {
					return faultf("%v", err)
				}
				_, err = a.out.Write(text)
				return err
			}
			return a.show(func(w *bytes.Buffer, o reports.Options) error { return reports.WriteMeasurements(w, list, lines, o) })
		},
	}
	cmd.Flags().StringArrayVar(&ids, "metric", nil, "`ID` of a metric (may be given several times; default all that need no run)")
	cmd.Flags().Var(&format, "format", "how the measurements are written")
	cmd.Flags().BoolVar(&lines, "lines", false, "also print the lines that add to each value")
	metricsFlag(cmd.Flags(), &paths)
	return cmd
}
