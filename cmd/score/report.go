package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
)

const reportHelp = `Write a stored report in another format: REPORT is a report written as JSON or JSON Lines, or - for standard input. Nothing
is parsed or run again.

Formats:
`

// writing are the settings of where and how a report is written.
type writing struct {
	format  choice
	output  string
	verbose bool
}

func (w *writing) flags(cmd *cobra.Command) {
	w.format.of = formatNames()
	f := cmd.Flags()
	f.Var(&w.format, "format", "how it is written (default by the ending of --output, else "+w.format.of[0]+")")
	f.StringVarP(&w.output, "output", "o", "", "`FILE` to write to, whole or not at all; - for standard output")
	f.BoolVarP(&w.verbose, "verbose", "v", false, "show everything: all metrics, findings, submissions")
	completeFlag(cmd, "format", w.format.of)
}

// write writes a report and says how much where it went to a file.
func (w *writing) write(ctx context.Context, a *app, r *reports.Report) error {
	s := &scoring{format: w.format, output: w.output, verbose: w.verbose}
	return s.write(ctx, a, r)
}

func reportCommand(a *app) *cobra.Command {
	var w writing
	var list strings.Builder
	for _, f := range reports.Formats() {
		fmt.Fprintf(&list, "  %-12s %s\n", f.Name, f.Doc)
	}
	cmd := &cobra.Command{
		Use:     "report REPORT",
		Short:   "Write a stored report in another format",
		Long:    reportHelp + strings.TrimRight(list.String(), "\n"),
		Example: "  score report report.json -o report.html\n  score report report.json --format sarif -o findings.sarif",
		Args:    exactly("report", "REPORT, a report written as JSON"),
		RunE: func(cmd *cobra.Command, args []string) error {
			report, err := a.readReport(args[0])
			if err != nil {
				return err
			}
			if err := (&scoring{output: w.output}).spare(args[0]); err != nil {
				return err
			}
			return w.write(cmd.Context(), a, report)
		},
	}
	w.flags(cmd)
	return cmd
}

const mergeHelp = `Put the parts of a batch together that score batch --shard I/N made, in whatever order. The result is the report that one
batch would have given, byte for byte. All parts must be there, and be made the same way.`

func mergeCommand(a *app) *cobra.Command {
	var w writing
	cmd := &cobra.Command{
		Use:     "merge REPORT…",
		Short:   "Put the parts of a batch together",
		Long:    mergeHelp,
		Example: "  score merge part-*.json -o report.json",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return misusef("score merge: expected REPORT…, the parts of a batch")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			var parts []*reports.Report
			for _, name := range args {
				r, err := a.readReport(name)
				if err != nil {
					return err
				}
				parts = append(parts, r)
			}
			if err := (&scoring{output: w.output}).spare(args...); err != nil {
				return err
			}
			whole, err := reports.Merge(parts)
			if err != nil {
				return misusef("score merge: %v", err)
			}
			return w.write(cmd.Context(), a, whole)
		},
	}
	w.flags(cmd)
	return cmd
}

const compareHelp = `Compare report B with report A over the tasks that both answer: which tasks are solved (exact McNemar test), how totals and
categories differ (Wilcoxon's signed ranks, intervals by resampling whole tasks), and pass@k where tasks have several
answers. P-values are corrected for their number by Holm's procedure; a difference that chance explains is called a tie.

Reports compare where their scale and rule set match; what else they were made by differently is noted.`

func compareCommand(a *app) *cobra.Command {
	format := choice{"table", []string{"table", "json"}}
	var output string
	cmd := &cobra.Command{
		Use:     "compare A B",
		Short:   "Compare two reports of the same tasks",
		Long:    compareHelp,
		Example: "  score compare before.json after.json",
		Args:    exactly("compare", "report A", "report B"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var sides [2]*reports.Report
			for i, name := range args {
				r, err := a.readReport(name)
				if err != nil {
					return err
				}
				sides[i] = r
			}
			ids := names([]string{args[0]})
			c, err := reports.Compare(sides[0], sides[1], ids[0], names([]string{args[1]})[0])
			if err != nil {
				return misusef("score compare: %v", err)
			}
			var text bytes.Buffer
			if format.value == "json" || format.value == "table" && strings.HasSuffix(output, ".json") {
				err = reports.WriteComparisonJSON(&text, c)
			} else {
				err = reports.WriteComparison(&text, c, optionsFor(a, output))
			}
			if err != nil {
				return faultf("%v", err)
			}
			return a.deliver(output, text.Bytes())
		},
	}
	f := cmd.Flags()
	f.Var(&format, "format", "how it is written")
	f.StringVarP(&output, "output", "o", "", "`FILE` to write to, whole or not at all; - for standard output")
	completeFlag(cmd, "format", format.of)
	return cmd
}

func optionsFor(a *app, output string) reports.Options {
	if output != "" && output != "-" {
		return reports.Options{}
	}
	return renderOptions(a.out, false)
}

// deliver writes a text to a file, or to standard output for none.
func (a *app) deliver(output string, text []byte) error {
	if output != "" && output != "-" {
		return writeWhole(output, text)
	}
	_, err := a.out.Write(text)
	return err
}
