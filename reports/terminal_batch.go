package reports

import (
	"cmp"
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
	p.counts(&r.Summary)
	if r.Summary.Scored > 0 {
		p.distribution(&r.Summary)
	}
	if err := p.categoryMeans(r); err != nil {
		return err
	}
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
	titles := map[string]string{}
	for _, s := range r.Submissions {
		for _, c := range s.Categories {
			titles[c.ID] = c.Title
		}
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

// ranking lists all submissions of a small batch in their order, of a large one the best and the worst.
func (p *page) ranking(r *Report) error {
	all := pointers(r.Submissions)
	if len(all) == 0 {
		return nil
	}
	if len(all) <= maxListed || p.verbose {
		p.title("Submissions")
		return p.submissions(all)
	}
	var scored []*Submission
	for _, s := range all {
		if s.Status == StatusScored && s.Total != nil && s.Total.Value != nil {
			scored = append(scored, s)
		}
	}
	slices.SortStableFunc(scored, func(a, b *Submission) int { return cmp.Compare(*b.Total.Value, *a.Total.Value) })
	if len(scored) <= 2*maxShown {
		p.title("Scored")
		return p.submissions(scored)
	}
	p.title("Best")
	if err := p.submissions(scored[:maxShown]); err != nil {
		return err
	}
	p.title("Worst")
	worst := slices.Clone(scored[len(scored)-maxShown:])
	slices.Reverse(worst)
	return p.submissions(worst)
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
