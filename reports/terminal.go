package reports

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// writeTerminal writes the report for people: the scorecard of one submission, or a table of several.
func writeTerminal(w io.Writer, r *Report, o Options) error {
	p := newPage(o)
	var err error
	switch {
	case r.Kind == KindRun && len(r.Submissions) == 1:
		err = p.card(r, &r.Submissions[0])
	case r.Kind == KindRun:
		err = p.several(r)
	default:
		err = p.batch(r)
	}
	if err != nil {
		return err
	}
	p.provenance(r)
	_, err = w.Write(p.bytes())
	return err
}

// headline names a submission and its total.
func (p *page) headline(s *Submission) {
	var total []seg
	switch {
	case s.Status == StatusRefused:
		total = []seg{{"refused", alarm}}
	case s.Status == StatusInfraError:
		total = []seg{{"not scored: our fault", alarm}}
	case s.Status == StatusIncomplete:
		total = []seg{{points(s.Total), toneOf(s.Total)}, {"  incomplete", yellow}}
	case s.Grade != "":
		total = []seg{{points(s.Total), bold}, {"  " + s.Grade, gradeTone(s.Grade)}}
	default:
		total = []seg{{points(s.Total), bold}, {"  not ranked", alarm}}
	}
	p.spread([]seg{{s.ID, bold}}, total)
	p.rule()
}

func gradeTone(grade string) style {
	switch grade {
	case "A", "B":
		return "1;" + green
	case "C", "D":
		return "1;" + yellow
	}
	return alarm
}

// card is the scorecard of one submission.
func (p *page) card(r *Report, s *Submission) error {
	p.headline(s)
	if s.Reason != "" {
		p.wrap(nil, 0, s.Reason, normal)
	}
	if s.Total == nil {
		return nil
	}
	p.identity(s)
	if c := s.Canonical; c != nil {
		text := points(c.Total) + " by " + c.Profile
		if c.Grade != "" {
			text += ", " + c.Grade
		}
		p.print(seg{"canonical score " + text, dim})
	}
	p.blank()
	if err := p.categories(s); err != nil {
		return err
	}
	p.gates(s)
	p.diagnostics(s)
	p.ended(r, s)
	if err := p.runs(s); err != nil {
		return err
	}
	if err := p.costliest(s); err != nil {
		return err
	}
	p.findings(s)
	if p.verbose {
		if err := p.metrics(s); err != nil {
			return err
		}
	}
	p.uncounted(s)
	p.notes(s)
	return nil
}

// identity says in a line what was looked at.
func (p *page) identity(s *Submission) {
	parts := []string{s.Kind}
	if s.Task != "" && s.Task != s.ID {
		parts = append(parts, "task "+s.Task)
	}
	lines := 0
	for _, f := range s.Files {
		lines += f.Lines
	}
	n := len(s.Files)
	if s.Omitted != nil {
		n += s.Omitted.Files
	}
	if n != 1 {
		parts = append(parts, plural(n, "Python file", "Python files"))
	}
	parts = append(parts, plural(lines, "line", "lines"))
	if len(s.Digest) > 19 {
		parts = append(parts, s.Digest[:19])
	}
	p.print(seg{strings.Join(parts, " · "), dim})
}

// categories is the table of the categories with their bars.
func (p *page) categories(s *Submission) error {
	bars := min(30, max(p.width-56, 8))
	columns := []column{{title: "category", flexible: true}, {title: "score", right: true}, {title: "", drop: 60}, {title: "share", right: true}, {title: "points", right: true}}
	var rows [][]seg
	for i := range s.Categories {
		c := &s.Categories[i]
		switch c.State {
		case "counted", "unavailable":
			gained := fixed(c.Points)
			if c.Score != nil && c.Score.Value == nil {
				gained = fmt.Sprintf("%s – %s", fixed(round(c.Share*c.Score.Low, 2)), fixed(round(c.Share*c.Score.High, 2)))
			}
			rows = append(rows, []seg{{c.Title, normal}, {points(c.Score), toneOf(c.Score)}, {bar(c.Score, bars), toneOf(c.Score)}, {percent(c.Share), dim}, {gained, normal}})
		default:
			rows = append(rows, []seg{{c.Title, dim}, {"–", dim}, {stateName(c.State), dim}, {"–", dim}, {"–", dim}})
		}
	}
	for _, g := range s.Gates {
		if g.Lost == 0 {
			continue
		}
		rows = append(rows, []seg{{"gate " + g.ID, alarm}, {"", normal}, {"at most " + fixed(g.Cap), red}, {"", normal}, {"−" + fixed(g.Lost), red}})
	}
	rows = append(rows, []seg{{"total", bold}, {"", normal}, {bar(s.Total, bars), toneOf(s.Total)}, {"", normal}, {points(s.Total), bold}})
	return p.table(columns, rows)
}

// stateName is a state for people.
func stateName(state string) string { return strings.ReplaceAll(state, "_", " ") }

func (p *page) gates(s *Submission) {
	if len(s.Gates) == 0 {
		return
	}
	p.title("Gates")
	for _, g := range s.Gates {
		p.wrap([]seg{{"  ✗ " + g.ID + "  ", alarm}}, 4, g.Reason+" (the total is at most "+fixed(g.Cap)+")", normal)
	}
}

// maxShown is how many entries of a list a page shows where it is not verbose.
const maxShown = 5

func (p *page) shown(n int) int {
	if p.verbose {
		return n
	}
	return min(n, maxShown)
}

func (p *page) more(n int, what string) {
	if n > 0 {
		hint := ""
		if !p.verbose {
			hint = " (-v shows more)"
		}
		p.print(seg{fmt.Sprintf("  and %d more %s%s", n, what, hint), dim})
	}
}

func (p *page) diagnostics(s *Submission) {
	if len(s.Diagnostics) == 0 {
		return
	}
	p.title("Not valid Python")
	n := p.shown(len(s.Diagnostics))
	for _, d := range s.Diagnostics[:n] {
		p.wrap([]seg{{fmt.Sprintf("  %s:%d:%d  ", p.fitMiddle(Inert(d.File), p.width/2), d.Line, d.Column), cyan}}, 4, d.Kind+": "+d.Message, normal)
		p.excerpt(d.Line, d.Excerpt, d.Column, 0)
	}
	rest := len(s.Diagnostics) - n
	if s.Omitted != nil {
		rest += s.Omitted.Diagnostics
	}
	p.more(rest, "errors")
}

// excerpt quotes a source line without its indentation, with a caret under a column where that is on it.
func (p *page) excerpt(line int, text string, column, length int) {
	trimmed := strings.TrimLeft(text, " \t\f")
	if trimmed == "" {
		return
	}
	gutter := fmt.Sprintf("    %5d │ ", line)
	room := max(p.width-len([]rune(gutter)), 10)
	p.print(seg{gutter, dim}, seg{p.fit(Inert(trimmed), room), normal})
	at := column - 1 - (len([]rune(text)) - len([]rune(trimmed)))
	runes := []rune(trimmed)
	if column < 1 || at < 0 || at > len(runes) || strings.HasPrefix(trimmed, "…") {
		return
	}
	before := p.columns(Inert(string(runes[:at])))
	marked := 1
	if length > 0 && at+length <= len(runes) {
		marked = max(p.columns(Inert(string(runes[at:at+length]))), 1)
	}
	if before+1 > room {
		return
	}
	p.print(seg{strings.Repeat(" ", len([]rune(gutter))-2) + "│ ", dim}, plainSeg("%*s", before, ""), seg{strings.Repeat("^", min(marked, room-before)), yellow})
}

// costliest shows where most of the points went.
func (p *page) costliest(s *Submission) error {
	a, err := Explain(s)
	if err != nil {
		return err
	}
	var losses []Loss
	for _, l := range a.Losses {
		if l.Category != "" && l.Cents > 0 { // gates stand in a section of their own
			losses = append(losses, l)
		}
	}
	if len(losses) == 0 {
		return nil
	}
	p.title("Where points were lost")
	n := p.shown(len(losses))
	for i := range losses[:n] {
		l := losses[i]
		if !p.verbose && len(l.Places) > 2 {
			for _, rest := range l.Places[2:] {
				l.Elsewhere += rest.Cents
			}
			l.hidden = len(l.Places) - 2
			l.Places = l.Places[:2]
		}
		p.loss(&l)
	}
	p.more(len(losses)-n, "metrics")
	return nil
}

// loss writes one loss with its places.
func (p *page) loss(l *Loss) {
	group := l.Category
	if group == "" {
		group = "gate"
	}
	p.wrap([]seg{{fmt.Sprintf("%8s  ", "−"+hundredths(l.Cents)), red}, {group + " · ", dim}, {l.ID + "  ", bold}}, 12, l.Why, normal)
	for i := range l.Places {
		place := &l.Places[i]
		where := Inert(place.File)
		if place.Line.Line > 0 {
			where = fmt.Sprintf("%s:%d", p.fitMiddle(where, p.width/2), place.Line.Line)
		}
		p.print(plainSeg("          "), seg{fmt.Sprintf("%7s  ", "−"+hundredths(place.Cents)), dim}, seg{where, cyan}, plainSeg("  %s", place.Text))
		if place.Line.Line > 0 {
			p.excerpt(place.Line.Line, place.Excerpt, 0, 0)
		}
	}
	if l.Elsewhere > 0 && len(l.Places) > 0 {
		where := "elsewhere"
		if l.hidden > 0 {
			where = "in " + plural(l.hidden, "more place", "more places")
		}
		p.print(plainSeg("          "), seg{fmt.Sprintf("%7s  %s", "−"+hundredths(l.Elsewhere), where), dim})
	}
}

// sum writes a number of hundredths under the losses.
func (p *page) sum(cents int, what string) {
	p.print(seg{fmt.Sprintf("%8s", hundredths(cents)), bold}, plainSeg("  %s", what))
}

// The severities and confidences, mildest first.
var (
	severities  = []string{"info", "low", "medium", "high", "critical"}
	confidences = []string{"low", "medium", "high", "observed"}
)

func severityTone(severity string) style {
	switch severity {
	case "critical", "high":
		return alarm
	case "medium":
		return yellow
	}
	return dim
}

func (p *page) findings(s *Submission) {
	if len(s.Findings) == 0 {
		return
	}
	total := len(s.Findings)
	if s.Omitted != nil {
		total += s.Omitted.Findings
	}
	p.title(fmt.Sprintf("Safety findings (%d)", total))
	worst := slices.Clone(s.Findings) // the record has them by place
	slices.SortStableFunc(worst, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(slices.Index(severities, b.Severity), slices.Index(severities, a.Severity)),
			cmp.Compare(slices.Index(confidences, b.Confidence), slices.Index(confidences, a.Confidence)))
	})
	n := p.shown(len(worst))
	for i := range worst[:n] {
		f := &worst[i]
		length := 0
		if f.EndLine == f.Line {
			length = f.EndColumn - f.Column
		}
		p.print(plainSeg("  "), seg{f.Severity, severityTone(f.Severity)}, plainSeg("  "), seg{f.Rule, bold}, plainSeg("  "),
			seg{fmt.Sprintf("%s:%d:%d", p.fitMiddle(Inert(f.File), p.width/2), f.Line, f.Column), cyan}, seg{"  " + f.Confidence + " confidence", dim})
		p.excerpt(f.Line, f.Excerpt, f.Column, length)
		reason := f.Reason
		if f.Value != "" {
			reason += " [" + f.Value + "]"
		}
		p.wrap(nil, 6, reason, normal)
		if f.Suppressed != "" {
			p.wrap([]seg{{"      suppressed: ", dim}}, 18, f.Suppressed, normal)
		} else if f.Fix != "" {
			p.wrap([]seg{{"      instead: ", dim}}, 15, f.Fix, normal)
		}
	}
	p.more(total-n, "findings")
}

// metrics is the table of all metrics.
func (p *page) metrics(s *Submission) error {
	p.title("Metrics")
	columns := []column{{title: "metric", flexible: true}, {title: "value", right: true, flexible: true}, {title: "score", right: true}, {title: "share", right: true, drop: 60}, {title: "lost", right: true}, {title: "", flexible: true, drop: 70}}
	var rows [][]seg
	for _, c := range s.Categories {
		for _, m := range c.Metrics {
			value, lost, share := "–", "–", "–"
			if m.Value != nil {
				value = quantity(*m.Value, m.Unit)
			}
			state := normal
			if m.State != "counted" {
				state = dim
			} else {
				lost, share = fixed(round(m.Lost, 2)), percent(m.Share)
			}
			why := m.Reason
			if m.State != "counted" && why == "" {
				why = stateName(m.State)
			}
			rows = append(rows, []seg{{c.ID + "." + m.ID, state}, {value, state}, {points(m.Score), toneOf(m.Score)}, {share, dim}, {lost, state}, {why, dim}})
		}
	}
	return p.table(columns, rows)
}

// uncounted says what is no part of the score, and why; what has the same reason stands together.
func (p *page) uncounted(s *Submission) {
	var reasons []string
	names := map[string][]string{}
	add := func(name, state, reason string) {
		if state != "not_applicable" && state != "unavailable" && state != "disabled" {
			return
		}
		why := stateName(state) + reasonAfter(reason)
		if names[why] == nil {
			reasons = append(reasons, why)
		}
		names[why] = append(names[why], name)
	}
	for _, c := range s.Categories {
		add(c.Title, c.State, c.Reason)
		if c.State == "counted" || c.State == "reported" {
			for _, m := range c.Metrics {
				add(c.Title+" · "+m.ID, m.State, m.Reason)
			}
		}
	}
	if len(reasons) == 0 {
		return
	}
	p.title("Not counted")
	for _, why := range reasons {
		p.wrap(nil, 2, strings.Join(names[why], ", "), normal)
		p.wrap(nil, 6, why, dim)
	}
}

func reasonAfter(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + reason
}

func (p *page) notes(s *Submission) {
	if len(s.Notes) == 0 {
		return
	}
	p.title("Notes")
	n := p.shown(len(s.Notes))
	for _, note := range s.Notes[:n] {
		where := note.File
		if note.Line > 0 {
			where = fmt.Sprintf("%s:%d", where, note.Line)
		}
		if where != "" {
			where = p.fitMiddle(Inert(where), p.width/2) + "  "
		}
		p.wrap([]seg{{"  " + where, cyan}}, 4, note.Message, normal)
	}
	rest := len(s.Notes) - n
	if s.Omitted != nil {
		rest += s.Omitted.Notes
	}
	p.more(rest, "notes")
}

// provenance is the last line: by what the numbers were made.
func (p *page) provenance(r *Report) {
	v := &r.Provenance
	p.blank()
	engine := v.EngineVersion
	if !strings.HasPrefix(engine, v.Engine) {
		engine = v.Engine + " " + engine
	}
	text := fmt.Sprintf("%s · engine %s · fuel %s · profile %s/%d · %s · %s · Python %s · seed %d", v.Tool, engine, v.FuelSchedule,
		v.Profile.ID, v.Profile.Version, v.Scale, v.RuleSet, v.TargetPython, v.Seed)
	p.wrap(nil, 0, text, dim)
	if h := r.HostInfo; h != nil {
		p.wrap(nil, 0, fmt.Sprintf("%s/%s · %d CPUs · %d workers · started %s · %.0f ms", h.OS, h.Arch, h.CPUs, h.Workers, h.StartedAt, h.WallMillis), dim)
	}
}
