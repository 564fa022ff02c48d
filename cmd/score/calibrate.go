package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
)

const calibrateHelp = `Compare the scores of a report with labels: how well does the score order what people have ordered?

LABELS is CSV with the columns submission and label; a higher label is better, as marks or ranks from the bottom. For the total,
each category and each metric it prints Spearman's rank correlation with its 95 % interval, how many pairs are ordered
rightly, how many scores are saturated at 100 or 0, the correlation with size, and the total's correlation without it.`

const maxLabels = 16 << 20

func calibrateCommand(a *app) *cobra.Command {
	var labels string
	cmd := &cobra.Command{
		Use:     "calibrate REPORT --labels LABELS",
		Short:   "Compare the scores of a report with labels",
		Long:    calibrateHelp,
		Example: "  score calibrate report.json --labels labels.csv",
		Args:    exactly("calibrate", "REPORT, a report written as JSON"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if labels == "" {
				return misusef("score calibrate: expected --labels, a CSV file with the columns submission and label")
			}
			report, err := a.readReport(args[0])
			if err != nil {
				return err
			}
			text, err := readBounded(labels, maxLabels)
			if err != nil {
				return misusef("%s: %v", labels, bare(err))
			}
			byID, err := readLabels(text)
			if err != nil {
				return misusef("%s: %v", labels, err)
			}
			c := reports.Calibrate(report, byID)
			if c.Labelled == 0 {
				return misusef("%s: none of its %d labels is for a submission with a score", labels, len(byID))
			}
			return a.show(func(w *bytes.Buffer, o reports.Options) error { return reports.WriteCalibration(w, c, o) })
		},
	}
	cmd.Flags().StringVar(&labels, "labels", "", "CSV `FILE` with the columns submission and label")
	return cmd
}

// readLabels reads labels by submission.
func readLabels(text []byte) (map[string]float64, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\uFEFF"))))
	r.FieldsPerRecord = -1
	head, err := r.Read()
	if err != nil {
		return nil, errors.New("expected a line with the names of the columns")
	}
	id, label := -1, -1
	for i, name := range head {
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "submission", "id":
			id = i
		case "label", "score", "mark":
			label = i
		}
	}
	if id < 0 || label < 0 {
		return nil, errors.New("expected the columns submission and label")
	}
	out := map[string]float64{}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		at := "line " + strconv.Itoa(line) + ": "
		if len(row) <= max(id, label) {
			return nil, errors.New(at + "too few columns")
		}
		x, err := strconv.ParseFloat(strings.TrimSpace(row[label]), 64)
		if err != nil || x-x != 0 {
			return nil, errors.New(at + "the label " + strconv.Quote(row[label]) + " is no number")
		}
		if _, twice := out[row[id]]; twice {
			return nil, errors.New(at + "the submission " + strconv.Quote(row[id]) + " has a label already")
		}
		out[row[id]] = x
	}
}
