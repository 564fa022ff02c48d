package reports

import (
	"cmp"
	"slices"
	"strings"

	"github.com/assay-score/assay/interp"
)

// The kinds of report.
const (
	KindRun   = "run"
	KindBatch = "batch"
)

// New makes a report of submissions, in their order.
func New(kind string, p Provenance, submissions []Submission) *Report {
	if submissions == nil {
		submissions = []Submission{}
	}
	return &Report{SpecVersion: SpecVersion, Kind: kind, Provenance: p, Summary: Summarize(submissions), Submissions: submissions}
}

// Grades are the letters, best first.
var grades = [...]string{"A", "B", "C", "D", "F"}

// Summarize counts. A mean is over what was scored: what is incomplete, refused or our fault enters none.
func Summarize(list []Submission) Summary {
	sum := Summary{Submissions: len(list)}
	letters, outcomes := map[string]int{}, map[string]int{}
	var totals []float64
	for i := range list {
		s := &list[i]
		switch s.Status {
		case StatusScored:
			sum.Scored++
			if s.Total != nil && s.Total.Value != nil {
				totals = append(totals, *s.Total.Value)
			}
			letters[s.Grade]++
		case StatusIncomplete:
			sum.Incomplete++
		case StatusRefused:
			sum.Refused++
		case StatusInfraError:
			sum.InfraErrors++
		}
		if s.Run == nil {
			continue
		}
		outcomes[s.Run.Status]++
		if len(s.Run.Cases) > 0 && sum.Cases == nil {
			sum.Cases = &CaseCount{}
		}
		for _, c := range s.Run.Cases {
			switch c.Verdict {
			case "passed":
				sum.Cases.Passed++
			case "failed":
				sum.Cases.Failed++
			default:
				sum.Cases.Unavailable++
			}
		}
	}
	sum.Mean, sum.Median = mean(totals), median(totals)
	for _, g := range grades {
		sum.Grades = append(sum.Grades, GradeCount{g, letters[g]})
	}
	sum.Unranked = letters[""]
	sum.Outcomes = []OutcomeCount{}
	for status := interp.OK; status <= interp.FaultOfOurs; status++ {
		if n := outcomes[status.String()]; n > 0 {
			sum.Outcomes = append(sum.Outcomes, OutcomeCount{status.String(), n})
		}
	}
	sum.Categories = categoryMeans(list)
	sum.Causes = causes(list)
	return sum
}

func mean(list []float64) *float64 {
	if len(list) == 0 {
		return nil
	}
	var sum float64
	for _, x := range list {
		sum += x
	}
	m := round(sum/float64(len(list)), 2)
	return &m
}

func median(list []float64) *float64 {
	if len(list) == 0 {
		return nil
	}
	sorted := slices.Sorted(slices.Values(list))
	m := sorted[len(sorted)/2]
	if len(sorted)%2 == 0 {
		m = (sorted[len(sorted)/2-1] + m) / 2
	}
	m = round(m, 2)
	return &m
}

// categoryMeans takes the categories in the order in which the first record that has them names them: the profile's.
func categoryMeans(list []Submission) []CategoryMean {
	out := []CategoryMean{}
	where := map[string]int{}
	var scores [][]float64
	for i := range list {
		for _, c := range list[i].Categories {
			at, ok := where[c.ID]
			if !ok {
				at = len(out)
				where[c.ID] = at
				out, scores = append(out, CategoryMean{ID: c.ID}), append(scores, nil)
			}
			if c.Score != nil && c.Score.Value != nil {
				scores[at] = append(scores[at], *c.Score.Value)
			}
		}
	}
	for i := range out {
		out[i].Mean, out[i].Count = mean(scores[i]), len(scores[i])
	}
	return out
}

// causes gathers why submissions fell short.
func causes(list []Submission) []Cause {
	var out []Cause
	where := map[string]int{}
	for i := range list {
		what := shortfall(&list[i])
		if what == "" {
			continue
		}
		at, ok := where[what]
		if !ok {
			at = len(out)
			where[what] = at
			out = append(out, Cause{Cause: what, First: list[i].ID})
		}
		out[at].Count++
	}
	slices.SortStableFunc(out, func(a, b Cause) int { return cmp.Compare(b.Count, a.Count) })
	return out[:min(len(out), MaxCauses)]
}

// shortfall says in a few words why a submission did not do what was asked; "" for one that did.
func shortfall(s *Submission) string {
	switch {
	case s.Status == StatusRefused:
		return "refused"
	case s.Status == StatusInfraError:
		return "infra_error"
	case s.Run == nil && len(s.Diagnostics) > 0:
		return "invalid syntax"
	case s.Run == nil:
		return ""
	}
	r := s.Run
	switch r.Status {
	case interp.OK.String():
		for _, c := range r.Cases {
			if c.Verdict != "passed" {
				return "case " + c.Verdict
			}
		}
		return ""
	case interp.Raised.String():
		if r.Exception != nil {
			return "raised " + r.Exception.Type
		}
	case interp.Exited.String():
		if len(r.Cases) == 0 && r.ExitCode != nil && *r.ExitCode == 0 {
			return ""
		}
	case interp.UnsupportedUse.String():
		// The place is for the submission's own record; the same lack on other lines is one cause.
		what, _, _ := strings.Cut(r.Detail, ", line ")
		return "unsupported: " + strings.TrimPrefix(what, "unsupported: ")
	}
	return r.Status
}
