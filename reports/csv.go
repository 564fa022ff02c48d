package reports

import (
	"bufio"
	"io"
	"strconv"
	"strings"
)

// writeCSV writes a row for each submission, by RFC 4180 with every text in quotes.
//
// A spreadsheet takes a cell that begins with one of = + - @ or a control character for a formula, so such a text gets an
// apostrophe before it, which spreadsheets do not show.
func writeCSV(w io.Writer, r *Report, _ Options) error {
	out := bufio.NewWriter(w)
	columns := []string{"submission", "task", "kind", "status", "total", "total_low", "total_high", "grade", "ranked"}
	for _, c := range r.Summary.Categories {
		columns = append(columns, c.ID)
	}
	columns = append(columns, "run", "fuel", "peak_memory_bytes", "cases_passed", "cases_failed", "cases_unavailable", "findings", "worst_severity", "gates", "lost_most_by", "reason", "digest")
	if r.Summary.Runs != nil {
		columns = append(columns, "runs", "runs_mean", "runs_sd")
	}
	row := make([]string, 0, len(columns))
	for _, c := range columns {
		row = append(row, cell(c))
	}
	out.WriteString(strings.Join(row, ",") + "\r\n")
	err := r.Each(func(_ int, s *Submission) error {
		row = csvRow(row[:0], r, s)
		_, err := out.WriteString(strings.Join(row, ",") + "\r\n")
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

func csvRow(row []string, r *Report, s *Submission) []string {
	text := func(t string) { row = append(row, cell(t)) }
	number := func(x *float64) {
		if x == nil {
			row = append(row, "")
		} else {
			row = append(row, strconv.FormatFloat(*x, 'f', -1, 64))
		}
	}
	count := func(n uint64) { row = append(row, strconv.FormatUint(n, 10)) }
	text(s.ID)
	text(s.Task)
	text(s.Kind)
	text(s.Status)
	if s.Total == nil {
		row = append(row, "", "", "")
	} else {
		number(s.Total.Value)
		number(&s.Total.Low)
		number(&s.Total.High)
	}
	text(s.Grade)
	row = append(row, strconv.FormatBool(s.Ranked))
	for _, c := range r.Summary.Categories {
		var score *float64
		for i := range s.Categories {
			if s.Categories[i].ID == c.ID && s.Categories[i].Score != nil {
				score = s.Categories[i].Score.Value
			}
		}
		number(score)
	}
	if s.Run == nil {
		row = append(row, cell(""), "", "", "", "", "")
	} else {
		text(s.Run.Status)
		count(s.Run.Fuel)
		count(s.Run.PeakMemory)
		var passed, failed, unavailable uint64
		for _, c := range s.Run.Cases {
			switch c.Verdict {
			case "passed":
				passed++
			case "failed":
				failed++
			default:
				unavailable++
			}
		}
		count(passed)
		count(failed)
		count(unavailable)
	}
	findings := len(s.Findings)
	if s.Omitted != nil {
		findings += s.Omitted.Findings
	}
	count(uint64(findings))
	text(worstSeverity(s))
	var gates []string
	for _, g := range s.Gates {
		gates = append(gates, g.ID)
	}
	text(strings.Join(gates, " "))
	text(worstOf(s))
	text(s.Reason)
	text(s.Digest)
	if r.Summary.Runs != nil {
		if s.Runs == nil || s.Runs.Total == nil {
			row = append(row, "", "", "")
		} else {
			count(uint64(s.Runs.N))
			number(&s.Runs.Total.Mean)
			number(&s.Runs.Total.SD)
		}
	}
	return row
}

func cell(text string) string {
	text = Inert(text)
	if text != "" && strings.ContainsRune("=+-@|%\\", rune(text[0])) {
		text = "'" + text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// worstSeverity is the severity of the worst finding, "" where there is none.
func worstSeverity(s *Submission) string {
	worst := -1
	for i := range s.Findings {
		for at, name := range severities {
			if s.Findings[i].Severity == name {
				worst = max(worst, at)
			}
		}
	}
	if worst < 0 {
		return ""
	}
	return severities[worst]
}
