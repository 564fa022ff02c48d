package reports

import (
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/assay-score/assay/schemas"
	"github.com/assay-score/assay/stats"
)

// ComparisonVersion is the version of the comparison document.
const ComparisonVersion = "1.0"

// Comparison says how two reports of the same tasks differ, and whether more than chance does.
type Comparison struct {
	SpecVersion string   `json:"spec_version"`
	A           Side     `json:"a"`
	B           Side     `json:"b"`
	Notes       []string `json:"notes,omitempty"` // what the two were made by differently, so far as they may be compared
	// Tasks are those that both answer; a task's answers are one cluster.
	Tasks int   `json:"tasks"`
	OnlyA int   `json:"only_a"` // tasks that only A answers
	OnlyB int   `json:"only_b"`
	Pass  *Pass `json:"pass"` // null where no task has tests that could be decided on both sides
	// Differences are B − A: the total, then the categories. Positive is in favour of B.
	Differences []Difference `json:"differences"`
	PassAtK     []PassAtK    `json:"pass_at_k"`
	Level       float64      `json:"level"` // adjusted p-values below it are called differences
	Resamples   int          `json:"resamples"`
	Seed        uint64       `json:"seed"` // of the resampling
}

// Side is one of the two reports.
type Side struct {
	Name        string   `json:"name"`
	Submissions int      `json:"submissions"`
	Mean        *float64 `json:"mean"`
}

// Pass compares which tasks are solved, by the first answer to each.
type Pass struct {
	Both    int       `json:"both"`
	OnlyA   int       `json:"only_a"`
	OnlyB   int       `json:"only_b"`
	Neither int       `json:"neither"`
	A       PassShare `json:"a"`
	B       PassShare `json:"b"`
	P       float64   `json:"mcnemar_p"`
	Adjust  float64   `json:"mcnemar_p_holm"`
	Verdict string    `json:"verdict"` // "a", "b", "tie"
}

// Difference compares a score over tasks; a task with several answers counts by their mean.
type Difference struct {
	ID      string  `json:"id"` // "total" or a category
	Pairs   int     `json:"pairs"`
	MeanA   float64 `json:"mean_a"`
	MeanB   float64 `json:"mean_b"`
	Mean    float64 `json:"difference"`
	Low     float64 `json:"ci95_low"` // clustered bootstrap, percentile
	High    float64 `json:"ci95_high"`
	P       float64 `json:"wilcoxon_p"`
	Adjust  float64 `json:"wilcoxon_p_holm"`
	Better  int     `json:"better"` // tasks where B is higher
	Worse   int     `json:"worse"`
	Equal   int     `json:"equal"`
	Verdict string  `json:"verdict"` // "a", "b", "tie"
}

// PassAtK is the chance that one of k answers solves a task, on both sides.
type PassAtK struct {
	K     int      `json:"k"`
	Tasks int      `json:"tasks"` // that have k decided answers on both sides
	A     Estimate `json:"a"`
	B     Estimate `json:"b"`
}

// Estimate is a number with its interval.
type Estimate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"ci95_low"`
	High  float64 `json:"ci95_high"`
}

const (
	compareLevel = 0.05
	compareSeed  = 1
)

// taskScores are what one report says of a task.
type taskScores struct {
	first          string // verdict of the first answer: "passed", "failed", "" where it was not decided
	passed, failed int
	sums           map[string]float64
	counts         map[string]int
}

// Compare compares B with A over the tasks that both answer. What must not be laid side by side is an error.
func Compare(a, b *Report, nameA, nameB string) (*Comparison, error) {
	notes, err := comparable(a, b)
	if err != nil {
		return nil, err
	}
	c := &Comparison{SpecVersion: ComparisonVersion, Notes: notes, Differences: []Difference{}, PassAtK: []PassAtK{},
		A:     Side{nameA, a.Summary.Submissions, a.Summary.Mean},
		B:     Side{nameB, b.Summary.Submissions, b.Summary.Mean},
		Level: compareLevel, Resamples: stats.Resamples, Seed: compareSeed}
	orderA, tasksA, ids, err := byTask(a)
	if err != nil {
		return nil, err
	}
	orderB, tasksB, _, err := byTask(b)
	if err != nil {
		return nil, err
	}
	var pairs [][2]*taskScores
	for _, task := range orderA {
		if tasksB[task] != nil {
			pairs = append(pairs, [2]*taskScores{tasksA[task], tasksB[task]})
		}
	}
	c.Tasks, c.OnlyA, c.OnlyB = len(pairs), len(orderA)-len(pairs), len(orderB)-len(pairs)
	if len(pairs) == 0 {
		return nil, fmt.Errorf("no task is answered in both reports")
	}
	c.Pass = comparePass(pairs)
	for _, id := range append([]string{"total"}, ids...) {
		if d, ok := compareScores(id, pairs); ok {
			c.Differences = append(c.Differences, d)
		}
	}
	c.adjust()
	c.PassAtK = comparePassAtK(pairs)
	return c, nil
}

// comparable says why two reports cannot be compared, or what differs that does not forbid it.
func comparable(a, b *Report) (notes []string, err error) {
	p, q := &a.Provenance, &b.Provenance
	for _, x := range []struct{ what, a, b string }{{"scale", p.Scale, q.Scale}, {"rule set", p.RuleSet, q.RuleSet}} {
		if x.a != x.b {
			common := ""
			if x.what == "scale" {
				common = "; what is common is the canonical score in each"
			}
			return nil, fmt.Errorf("the reports do not compare: their %s differs, %s and %s%s", x.what, Inert(x.a), Inert(x.b), common)
		}
	}
	// The same name with other contents is a scale of one's own that was changed, or a program of ours from between two versions.
	for _, x := range []struct{ what, a, b string }{{"scale", p.ScaleDigest, q.ScaleDigest}, {"rule set", p.RuleSetDigest, q.RuleSetDigest}} {
		if x.a != x.b && x.a != "" && x.b != "" {
			return nil, fmt.Errorf("the reports do not compare: their %ss are called the same and differ in what they say", x.what)
		}
	}
	for i, r := range []*Report{a, b} {
		if r.Partial != nil {
			return nil, fmt.Errorf("the %s report is of an interrupted batch, %d of %d submissions", [...]string{"first", "second"}[i], r.Partial.Done, r.Partial.Of)
		}
	}
	if p.Suite != nil && q.Suite != nil && p.Suite.Digest != q.Suite.Digest {
		return nil, fmt.Errorf("the reports do not compare: they are of different suites")
	}
	for _, x := range []struct{ what, a, b string }{
		{"profile", p.Profile.Digest, q.Profile.Digest}, {"engine", p.Engine + " " + p.EngineVersion, q.Engine + " " + q.EngineVersion},
		{"fuel schedule", p.FuelSchedule, q.FuelSchedule}, {"seed", fmt.Sprint(p.Seed), fmt.Sprint(q.Seed)}, {"limits", fmt.Sprint(p.Limits), fmt.Sprint(q.Limits)},
	} {
		if x.a != x.b {
			notes = append(notes, "the "+x.what+" differs")
		}
	}
	return notes, nil
}

// byTask gathers a report by task, in its order, with the ids of its categories.
func byTask(r *Report) (order []string, tasks map[string]*taskScores, categories []string, err error) {
	tasks = map[string]*taskScores{}
	err = r.Each(func(_ int, s *Submission) error {
		id := s.Task
		if id == "" {
			id = s.ID
		}
		t := tasks[id]
		if t == nil {
			t = &taskScores{sums: map[string]float64{}, counts: map[string]int{}}
			tasks[id] = t
			order = append(order, id)
		}
		verdict := decided(s)
		switch verdict {
		case "passed":
			t.passed++
		case "failed":
			t.failed++
		}
		if t.passed+t.failed == 1 && verdict != "" && t.first == "" {
			t.first = verdict
		}
		if s.Total != nil && s.Total.Value != nil {
			t.sums["total"] += *s.Total.Value
			t.counts["total"]++
		}
		for _, c := range s.Categories {
			if !slices.Contains(categories, c.ID) {
				categories = append(categories, c.ID)
			}
			if c.Score != nil && c.Score.Value != nil {
				t.sums[c.ID] += *c.Score.Value
				t.counts[c.ID]++
			}
		}
		return nil
	})
	return order, tasks, categories, err
}

// decided is whether a submission solved its task: "passed", "failed", or "" where that is not known.
func decided(s *Submission) string {
	if s.Status != StatusScored && s.Status != StatusIncomplete {
		return ""
	}
	if s.Run == nil {
		if len(s.Diagnostics) > 0 && s.Task != "" {
			return "failed" // it is not Python
		}
		return ""
	}
	verdict := ""
	for _, c := range s.Run.Cases {
		switch c.Verdict {
		case "failed":
			return "failed"
		case "passed":
			verdict = "passed"
		default:
			return ""
		}
	}
	return verdict
}

func comparePass(pairs [][2]*taskScores) *Pass {
	p := &Pass{}
	for _, pair := range pairs {
		switch one, other := pair[0].first, pair[1].first; {
		case one == "" || other == "":
		case one == "passed" && other == "passed":
			p.Both++
		case one == "passed":
			p.OnlyA++
		case other == "passed":
			p.OnlyB++
		default:
			p.Neither++
		}
	}
	of := p.Both + p.OnlyA + p.OnlyB + p.Neither
	if of == 0 {
		return nil
	}
	p.A, p.B = NewPassShare(p.Both+p.OnlyA, of), NewPassShare(p.Both+p.OnlyB, of)
	p.P = stats.McNemar(p.OnlyA, p.OnlyB)
	return p
}

func compareScores(id string, pairs [][2]*taskScores) (Difference, bool) {
	d := Difference{ID: id}
	var differences []float64
	for _, pair := range pairs {
		if pair[0].counts[id] == 0 || pair[1].counts[id] == 0 {
			continue
		}
		one := pair[0].sums[id] / float64(pair[0].counts[id])
		other := pair[1].sums[id] / float64(pair[1].counts[id])
		d.MeanA, d.MeanB = d.MeanA+one, d.MeanB+other
		x := round(other-one, 6) // means of rounded scores: what is below is rounding
		differences = append(differences, x)
		switch {
		case x > 0:
			d.Better++
		case x < 0:
			d.Worse++
		default:
			d.Equal++
		}
	}
	d.Pairs = len(differences)
	if d.Pairs == 0 {
		return d, false
	}
	n := float64(d.Pairs)
	d.MeanA, d.MeanB = round(d.MeanA/n, 4), round(d.MeanB/n, 4)
	d.Mean = round(stats.Describe(differences).Mean, 4)
	_, _, d.P = stats.Wilcoxon(differences)
	low, high := stats.PercentileInterval(stats.Bootstrap(d.Pairs, compareSeed, func(chosen []int) float64 {
		var sum float64
		for _, i := range chosen {
			sum += differences[i]
		}
		return sum / n
	}))
	d.Low, d.High = round(low, 4), round(high, 4)
	return d, true
}

// adjust corrects the p-values for how many there are, and calls what is left ties.
func (c *Comparison) adjust() {
	var ps []float64
	if c.Pass != nil {
		ps = append(ps, c.Pass.P)
	}
	for _, d := range c.Differences {
		ps = append(ps, d.P)
	}
	adjusted := stats.Holm(ps)
	if c.Pass != nil {
		c.Pass.Adjust, adjusted = round(adjusted[0], 6), adjusted[1:]
		c.Pass.P = round(c.Pass.P, 6)
		c.Pass.Verdict = verdict(c.Pass.Adjust, float64(c.Pass.OnlyB-c.Pass.OnlyA))
	}
	for i := range c.Differences {
		d := &c.Differences[i]
		d.Adjust, d.P = round(adjusted[i], 6), round(d.P, 6)
		d.Verdict = verdict(d.Adjust, d.Mean)
		if d.Low <= 0 && d.High >= 0 {
			d.Verdict = "tie"
		}
	}
}

func verdict(p, difference float64) string {
	switch {
	case p >= compareLevel || difference == 0:
		return "tie"
	case difference > 0:
		return "b"
	}
	return "a"
}

// comparePassAtK estimates pass@k for the k that are usual, over the tasks that have as many answers on both sides.
func comparePassAtK(pairs [][2]*taskScores) []PassAtK {
	out := []PassAtK{}
	for _, k := range []int{1, 5, 10, 25, 100} {
		var values [2][]float64
		for _, pair := range pairs {
			one, ok := stats.PassAtK(pair[0].passed+pair[0].failed, pair[0].passed, k)
			other, ok2 := stats.PassAtK(pair[1].passed+pair[1].failed, pair[1].passed, k)
			if ok && ok2 {
				values[0], values[1] = append(values[0], one), append(values[1], other)
			}
		}
		if len(values[0]) == 0 {
			break
		}
		out = append(out, PassAtK{K: k, Tasks: len(values[0]), A: estimate(values[0]), B: estimate(values[1])})
	}
	return out
}

// estimate is a mean over tasks with its interval by resampling tasks.
func estimate(values []float64) Estimate {
	low, high := stats.PercentileInterval(stats.Bootstrap(len(values), compareSeed, func(chosen []int) float64 {
		var sum float64
		for _, i := range chosen {
			sum += values[i]
		}
		return sum / float64(len(chosen))
	}))
	return Estimate{round(stats.Describe(values).Mean, 6), round(low, 6), round(high, 6)}
}

// WriteComparisonJSON writes a comparison as JSON, after checking it against its schema.
func WriteComparisonJSON(w io.Writer, c *Comparison) error {
	text, err := marshal(c, "", "  ")
	if err != nil {
		return err
	}
	if err := check(text, func(value any) error { return schemas.Validate("comparison", value) }); err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// WriteComparison writes a comparison for people.
func WriteComparison(w io.Writer, c *Comparison, o Options) error {
	p := newPage(o)
	p.spread([]seg{{"A  " + c.A.Name, bold}}, sideTotal(&c.A))
	p.spread([]seg{{"B  " + c.B.Name, bold}}, sideTotal(&c.B))
	p.rule()
	text := plural(c.Tasks, "task", "tasks") + " in both"
	if c.OnlyA+c.OnlyB > 0 {
		text += fmt.Sprintf(" · %d only in A · %d only in B", c.OnlyA, c.OnlyB)
	}
	p.print(plainSeg("%s", text))
	for _, note := range c.Notes {
		p.print(seg{"note: " + note, yellow})
	}
	if c.Pass != nil {
		p.title("Tasks solved by the first answer")
		p.print(plainSeg("  A %s", sharePhrase(c.Pass.A)))
		p.print(plainSeg("  B %s", sharePhrase(c.Pass.B)))
		p.print(plainSeg("  both %d · only A %d · only B %d · neither %d", c.Pass.Both, c.Pass.OnlyA, c.Pass.OnlyB, c.Pass.Neither))
		p.print(plainSeg("  McNemar, exact: p %s, with Holm's correction %s: ", probability(c.Pass.P), probability(c.Pass.Adjust)), verdictSeg(c.Pass.Verdict))
	}
	p.title("Scores, B − A")
	columns := []column{{title: "score", flexible: true}, {title: "A", right: true}, {title: "B", right: true, drop: 60}, {title: "B − A", right: true}, {title: "95 % interval", right: true}, {title: "p (Holm)", right: true, drop: 60}, {title: "+/−/=", drop: 80}, {title: ""}}
	var rows [][]seg
	for _, d := range c.Differences {
		rows = append(rows, []seg{{d.ID, normal}, {fixed(d.MeanA), normal}, {fixed(d.MeanB), normal}, {signed(d.Mean), normal},
			{signed(d.Low) + " … " + signed(d.High), dim}, {probability(d.Adjust), dim}, {fmt.Sprintf("%d/%d/%d", d.Better, d.Worse, d.Equal), dim}, verdictSeg(d.Verdict)})
	}
	if err := p.table(columns, rows); err != nil {
		return err
	}
	if len(c.PassAtK) > 0 {
		p.title("pass@k, unbiased")
		rows = nil
		for _, k := range c.PassAtK {
			rows = append(rows, []seg{{fmt.Sprintf("pass@%d", k.K), normal}, {estimatePhrase(k.A), normal}, {estimatePhrase(k.B), normal}, {fmt.Sprint(k.Tasks), dim}})
		}
		if err := p.table([]column{{title: ""}, {title: "A"}, {title: "B"}, {title: "tasks", right: true}}, rows); err != nil {
			return err
		}
	}
	_, err := w.Write(p.bytes())
	return err
}

func sideTotal(s *Side) []seg {
	if s.Mean == nil {
		return []seg{{"nothing scored", yellow}}
	}
	return []seg{{"mean ", dim}, {fixed(*s.Mean), "1;" + tone(*s.Mean)}}
}

func sharePhrase(s PassShare) string {
	return fmt.Sprintf("%d of %d, %s (%s to %s)", s.Passed, s.Of, percent(s.Share), percent(s.Low), percent(s.High))
}

func estimatePhrase(e Estimate) string {
	return fmt.Sprintf("%s (%s to %s)", percent(e.Value), percent(e.Low), percent(e.High))
}

func probability(p float64) string {
	if p < 0.001 {
		return "< 0.001"
	}
	return fmt.Sprintf("%.3f", p)
}

func signed(x float64) string {
	if math.Signbit(x) {
		return "−" + fixed(-x)
	}
	return "+" + fixed(x)
}

func verdictSeg(v string) seg {
	switch v {
	case "a":
		return seg{"A is better", cyan}
	case "b":
		return seg{"B is better", green}
	}
	return seg{"a tie", dim}
}
