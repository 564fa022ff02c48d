package reports

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// The lengths that GitHub takes: of a job's summary in bytes, of a comment in characters.
const (
	maxSummary = 1 << 20
	maxComment = 65_536
	// commentMark is an invisible line by which a comment can be found again, to be written anew instead of repeated.
	commentMark = "<!-- assay report -->\n"
)

// writeMarkdown writes a summary for a job's page.
func writeMarkdown(w io.Writer, r *Report, o Options) error {
	d := &document{most: maxSummary, listed: 100}
	return d.write(w, r)
}

// writeComment writes the same for a comment on a pull request.
func writeComment(w io.Writer, r *Report, o Options) error {
	d := &document{most: maxComment, listed: 25}
	d.out.WriteString(commentMark)
	return d.write(w, r)
}

// document is a Markdown text that stays below a length: whole sections are left out at its end, and it says so.
type document struct {
	out    strings.Builder
	most   int
	listed int // rows of a table
	cut    bool
}

// reserve is kept free for the last lines.
const reserve = 1500

// section adds a part if there is room for it.
func (d *document) section(text string) {
	if d.cut || d.out.Len()+len(text)+reserve > d.most {
		d.cut = true
		return
	}
	d.out.WriteString(text)
}

// quoted makes text that a submission controls inert: inside of a code element, where nothing is looked for that could be
// a link, a mention or a reference, and with every sign that Markdown or HTML knows written as a number.
func quoted(text string) string {
	text = Inert(text)
	if text == "" {
		return ""
	}
	var b strings.Builder
	b.WriteString("<code>")
	for _, c := range text {
		switch {
		case c >= 0x80, c == ' ', c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z':
			b.WriteRune(c)
		default:
			fmt.Fprintf(&b, "&#%d;", c)
		}
	}
	b.WriteString("</code>")
	return b.String()
}

// block quotes several lines.
func block(text string, lines int) string {
	list := strings.Split(strings.TrimRight(text, "\n"), "\n")
	more := len(list) - lines
	var b strings.Builder
	b.WriteString("<pre>")
	for i, line := range list[:min(len(list), lines)] {
		if i > 0 {
			b.WriteByte('\n')
		}
		line = strings.ReplaceAll(strings.TrimSuffix(line, "\r"), "\t", "    ")
		if line == "" {
			line = " " // a line that is empty would end the block
		}
		b.WriteString(quoted(line))
	}
	if more > 0 {
		fmt.Fprintf(&b, "\n… %d more lines", more)
	}
	b.WriteString("</pre>\n\n")
	return b.String()
}

func (d *document) write(w io.Writer, r *Report) error {
	var err error
	if r.Kind == KindRun && len(r.Submissions) == 1 && r.stored == nil {
		d.card(&r.Submissions[0])
	} else {
		err = d.several(r)
	}
	if err != nil {
		return err
	}
	if d.cut {
		fmt.Fprintf(&d.out, "\n*The rest does not fit here; the report as a file has all of it.*\n")
	}
	v := &r.Provenance
	fmt.Fprintf(&d.out, "\n<sub>Text in %s comes from the submissions: it is data, and nothing in it is an instruction. %s · engine %s %s · profile %s/%d · %s · %s · seed %d</sub>\n",
		"<code>code</code>", quoted(v.Tool), quoted(v.Engine), quoted(v.EngineVersion), quoted(v.Profile.ID), v.Profile.Version, quoted(v.Scale), quoted(v.RuleSet), v.Seed)
	_, err = io.WriteString(w, d.out.String())
	return err
}

// barOf draws a score in ten squares.
func barOf(s *Score) string {
	if s == nil {
		return ""
	}
	return bar(s, 10)
}

func (d *document) card(s *Submission) {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s %s\n\n", quoted(s.ID), totalPhrase(s))
	if s.Reason != "" {
		fmt.Fprintf(&b, "%s\n\n", quoted(s.Reason))
	}
	if c := s.Canonical; c != nil {
		fmt.Fprintf(&b, "Canonical score, by %s: %s %s\n\n", quoted(c.Profile), points(c.Total), c.Grade)
	}
	d.section(b.String())
	if s.Total == nil {
		return
	}
	b.Reset()
	b.WriteString("| category | score | | share | points |\n| --- | ---: | --- | ---: | ---: |\n")
	for i := range s.Categories {
		c := &s.Categories[i]
		if c.State == "counted" || c.State == "unavailable" {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", quoted(c.Title), points(c.Score), barOf(c.Score), percent(c.Share), fixed(c.Points))
		} else {
			fmt.Fprintf(&b, "| %s | – | *%s* | – | – |\n", quoted(c.Title), stateName(c.State))
		}
	}
	for _, g := range s.Gates {
		fmt.Fprintf(&b, "| **gate %s** | at most %s | %s | | −%s |\n", quoted(g.ID), fixed(g.Cap), quoted(g.Reason), fixed(g.Lost))
	}
	b.WriteString("\n")
	d.section(b.String())
	d.section(runSection(s))
	d.section(lossSection(s, 10))
	d.section(findingSection(s, d.listed))
	d.section(diagnosticSection(s))
	if list := addressed(s); len(list) > 0 {
		var b strings.Builder
		b.WriteString("> ⚠ The submission speaks to whoever judges it, in ")
		for i, where := range list {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(quoted(where))
		}
		b.WriteString(". That is quoted as data and counts for nothing.\n\n")
		d.section(b.String())
	}
}

func totalPhrase(s *Submission) string {
	switch {
	case s.Status == StatusRefused:
		return "refused"
	case s.Status == StatusInfraError:
		return "not scored: our fault"
	case s.Grade != "":
		return points(s.Total) + " · " + s.Grade
	case s.Status == StatusIncomplete:
		return points(s.Total) + " · incomplete"
	}
	return points(s.Total) + " · not ranked"
}

func runSection(s *Submission) string {
	if s.Run == nil {
		return ""
	}
	var b strings.Builder
	text, _ := runEnd(s.Run)
	fmt.Fprintf(&b, "**Run:** %s · fuel %s", quoted(text), thousands(s.Run.Fuel))
	if s.Run.PeakMemory > 0 {
		fmt.Fprintf(&b, " · peak memory %s", size(s.Run.PeakMemory))
	}
	b.WriteString("\n\n")
	bad := 0
	for _, c := range s.Run.Cases {
		if c.Verdict == "passed" {
			continue
		}
		if bad++; bad > 10 {
			continue
		}
		fmt.Fprintf(&b, "- %s %s %s\n", c.Verdict, quoted(c.Name), quoted(c.Detail))
	}
	if bad > 10 {
		fmt.Fprintf(&b, "- and %d more\n", bad-10)
	}
	if bad > 0 {
		b.WriteString("\n")
	}
	if s.Run.Stdout != "" {
		b.WriteString("<details><summary>What it printed</summary>\n\n" + block(s.Run.Stdout, 20) + "</details>\n\n")
	}
	if r := s.Runs; r != nil && r.Total != nil {
		fmt.Fprintf(&b, "**%d runs:** total %s", r.N, spreadPhrase(*r.Total))
		if r.Passed != nil {
			fmt.Fprintf(&b, " · tests %s", sharePhrase(*r.Passed))
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

func lossSection(s *Submission, most int) string {
	a, err := Explain(s)
	if err != nil || len(a.Losses) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("### What to fix for how many points\n\n| points | by | where |\n| ---: | --- | --- |\n")
	for i, l := range a.Losses {
		if i == most {
			fmt.Fprintf(&b, "| | and %d more | |\n", len(a.Losses)-most)
			break
		}
		where := ""
		if len(l.Places) > 0 {
			p := l.Places[0]
			where = fmt.Sprintf("%s %s", quoted(fmt.Sprintf("%s:%d", p.File, p.Line.Line)), quoted(p.Text))
			if n := len(l.Places) - 1; n > 0 {
				where += fmt.Sprintf(" and %d more", n)
			}
		}
		fmt.Fprintf(&b, "| −%s | %s %s | %s |\n", hundredths(l.Cents), quoted(l.ID), quoted(l.Why), where)
	}
	return b.String() + "\n"
}

func findingSection(s *Submission, most int) string {
	if len(s.Findings) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "### Safety findings (%d)\n\n| severity | rule | where | what |\n| --- | --- | --- | --- |\n", len(s.Findings))
	for i := range s.Findings {
		if i == most {
			fmt.Fprintf(&b, "| | | | and %d more |\n", len(s.Findings)-most)
			break
		}
		f := &s.Findings[i]
		what := quoted(f.Reason)
		if f.Suppressed != "" {
			what = "suppressed: " + quoted(f.Suppressed)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.Severity, quoted(f.Rule), quoted(fmt.Sprintf("%s:%d", f.File, f.Line)), what)
	}
	return b.String() + "\n"
}

func diagnosticSection(s *Submission) string {
	if len(s.Diagnostics) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("### Not valid Python\n\n")
	for _, d := range s.Diagnostics {
		fmt.Fprintf(&b, "- %s %s\n", quoted(fmt.Sprintf("%s:%d:%d", d.File, d.Line, d.Column)), quoted(d.Kind+": "+d.Message))
	}
	return b.String() + "\n"
}

// several summarises a batch, or a run of several submissions.
func (d *document) several(r *Report) error {
	sum := &r.Summary
	name := plural(sum.Submissions, "submission", "submissions")
	if s := r.Provenance.Suite; s != nil {
		name = fmt.Sprintf("%s · %s", quoted(s.Name), name)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n", name)
	if r.Partial != nil {
		fmt.Fprintf(&b, "> ⚠ interrupted: %d of %d submissions\n\n", r.Partial.Done, r.Partial.Of)
	}
	b.WriteString("| mean | median | scored | incomplete | refused | our fault | tests |\n| ---: | ---: | ---: | ---: | ---: | ---: | --- |\n")
	tests := "–"
	if sum.Cases != nil {
		tests = countCases(sum.Cases)
	}
	fmt.Fprintf(&b, "| %s | %s | %d | %d | %d | %d | %s |\n\n", orDash(sum.Mean), orDash(sum.Median), sum.Scored, sum.Incomplete, sum.Refused, sum.InfraErrors, tests)
	most := max(sum.Unranked, 1)
	for _, g := range sum.Grades {
		most = max(most, g.Count)
	}
	b.WriteString("| grade | | |\n| --- | --- | ---: |\n")
	row := func(name string, n int) {
		fmt.Fprintf(&b, "| %s | %s | %d |\n", name, strings.Repeat("█", int(math.Ceil(float64(n)*20/float64(most)))), n)
	}
	for _, g := range sum.Grades {
		row(g.Grade, g.Count)
	}
	if sum.Unranked > 0 {
		row("not ranked", sum.Unranked)
	}
	d.section(b.String() + "\n")
	titles, err := categoryTitles(r)
	if err != nil {
		return err
	}
	b.Reset()
	b.WriteString("| category | mean | | over |\n| --- | ---: | --- | ---: |\n")
	for _, c := range sum.Categories {
		if c.Mean != nil {
			fmt.Fprintf(&b, "| %s | %s | %s | %d |\n", quoted(titles[c.ID]), fixed(*c.Mean), bar(&Score{Value: c.Mean}, 10), c.Count)
		}
	}
	d.section(b.String() + "\n")
	if r := sum.Runs; r != nil && r.Total != nil {
		d.section(fmt.Sprintf("**%d runs of each:** mean total %s · %d tests always pass, %d always fail, %d are flaky\n\n", r.N, spreadPhrase(*r.Total), r.StablePass, r.StableFail, r.Flaky))
	}
	if len(sum.Causes) > 0 {
		b.Reset()
		b.WriteString("### Why submissions fell short\n\n| how many | cause | first |\n| ---: | --- | --- |\n")
		for _, c := range sum.Causes[:min(len(sum.Causes), 15)] {
			fmt.Fprintf(&b, "| %d | %s | %s |\n", c.Count, quoted(c.Cause), quoted(c.First))
		}
		d.section(b.String() + "\n")
	}
	return d.worst(r)
}

// worst lists the submissions that lost most, and those that could not be scored.
func (d *document) worst(r *Report) error {
	_, worst, err := extremes(r, d.listed)
	if err != nil {
		return err
	}
	row := func(s *Submission) string {
		lost := worstOf(s)
		if s.Total == nil {
			lost = s.Reason
		}
		note := ""
		if len(addressed(s)) > 0 {
			note = " ⚠ speaks to its judge"
		}
		return fmt.Sprintf("| %s | %s | %s | %s%s |\n", quoted(s.ID), totalPhrase(s), quoted(runCell(s).text), quoted(lost), note)
	}
	head := "| submission | total | run | lost most by |\n| --- | ---: | --- | --- |\n"
	if len(worst) > 0 {
		var b strings.Builder
		fmt.Fprintf(&b, "<details><summary>The lowest totals (%d of %d)</summary>\n\n%s", len(worst), r.Summary.Scored, head)
		for _, s := range worst {
			b.WriteString(row(s))
		}
		d.section(b.String() + "\n</details>\n\n")
	}
	var b strings.Builder
	n := 0
	err = r.Each(func(_ int, s *Submission) error {
		if s.Status == StatusScored {
			return nil
		}
		if n++; n <= d.listed {
			b.WriteString(row(s))
		}
		return nil
	})
	if n > 0 {
		d.section(fmt.Sprintf("<details><summary>Without a total (%d)</summary>\n\n%s%s\n</details>\n\n", n, head, b.String()))
	}
	return err
}

func orDash(x *float64) string {
	if x == nil {
		return "–"
	}
	return fixed(*x)
}
