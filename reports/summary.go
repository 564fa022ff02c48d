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
	sum := newSummarizer()
	for i := range list {
		sum.add(GistOf(&list[i]))
	}
	return sum.summary()
}

// summarizer counts submissions one by one, in their order, and keeps of each no more than its numbers.
type summarizer struct {
	sum               Summary
	letters, outcomes map[string]int
	totals            []float64
	categories        []categorySum
	category          map[string]int
	causes            []Cause
	cause             map[string]int
	spread            spreadSum
}

type categorySum struct {
	id  string
	sum float64
	n   int
}

func newSummarizer() *summarizer {
	return &summarizer{letters: map[string]int{}, outcomes: map[string]int{}, category: map[string]int{}, cause: map[string]int{}}
}

func (z *summarizer) add(g *Gist) {
	sum := &z.sum
	sum.Submissions++
	switch g.Status {
	case StatusScored:
		sum.Scored++
		if g.Total != nil {
			z.totals = append(z.totals, *g.Total)
		}
		z.letters[g.Grade]++
	case StatusIncomplete:
		sum.Incomplete++
	case StatusRefused:
		sum.Refused++
	case StatusInfraError:
		sum.InfraErrors++
	}
	z.addCategories(g)
	z.addCause(g)
	z.spread.add(g.Runs)
	if g.Outcome != "" {
		z.outcomes[g.Outcome]++
	}
	if g.Cases != nil {
		if sum.Cases == nil {
			sum.Cases = &CaseCount{}
		}
		sum.Cases.Passed += g.Cases.Passed
		sum.Cases.Failed += g.Cases.Failed
		sum.Cases.Unavailable += g.Cases.Unavailable
	}
}

// addCategories takes the categories in the order in which the first record that has them names them: the profile's.
func (z *summarizer) addCategories(g *Gist) {
	for _, c := range g.Categories {
		at, ok := z.category[c.ID]
		if !ok {
			at = len(z.categories)
			z.category[c.ID] = at
			z.categories = append(z.categories, categorySum{id: c.ID})
		}
		if c.Score != nil {
			z.categories[at].sum += *c.Score
			z.categories[at].n++
		}
	}
}

// addCause gathers why submissions fell short.
func (z *summarizer) addCause(g *Gist) {
	if g.Cause == "" {
		return
	}
	at, ok := z.cause[g.Cause]
	if !ok {
		at = len(z.causes)
		z.cause[g.Cause] = at
		z.causes = append(z.causes, Cause{Cause: g.Cause, First: g.ID})
	}
	z.causes[at].Count++
}

// summary is what was counted so far.
func (z *summarizer) summary() Summary {
	sum := z.sum
	sum.Mean, sum.Median = mean(z.totals), median(z.totals)
	sum.Grades, sum.Outcomes, sum.Categories = nil, []OutcomeCount{}, []CategoryMean{}
	for _, g := range grades {
		sum.Grades = append(sum.Grades, GradeCount{g, z.letters[g]})
	}
	sum.Unranked = z.letters[""]
	for status := interp.OK; status <= interp.FaultOfOurs; status++ {
		if n := z.outcomes[status.String()]; n > 0 {
			sum.Outcomes = append(sum.Outcomes, OutcomeCount{status.String(), n})
		}
	}
	for _, c := range z.categories {
		m := CategoryMean{ID: c.id, Count: c.n}
		if c.n > 0 {
			value := round(c.sum/float64(c.n), 2)
			m.Mean = &value
		}
		sum.Categories = append(sum.Categories, m)
	}
	causes := slices.Clone(z.causes)
	slices.SortStableFunc(causes, func(a, b Cause) int { return cmp.Compare(b.Count, a.Count) })
	sum.Causes = causes[:min(len(causes), MaxCauses)]
	sum.Runs = z.spread.summary()
	return sum
}

// spreadSum gathers what the runs of submissions that were run several times showed.
type spreadSum struct {
	n                       int
	means, deviations       []float64
	pass, fail, flaky, none int
}

func (z *spreadSum) add(r *GistRuns) {
	if r == nil {
		return
	}
	z.n = max(z.n, r.N)
	if r.Mean != nil {
		z.means, z.deviations = append(z.means, *r.Mean), append(z.deviations, r.SD)
	}
	z.pass, z.fail, z.flaky, z.none = z.pass+r.Pass, z.fail+r.Fail, z.flaky+r.Flaky, z.none+r.None
}

func (z *spreadSum) summary() *RunsSummary {
	if z.n == 0 {
		return nil
	}
	out := &RunsSummary{N: z.n, StablePass: z.pass, StableFail: z.fail, Flaky: z.flaky, Unavailable: z.none}
	if len(z.means) > 0 {
		total, deviation := NewSpread("", z.means), NewSpread("", z.deviations)
		out.Total, out.Within = &total, &deviation
	}
	return out
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
