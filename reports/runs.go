package reports

import (
	"github.com/assay-score/assay/stats"
)

// Runs is what running a submission several times showed, with run i under the seed FirstSeed + i. Run 0 is the one that
// the rest of the record speaks of; nothing of it depends on the others.
type Runs struct {
	N          int      `json:"n"`
	FirstSeed  uint64   `json:"first_seed"`
	Total      *Spread  `json:"total"`      // over the runs that have a total; null where none has
	Categories []Spread `json:"categories"` // scores, in the profile's order, of those that have one in some run
	Metrics    []Spread `json:"metrics"`    // values, the same
	// Cases say of each test in how many runs it passed, at most MaxCases.
	Cases    []CaseRuns     `json:"cases,omitempty"`
	Passed   *PassShare     `json:"passed,omitempty"` // over all tests and runs
	Outcomes []OutcomeCount `json:"outcomes"`         // how the runs ended
}

// Spread is how far apart the values of several runs are.
type Spread struct {
	ID   string  `json:"id,omitempty"`
	N    int     `json:"n"`
	Mean float64 `json:"mean"`
	SD   float64 `json:"sd"`
	CV   float64 `json:"cv"`
	Min  float64 `json:"min"`
	Max  float64 `json:"max"`
	Low  float64 `json:"ci95_low"`
	High float64 `json:"ci95_high"`
}

// CaseRuns is how one test ended over the runs.
type CaseRuns struct {
	Name        string `json:"name"`
	Standing    string `json:"standing"` // "stable_pass", "stable_fail", "flaky", "unavailable"
	Passed      int    `json:"passed"`
	Failed      int    `json:"failed"`
	Unavailable int    `json:"unavailable"`
}

// PassShare is a share of passes with its Wilson interval.
type PassShare struct {
	Passed int     `json:"passed"`
	Of     int     `json:"of"`
	Share  float64 `json:"share"`
	Low    float64 `json:"ci95_low"`
	High   float64 `json:"ci95_high"`
}

// NewSpread describes values.
func NewSpread(id string, values []float64) Spread {
	d := stats.Describe(values)
	return Spread{ID: id, N: d.N, Mean: round(d.Mean, 6), SD: round(d.SD, 6), CV: round(d.CV, 6), Min: round(d.Min, 6), Max: round(d.Max, 6),
		Low: round(d.Low, 6), High: round(d.High, 6)}
}

// NewPassShare is a share with its interval.
func NewPassShare(passed, of int) PassShare {
	low, high := stats.Wilson(passed, of)
	share := 0.0
	if of > 0 {
		share = float64(passed) / float64(of)
	}
	return PassShare{passed, of, round(share, 6), round(low, 6), round(high, 6)}
}

// Together makes the block of several runs out of a record for each, the first of them under the first seed.
func Together(records []Submission, firstSeed uint64) *Runs {
	out := &Runs{N: len(records), FirstSeed: firstSeed, Categories: []Spread{}, Metrics: []Spread{}, Outcomes: []OutcomeCount{}}
	var totals []float64
	var categories, metrics gathering
	sum := newSummarizer()
	var cases []CaseRuns
	where := map[string]int{}
	for i := range records {
		r := &records[i]
		sum.add(GistOf(r))
		if r.Total != nil && r.Total.Value != nil {
			totals = append(totals, *r.Total.Value)
		}
		for _, c := range r.Categories {
			if c.Score != nil && c.Score.Value != nil {
				categories.add(c.ID, *c.Score.Value)
			}
			for _, m := range c.Metrics {
				if m.Value != nil {
					metrics.add(m.ID, *m.Value)
				}
			}
		}
		if r.Run == nil {
			continue
		}
		for _, c := range r.Run.Cases {
			at, ok := where[c.Name]
			if !ok {
				at = len(cases)
				where[c.Name] = at
				cases = append(cases, CaseRuns{Name: c.Name})
			}
			switch c.Verdict {
			case "passed":
				cases[at].Passed++
			case "failed":
				cases[at].Failed++
			default:
				cases[at].Unavailable++
			}
		}
	}
	if len(totals) > 0 {
		total := NewSpread("", totals)
		out.Total = &total
	}
	out.Categories, out.Metrics = categories.spreads(), metrics.spreads()
	out.Outcomes = sum.summary().Outcomes
	passed, of := 0, 0
	for i := range cases {
		c := &cases[i]
		c.Standing = standing(c)
		passed, of = passed+c.Passed, of+c.Passed+c.Failed
	}
	if len(cases) > 0 {
		share := NewPassShare(passed, of)
		out.Passed = &share
	}
	out.Cases = cases[:min(len(cases), MaxCases)]
	return out
}

func standing(c *CaseRuns) string {
	switch {
	case c.Passed > 0 && c.Failed > 0:
		return "flaky"
	case c.Unavailable > 0:
		return "unavailable"
	case c.Failed > 0:
		return "stable_fail"
	}
	return "stable_pass"
}

// gathering collects values by id, in the order in which ids come first.
type gathering struct {
	ids    []string
	where  map[string]int
	values [][]float64
}

func (g *gathering) add(id string, value float64) {
	if g.where == nil {
		g.where = map[string]int{}
	}
	at, ok := g.where[id]
	if !ok {
		at = len(g.ids)
		g.where[id] = at
		g.ids, g.values = append(g.ids, id), append(g.values, nil)
	}
	g.values[at] = append(g.values[at], value)
}

func (g *gathering) spreads() []Spread {
	out := []Spread{}
	for i, id := range g.ids {
		out = append(out, NewSpread(id, g.values[i]))
	}
	return out
}
