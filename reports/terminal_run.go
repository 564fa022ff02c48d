package reports

import (
	"fmt"
	"strings"

	"github.com/assay-score/assay/interp"
)

// ended says how the run ended, what it cost, what it printed and what it tried.
func (p *page) ended(r *Report, s *Submission) {
	p.title("Run")
	run := s.Run
	if run == nil {
		p.print(seg{"  not run", dim})
		return
	}
	what, tone := runEnd(run)
	p.wrap([]seg{{"  ", normal}}, 4, what, tone)
	costs := []string{"fuel " + thousands(run.Fuel) + " of " + thousands(r.Provenance.Limits.Fuel)}
	if run.PeakMemory > 0 {
		costs = append(costs, "peak memory "+size(run.PeakMemory)+" of "+size(r.Provenance.Limits.Memory))
	}
	p.wrap(nil, 2, strings.Join(costs, " · "), dim)
	p.cases(s)
	p.traceback(run)
	p.printed("stdout", run.Stdout)
	p.printed("stderr", run.Stderr)
	if run.Truncated {
		p.print(seg{"  the report keeps only the beginning of what was printed", dim})
	}
	p.effects(run)
}

// runs says how far several runs of a submission agree.
func (p *page) runs(s *Submission) error {
	r := s.Runs
	if r == nil {
		return nil
	}
	p.title("Runs")
	p.print(plainSeg("  %d runs with the seeds %d to %d", r.N, r.FirstSeed, r.FirstSeed+uint64(r.N)-1))
	if r.Total != nil {
		p.print(plainSeg("  total: "), seg{spreadPhrase(*r.Total), normal})
	}
	if r.Passed != nil {
		p.print(plainSeg("  tests: "), seg{sharePhrase(*r.Passed), normal})
	}
	n := 0
	for _, c := range r.Cases {
		if c.Standing == "stable_pass" || !p.verbose && n == maxShown {
			continue
		}
		n++
		p.print(plainSeg("    "), seg{stateName(c.Standing), yellow}, plainSeg("  %s  passed %d, failed %d, not decided %d", c.Name, c.Passed, c.Failed, c.Unavailable))
	}
	var rows [][]seg
	for _, list := range [...][]Spread{r.Categories, r.Metrics} {
		for _, x := range list {
			if x.SD == 0 {
				continue
			}
			rows = append(rows, []seg{{x.ID, normal}, {number(round(x.Mean, 2)), normal}, {number(round(x.SD, 3)), normal}, {number(round(x.Min, 2)), dim}, {number(round(x.Max, 2)), dim}})
		}
	}
	if len(rows) == 0 {
		p.print(seg{"  nothing else varies", dim})
		return nil
	}
	return p.table([]column{{title: "varies", flexible: true}, {title: "mean", right: true}, {title: "sd", right: true}, {title: "min", right: true}, {title: "max", right: true}}, rows)
}

func spreadPhrase(x Spread) string {
	if x.SD == 0 {
		return fmt.Sprintf("%s in every run", fixed(x.Mean))
	}
	return fmt.Sprintf("%s ± %s (95 %% interval %s to %s, %s to %s)", fixed(x.Mean), fixed(x.SD), fixed(x.Low), fixed(x.High), fixed(x.Min), fixed(x.Max))
}

// effects lists the attempts to reach outside that were denied, and on a verbose page those that were granted too.
func (p *page) effects(run *Run) {
	var list []Effect
	for _, e := range run.Effects {
		if e.Denied || p.verbose {
			list = append(list, e)
		}
	}
	n := p.shown(len(list))
	for _, e := range list[:n] {
		verb, tone := "granted", dim
		if e.Denied {
			verb, tone = "denied", red
		}
		where := ""
		if e.Line > 0 {
			where = fmt.Sprintf("%s:%d", e.File, e.Line)
		}
		p.print(plainSeg("  "), seg{verb, tone}, plainSeg("  %s %s  ", e.Kind, e.What), seg{where, cyan})
	}
	p.more(len(list)-n+run.EffectsDropped, "attempts to reach outside")
}

// runEnd says in a line how a run ended.
func runEnd(r *Run) (text string, s style) {
	at := ""
	if r.Line > 0 {
		at = fmt.Sprintf(", line %d", r.Line)
	}
	switch r.Status {
	case interp.OK.String():
		return "✓ ran to its end", green
	case interp.Raised.String(), interp.Assertion.String():
		if r.Exception != nil {
			text = r.Exception.Type
			if r.Exception.Message != "" {
				text += ": " + r.Exception.Message
			}
			if n := len(r.Exception.Traceback); n > 0 {
				at = fmt.Sprintf(", line %d", r.Exception.Traceback[n-1].Line)
			}
		}
		return "✗ raised " + text + at, red
	case interp.Exited.String():
		code := 0
		if r.ExitCode != nil {
			code = *r.ExitCode
		}
		if code == 0 {
			return "✓ exited with 0", green
		}
		return fmt.Sprintf("✗ exited with %d", code), red
	}
	text = "✗ " + stateName(r.Status)
	if r.Detail != "" {
		text += ": " + strings.TrimPrefix(r.Detail, r.Status+": ")
		if strings.Contains(r.Detail, "line ") {
			at = ""
		}
	}
	switch r.Status {
	case interp.UnsupportedUse.String(), interp.TimeLimit.String(), interp.FaultOfOurs.String(), interp.Cancelled.String():
		return text + at, yellow
	}
	return text + at, red
}

func (p *page) cases(s *Submission) {
	cases := s.Run.Cases
	if len(cases) == 0 {
		return
	}
	count := CaseCount{}
	var bad []Case
	for _, c := range cases {
		switch c.Verdict {
		case "passed":
			count.Passed++
			continue
		case "failed":
			count.Failed++
		default:
			count.Unavailable++
		}
		bad = append(bad, c)
	}
	p.print(plainSeg("  tests: "), seg{countCases(&count), toneOfCases(&count)})
	n := p.shown(len(bad))
	for _, c := range bad[:n] {
		at := ""
		if c.Line > 0 {
			at = fmt.Sprintf(" (line %d)", c.Line)
		}
		p.wrap([]seg{{"    " + c.Verdict + " " + c.Name + "  ", normal}}, 8, c.Detail+at, dim)
	}
	p.more(len(bad)-n, "tests that did not pass")
}

func countCases(c *CaseCount) string {
	text := fmt.Sprintf("%d of %d passed", c.Passed, c.Passed+c.Failed+c.Unavailable)
	if c.Unavailable > 0 {
		text += fmt.Sprintf(", %d could not be decided", c.Unavailable)
	}
	return text
}

func toneOfCases(c *CaseCount) style {
	switch {
	case c.Failed > 0:
		return red
	case c.Unavailable > 0:
		return yellow
	}
	return green
}

func (p *page) traceback(run *Run) {
	if run.Exception == nil || len(run.Exception.Traceback) < 2 && !p.verbose {
		return
	}
	frames := run.Exception.Traceback
	if !p.verbose && len(frames) > maxShown {
		frames = frames[len(frames)-maxShown:]
	}
	for _, f := range frames {
		p.print(plainSeg("    "), seg{fmt.Sprintf("%s:%d", p.fitMiddle(Inert(f.File), p.width/2), f.Line), cyan}, seg{"  in " + f.Function, dim})
	}
}

// printed quotes the first lines of what the program printed.
func (p *page) printed(stream, text string) {
	if text == "" {
		return
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	n := p.shown(len(lines))
	for i, line := range lines[:n] {
		name := ""
		if i == 0 {
			name = stream
		}
		p.print(seg{fmt.Sprintf("  %-6s │ ", name), dim}, seg{strings.ReplaceAll(strings.TrimSuffix(line, "\r"), "\t", "    "), normal})
	}
	p.more(len(lines)-n, "lines of "+stream)
}
