package reports

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// several shows the submissions of a run that had more than one.
func (p *page) several(r *Report) error {
	p.headSummary(plural(len(r.Submissions), "submission", "submissions"), r)
	p.blank()
	if err := p.submissions(pointers(r.Submissions)); err != nil {
		return err
	}
	if !p.verbose {
		return nil
	}
	for i := range r.Submissions {
		p.blank()
		if err := p.card(r, &r.Submissions[i]); err != nil {
			return err
		}
	}
	return nil
}

func pointers(list []Submission) []*Submission {
	out := make([]*Submission, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

func (p *page) headSummary(name string, r *Report) {
	var right []seg
	if m := r.Summary.Mean; m != nil {
		right = []seg{{"mean ", dim}, {fixed(*m), "1;" + tone(*m)}}
		if p.width >= 60 && r.Summary.Median != nil {
			right = append(right, seg{"  median ", dim}, seg{fixed(*r.Summary.Median), bold})
		}
	} else {
		right = []seg{{"nothing scored", yellow}}
	}
	p.spread([]seg{{name, bold}}, right)
	p.rule()
}

// maxListed is up to how many submissions of a batch are listed one by one.
const maxListed = 20

// batch shows a suite's submissions: how they are distributed, the best and the worst, why others fell short.
func (p *page) batch(r *Report) error {
	name := "batch"
	if s := r.Provenance.Suite; s != nil {
		name = fmt.Sprintf("%s · %s", s.Name, plural(s.Tasks, "task", "tasks"))
	}
	p.headSummary(name, r)
	if r.Partial != nil {
		p.print(seg{fmt.Sprintf("interrupted: %d of %d submissions", r.Partial.Done, r.Partial.Of), alarm})
	}
	if r.Shard != nil {
		p.print(seg{fmt.Sprintf("part %d of %d", r.Shard.Index, r.Shard.Count), yellow})
	}
	p.counts(&r.Summary)
	if r.Summary.Scored > 0 {
		p.distribution(&r.Summary)
	}
	if err := p.categoryMeans(r); err != nil {
		return err
	}
	p.runsSummary(r.Summary.Runs)
	if err := p.ranking(r); err != nil {
		return err
	}
	if err := p.causes(&r.Summary); err != nil {
		return err
	}
	p.problems(r)
	p.missing(r)
	return nil
}

func (p *page) counts(s *Summary) {
	parts := []string{plural(s.Submissions, "submission", "submissions"), fmt.Sprintf("%d scored", s.Scored)}
	for _, c := range []struct {
		n    int
		what string
	}{{s.Incomplete, "incomplete"}, {s.Refused, "refused"}, {s.InfraErrors, "our fault"}} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
	p.wrap(nil, 0, strings.Join(parts, " · "), normal)
	if s.Cases != nil {
		p.print(plainSeg("tests: "), seg{countCases(s.Cases), toneOfCases(s.Cases)})
	}
}

// runsSummary says how far several runs of the submissions agree.
func (p *page) runsSummary(r *RunsSummary) {
	if r == nil {
		return
	}
	p.title("Runs")
	p.print(plainSeg("  %d runs of each", r.N))
	if r.Total != nil {
		p.print(plainSeg("  mean total: %s", spreadPhrase(*r.Total)))
	}
	if r.Within != nil {
		p.print(plainSeg("  deviation of a submission over its runs: %s on average, %s at most", fixed(r.Within.Mean), fixed(r.Within.Max)))
	}
	if r.StablePass+r.StableFail+r.Flaky+r.Unavailable > 0 {
		p.print(plainSeg("  tests: %d always pass · %d always fail · ", r.StablePass, r.StableFail), seg{fmt.Sprintf("%d flaky", r.Flaky), map[bool]style{true: yellow}[r.Flaky > 0]},
			plainSeg(" · %d not decided", r.Unavailable))
	}
}

// distribution draws how many got which letter.
func (p *page) distribution(s *Summary) {
	p.title("Grades")
	most := max(s.Unranked, 1)
	for _, g := range s.Grades {
		most = max(most, g.Count)
	}
	room := min(max(p.width-24, 10), 60)
	draw := func(name string, n int, tone style) {
		length := n * room / most
		if n > 0 && length == 0 {
			length = 1
		}
		p.print(seg{fmt.Sprintf("  %-10s ", name), tone}, seg{strings.Repeat("█", length), tone}, plainSeg(" %d", n))
	}
	for _, g := range s.Grades {
		draw(g.Grade, g.Count, gradeTone(g.Grade))
	}
	if s.Unranked > 0 {
		draw("not ranked", s.Unranked, alarm)
	}
}

func (p *page) categoryMeans(r *Report) error {
	if len(r.Summary.Categories) == 0 {
		return nil
	}
	titles, err := categoryTitles(r)
	if err != nil {
		return err
	}
	bars := min(30, max(p.width-48, 8))
	var rows [][]seg
	for _, c := range r.Summary.Categories {
		if c.Mean == nil {
			rows = append(rows, []seg{{titles[c.ID], dim}, {"–", dim}, {"", dim}, {"none", dim}})
			continue
		}
		score := &Score{Value: c.Mean}
		rows = append(rows, []seg{{titles[c.ID], normal}, {fixed(*c.Mean), tone(*c.Mean)}, {bar(score, bars), tone(*c.Mean)}, {fmt.Sprintf("%d", c.Count), dim}})
	}
	p.blank()
	return p.table([]column{{title: "category", flexible: true}, {title: "mean", right: true}, {title: "", drop: 50}, {title: "over", right: true}}, rows)
}

// categoryTitles are the titles of the categories by their ids.
func categoryTitles(r *Report) (map[string]string, error) {
	titles := map[string]string{}
	err := r.Each(func(_ int, s *Submission) error {
		for i := range s.Categories {
			titles[s.Categories[i].ID] = s.Categories[i].Title
		}
		if len(titles) > 0 && len(titles) == len(r.Summary.Categories) {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return titles, err
}

// errEnough ends the reading of records.
var errEnough = errors.New("enough")

// ranking lists all submissions of a small batch in their order, of a large one the best and the worst.
func (p *page) ranking(r *Report) error {
	n := r.Summary.Submissions
	if n == 0 {
		return nil
	}
	if n <= maxListed || p.verbose {
		p.title("Submissions")
		var all []*Submission
		err := r.Each(func(_ int, s *Submission) error { all = append(all, s); return nil })
		if err != nil {
			return err
		}
		return p.submissions(all)
	}
	best, worst, err := extremes(r, maxShown)
	if err != nil {
		return err
	}
	if r.Summary.Scored <= 2*maxShown {
		slices.Reverse(worst)
		p.title("Scored")
		return p.submissions(append(best, worst[max(len(best)+len(worst)-r.Summary.Scored, 0):]...))
	}
	p.title("Best")
	if err := p.submissions(best); err != nil {
		return err
	}
	p.title("Worst")
	return p.submissions(worst)
}

// extremes are the n best submissions, the best first, and the n worst, the worst first. Of equal ones the earlier is
// the better.
func extremes(r *Report, n int) (best, worst []*Submission, err error) {
	insert := func(list []*Submission, s *Submission, before func(a, b *Submission) bool) []*Submission {
		at := len(list)
		for at > 0 && before(s, list[at-1]) {
			at--
		}
		list = slices.Insert(list, at, s)
		return list[:min(len(list), n)]
	}
	err = r.Each(func(_ int, s *Submission) error {
		if s.Status == StatusScored && s.Total != nil && s.Total.Value != nil {
			best = insert(best, s, func(a, b *Submission) bool { return *a.Total.Value > *b.Total.Value })
			worst = insert(worst, s, func(a, b *Submission) bool { return *a.Total.Value <= *b.Total.Value })
		}
		return nil
	})
	return best, worst, err
}

// submissions is a table of submissions with a line each.
func (p *page) submissions(list []*Submission) error {
	if len(list) == 0 {
		return nil
	}
	columns := []column{{title: "submission", flexible: true, middle: true}, {title: "total", right: true}, {title: "", drop: 50}, {title: "", drop: 100}, {title: "run", drop: 60, flexible: true}, {title: "lost most by", flexible: true, drop: 70}}
	var rows [][]seg
	for _, s := range list {
		id := seg{s.ID, normal}
		if s.Total == nil {
			rows = append(rows, []seg{id, {"–", dim}, {"", dim}, {"", dim}, {stateName(s.Status), alarm}, {s.Reason, normal}})
			continue
		}
		mark := seg{s.Grade, normal}
		switch {
		case s.Grade != "":
			mark.style = gradeTone(s.Grade)
		case s.Status == StatusIncomplete:
			mark = seg{"?", yellow}
		default:
			mark = seg{"✗", alarm}
		}
		rows = append(rows, []seg{id, {points(s.Total), toneOf(s.Total)}, mark, {bar(s.Total, 16), toneOf(s.Total)}, runCell(s), {worstOf(s), dim}})
	}
	return p.table(columns, rows)
}

// runCell says in a few words how a submission did.
func runCell(s *Submission) seg {
	what := shortfall(s)
	switch {
	case what == "" && s.Run == nil:
		return seg{"not run", dim}
	case what == "" && len(s.Run.Cases) > 0:
		return seg{"passed", green}
	case what == "":
		return seg{s.Run.Status, green}
	case s.Run != nil && (s.Run.Status == "unsupported" || s.Run.Status == "timeout" || s.Run.Status == "fault"):
		return seg{what, yellow}
	}
	return seg{what, red}
}

// worstOf names what cost a submission most.
func worstOf(s *Submission) string {
	a, err := Explain(s)
	if err != nil || len(a.Losses) == 0 {
		return ""
	}
	l := a.Losses[0]
	return fmt.Sprintf("%s −%s", l.ID, hundredths(l.Cents))
}

func (p *page) causes(s *Summary) error {
	if len(s.Causes) == 0 {
		return nil
	}
	p.title("Why submissions fell short")
	n := len(s.Causes)
	if !p.verbose {
		n = min(n, 12)
	}
	var rows [][]seg
	for _, c := range s.Causes[:n] {
		rows = append(rows, []seg{{fmt.Sprint(c.Count), bold}, {c.Cause, normal}, {c.First, cyan}})
	}
	if err := p.table([]column{{title: "how many", right: true}, {title: "cause", flexible: true}, {title: "first", flexible: true, middle: true}}, rows); err != nil {
		return err
	}
	p.more(len(s.Causes)-n, "causes")
	return nil
}

func (p *page) problems(r *Report) {
	if len(r.Problems) == 0 {
		return
	}
	p.title(fmt.Sprintf("Lines that gave no submission (%d)", len(r.Problems)))
	n := p.shown(len(r.Problems))
	for _, problem := range r.Problems[:n] {
		p.wrap([]seg{{fmt.Sprintf("  %s:%d  ", p.fitMiddle(Inert(problem.File), p.width/2), problem.Line), cyan}}, 4, problem.Message, normal)
	}
	p.more(len(r.Problems)-n, "lines")
}

func (p *page) missing(r *Report) {
	if len(r.Missing) == 0 {
		return
	}
	p.title(fmt.Sprintf("Tasks without an answer (%d)", len(r.Missing)))
	n := len(r.Missing)
	if !p.verbose {
		n = min(n, 24)
	}
	p.wrap(nil, 2, strings.Join(r.Missing[:n], ", "), normal)
	p.more(len(r.Missing)-n, "tasks")
}
