package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
)

const gateHelp = `Say whether a report keeps its gates, and why: exit code 0 when it does and 1 when it does not.

--min total=80 wants a lowest score: the mean of a batch, the lowest submission of a run. Beside total it takes the ids of
categories. --baseline names an earlier report; --max-regression 2 lets no score fall by more than two points below it,
--max-fuel-growth 5% lets no submission spend more than that much more fuel. What could not be found out keeps no gate, and
neither does a batch that was interrupted or on which we failed.`

func gateCommand(a *app) *cobra.Command {
	var minimums []string
	var baseline, regression, growth, output string
	format := choice{"table", []string{"table", "json"}}
	cmd := &cobra.Command{
		Use:     "gate REPORT",
		Short:   "Say whether a report keeps its gates",
		Long:    gateHelp,
		Example: "  score gate report.json --min total=80 --min security=90\n  score gate report.json --baseline main.json --max-regression 2 --max-fuel-growth 5%",
		Args:    exactly("gate", "REPORT, a report written as JSON"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var g reports.Gates
			for _, text := range minimums {
				id, bound, ok := strings.Cut(text, "=")
				value, err := strconv.ParseFloat(bound, 64)
				if !ok || err != nil || !(value >= 0 && value <= 100) {
					return misusef("--min %s: expected a score and its lowest value, such as total=80", text)
				}
				g.Min = append(g.Min, reports.Bound{ID: id, Min: value})
			}
			var err error
			if regression != "" {
				if g.MaxRegression, err = strconv.ParseFloat(regression, 64); err != nil || !(g.MaxRegression >= 0 && g.MaxRegression <= 100) {
					return misusef("--max-regression %s: expected a number of points from 0 to 100", regression)
				}
				g.Regression = true
			}
			if growth != "" {
				if g.MaxFuelGrowth, err = parseShare(growth); err != nil {
					return misusef("--max-fuel-growth %s: %v", growth, err)
				}
				g.FuelGrowth = true
			}
			switch {
			case len(g.Min) == 0 && baseline == "":
				return misusef("score gate: expected --min SCORE=VALUE or --baseline REPORT, or nothing is asked of the report")
			case baseline == "" && (g.Regression || g.FuelGrowth):
				return misusef("score gate: --max-regression and --max-fuel-growth need --baseline, the report to compare with")
			case baseline != "" && !g.Regression && !g.FuelGrowth:
				g.Regression = true // no fall at all
			}
			report, err := a.readReport(args[0])
			if err != nil {
				return err
			}
			if baseline != "" {
				if g.Baseline, err = a.readReport(baseline); err != nil {
					return err
				}
			}
			verdict, err := g.Judge(report)
			if err != nil {
				return misusef("score gate: %v", err)
			}
			var text bytes.Buffer
			if format.value == "json" {
				err = reports.WriteVerdictJSON(&text, verdict)
			} else {
				err = reports.WriteVerdict(&text, verdict, optionsFor(a, output))
			}
			if err != nil {
				return faultf("%v", err)
			}
			if err := a.deliver(output, text.Bytes()); err != nil {
				return err
			}
			if !verdict.Passed {
				return exit(exitGate)
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&minimums, "min", nil, "lowest value of a score, `SCORE=VALUE` (may be given several times)")
	f.StringVar(&baseline, "baseline", "", "earlier `REPORT` to compare with")
	f.StringVar(&regression, "max-regression", "", "`POINTS` that a score may fall below the baseline (default 0)")
	f.StringVar(&growth, "max-fuel-growth", "", "`SHARE` by which a submission's fuel may exceed the baseline, such as 5%")
	f.Var(&format, "format", "how the verdict is written")
	f.StringVarP(&output, "output", "o", "", "`FILE` to write to, whole or not at all; - for standard output")
	completeFlag(cmd, "format", format.of)
	return cmd
}

// parseShare reads "5%", "0.05".
func parseShare(text string) (float64, error) {
	digits, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	x, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
	if percent {
		x /= 100
	}
	if err != nil || !(x >= 0 && x <= 1000) {
		return 0, fmt.Errorf("expected a share such as 5%% or 0.05")
	}
	return x, nil
}
