package main

import (
	"bytes"
	"io"

	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
)

const explainHelp = `Account for every point that a submission lost: by which metric or gate, and at which line. The numbers sum to 100.

REPORT is a report written as JSON, or - for standard input. SUBMISSION is the id of a submission in it; where there is
only one, it need not be named. Nothing is parsed or run again.`

func explainCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "explain REPORT [SUBMISSION]",
		Short:   "Account for every point that a submission lost",
		Long:    explainHelp,
		Example: "  score explain report.json HumanEval/7",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return misusef("score explain: expected REPORT, a report written as JSON")
			}
			return atMost("explain", 2, "REPORT and SUBMISSION")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			report, err := a.readReport(args[0])
			if err != nil {
				return err
			}
			var ids []string
			for i := range report.Submissions {
				s := &report.Submissions[i]
				ids = append(ids, s.ID)
				if len(args) == 2 && s.ID == args[1] || len(args) == 1 && len(report.Submissions) == 1 {
					return a.explain(report, s)
				}
			}
			if len(args) == 1 {
				return misusef("score explain: %s holds %d submissions, expected the id of one", args[0], len(ids))
			}
			return misusef("%s holds no submission %q%s", args[0], args[1], suggest(args[1], ids))
		},
	}
}

func (a *app) explain(r *reports.Report, s *reports.Submission) error {
	var text bytes.Buffer
	if err := reports.WriteExplanation(&text, r, s, renderOptions(a.out, true)); err != nil {
		return misusef("%v", err)
	}
	_, err := text.WriteTo(a.out)
	return err
}

// readReport reads a stored report.
func (a *app) readReport(name string) (*reports.Report, error) {
	var in io.Reader = a.in
	if name != "-" {
		text, err := readBounded(name, reports.MaxBytes)
		if err != nil {
			return nil, misusef("%s: %v", name, bare(err))
		}
		in = bytes.NewReader(text)
	}
	r, err := reports.Read(in)
	if err != nil {
		return nil, misusef("%s: %v", name, err)
	}
	return r, nil
}
