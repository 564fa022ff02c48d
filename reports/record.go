package reports

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
)

// The statuses of a submission.
const (
	StatusScored     = "scored"
	StatusIncomplete = "incomplete"
	StatusRefused    = "refused"
	StatusInfraError = "infra_error"
)

// Judged is the record of a submission that was looked at and judged. It shares nothing with the evidence, so that
// sources and trees can be forgotten once it is made.
func Judged(ev *analyze.Evidence, card *profiles.Scorecard, reg *metrics.Registry) Submission {
	s := ev.Submission
	b := &builder{files: map[string]*source.File{}, reg: reg}
	b.know(ev)
	out := Submission{ID: s.ID, Task: s.Task, Kind: s.Kind.String(), Digest: s.Digest, Status: card.Status.String(),
		Total: b.score(card.Total), Grade: card.Grade, Ranked: card.Ranked}
	if c := card.Canonical; c != nil {
		d := profiles.Default()
		out.Canonical = &Canonical{Profile: d.ID + "/" + strconv.Itoa(d.Version), Status: c.Status.String(), Total: b.score(c.Total), Grade: c.Grade, Ranked: c.Ranked}
	}
	for _, g := range card.Gates {
		out.Gates = append(out.Gates, Gate{ID: g.ID, Reason: clip(g.Reason), Cap: round(g.Cap, 2), Lost: round(g.Lost, 4)})
	}
	out.Categories = make([]Category, 0, len(card.Categories))
	for i := range card.Categories {
		out.Categories = append(out.Categories, b.category(&card.Categories[i]))
	}
	out.Files = b.fileList(s, ev.Invalid)
	out.Findings = b.findings(ev.Findings)
	for i, n := range s.Notes {
		if i == MaxNotes {
			b.omitted.Notes = len(s.Notes) - i
			break
		}
		out.Notes = append(out.Notes, Note{Code: n.Code, File: clip(n.File), Line: n.Line, Message: clip(n.Message)})
	}
	out.Diagnostics = b.diagnostics(ev.Invalid)
	if ev.Run != nil {
		out.Run = b.run(ev.Run)
		b.observed(out.Run, ev.Run.Outcome.Observed)
	}
	if b.omitted != (Omitted{}) {
		out.Omitted = &b.omitted
	}
	return out
}

// Refused is the record of a submission that was not taken in.
func Refused(s *analyze.Submission) Submission {
	return Submission{ID: s.ID, Task: s.Task, Kind: s.Kind.String(), Digest: s.Digest, Status: StatusRefused, Reason: clip(s.Refused)}
}

// InfraError is the record of a submission that a fault of ours kept from being judged.
func InfraError(s *analyze.Submission, reason string) Submission {
	return Submission{ID: s.ID, Task: s.Task, Kind: s.Kind.String(), Digest: s.Digest, Status: StatusInfraError, Reason: clip(reason)}
}

// builder makes one record. It knows the sources, to turn bytes into characters and to quote lines.
type builder struct {
	files   map[string]*source.File
	reg     *metrics.Registry
	omitted Omitted

	scores  []Score
	numbers []float64

	// The last place whose column was counted: on a line of megabytes, the next one is counted from there.
	lastFile             *source.File
	lastLine             int
	lastBytes, lastChars int
}

// column turns a column in bytes from 0 into one in characters from 1.
func (b *builder) column(f *source.File, line, column int) int {
	text := f.Line(line)
	column = min(max(column, 0), len(text))
	if b.lastFile != f || b.lastLine != line || column < b.lastBytes {
		b.lastFile, b.lastLine, b.lastBytes, b.lastChars = f, line, 0, 0
	}
	b.lastChars += utf8.RuneCountInString(text[b.lastBytes:column])
	b.lastBytes = column
	return b.lastChars + 1
}

func (b *builder) know(ev *analyze.Evidence) {
	add := func(name string, f *source.File) {
		if f != nil && b.files[name] == nil {
			b.files[name] = f
		}
	}
	for _, f := range ev.Submission.Files {
		add(f.Path, f.Source)
		if f.Source != nil {
			add(f.Source.Name, f.Source)
		}
	}
	for _, m := range ev.Modules {
		add(m.Path, m.Tree.File)
		add(m.Tree.File.Name, m.Tree.File)
	}
	for _, f := range ev.Invalid {
		add(f.File.Name, f.File)
	}
}

func (b *builder) fileList(s *analyze.Submission, invalid []analyze.InvalidFile) []File {
	bad := map[*source.File]bool{}
	for _, f := range invalid {
		bad[f.File] = true
	}
	var out []File
	left := MaxSource
	for i, f := range s.Files {
		if i == MaxFiles {
			b.omitted.Files = len(s.Files) - i
			break
		}
		file := File{Path: clip(f.Path), Lines: f.Source.Lines(), Valid: !bad[f.Source]}
		if text := f.Source.Text; len(text) <= left {
			left -= len(text)
			file.Text = strings.ToValidUTF8(text, "\uFFFD")
		}
		out = append(out, file)
	}
	return out
}

func (b *builder) category(c *profiles.Category) Category {
	out := Category{ID: c.ID, Title: c.Title, State: c.State.String(), Reason: clip(c.Reason), Weight: round(c.Weight, 6),
		Share: round(c.Share, 6), Points: round(c.Points, 4), Metrics: make([]Metric, 0, len(c.Metrics))}
	if c.State == profiles.Counted || c.State == profiles.Unavailable {
		out.Score = b.score(c.Score)
	}
	for i := range c.Metrics {
		out.Metrics = append(out.Metrics, b.metric(&c.Metrics[i]))
	}
	return out
}

func (b *builder) metric(m *profiles.MetricScore) Metric {
	out := Metric{ID: m.ID, State: m.State.String(), Reason: clip(m.Reason), Weight: round(m.Weight, 6), Share: round(m.Share, 6), Lost: round(m.Lost, 4)}
	if declared, ok := b.reg.Lookup(m.ID); ok {
		out.Unit = declared.Unit
	}
	if m.State != profiles.Counted && m.State != profiles.Reported {
		return out
	}
	if m.Value.State == metrics.Measured {
		out.Value = b.number(round(m.Value.Number, 6))
	}
	if m.Score.Known {
		out.Score = b.score(m.Score)
	}
	if m.State == profiles.Counted && m.Lost > 0 {
		out.Lines = slices.Grow(out.Lines, min(len(m.Places), MaxLines))
		for _, p := range m.Places[:min(len(m.Places), MaxLines)] {
			out.Lines = append(out.Lines, b.line(p.File, p.Line, p.Column, p.Points, p.Text))
		}
	} else {
		out.Lines = slices.Grow(out.Lines, min(len(m.Value.Lines), MaxLines))
		for _, l := range m.Value.Lines[:min(len(m.Value.Lines), MaxLines)] {
			out.Lines = append(out.Lines, b.line(l.File, l.Line, l.Column, 0, l.Text))
		}
	}
	return out
}

func (b *builder) line(file string, line, column int, points float64, text string) Line {
	l := Line{File: clip(file), Line: line, Column: column + 1, Points: round(points, 4), Text: clip(text)}
	if f := b.files[file]; f != nil {
		l.Column = b.column(f, line, column)
		l.Excerpt = excerpt(f.Line(line), column)
	}
	return l
}

// findings keeps the order of the evidence. Where there are too many, the mildest are left out.
func (b *builder) findings(list []safety.Finding) []Finding {
	kept := list
	if len(list) > MaxFindings {
		b.omitted.Findings = len(list) - MaxFindings
		order := make([]int, len(list))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(x, y int) int {
			return cmp.Or(cmp.Compare(list[y].Severity, list[x].Severity), cmp.Compare(list[y].Confidence, list[x].Confidence))
		})
		order = order[:MaxFindings]
		slices.Sort(order)
		kept = nil
		for _, i := range order {
			kept = append(kept, list[i])
		}
	}
	var out []Finding
	for _, f := range kept {
		from, to := f.File.Position(f.Span.From), f.File.Position(f.Span.To)
		line := f.File.Line(from.Line)
		record := Finding{Rule: f.Rule, Severity: f.Severity.String(), Confidence: f.Confidence.String(), File: clip(f.File.Name),
			Line: from.Line, Column: b.column(f.File, from.Line, from.Column), EndLine: to.Line, EndColumn: b.column(f.File, to.Line, to.Column),
			Excerpt: excerpt(line, from.Column), Value: clip(f.Value), Reason: clip(f.Reason), Fix: clip(f.Fix), Suppressed: clip(f.Suppressed)}
		if rule, ok := safety.Lookup(f.Rule); ok {
			record.CWE = rule.CWE
		}
		out = append(out, record)
	}
	return out
}

func (b *builder) diagnostics(invalid []analyze.InvalidFile) []Diagnostic {
	var out []Diagnostic
	for _, f := range invalid {
		for _, d := range f.Diagnostics {
			if len(out) == MaxDiagnostics {
				b.omitted.Diagnostics++
				continue
			}
			at := f.File.Position(d.From)
			line := f.File.Line(at.Line)
			out = append(out, Diagnostic{Kind: d.Kind.String(), File: clip(f.File.Name), Line: at.Line,
				Column: b.column(f.File, at.Line, at.Column), Message: clip(d.Message), Excerpt: excerpt(line, at.Column)})
		}
	}
	return out
}

func (b *builder) run(r *analyze.RunEvidence) *Run {
	o := r.Outcome
	out := &Run{Status: o.Status.String(), Detail: clip(o.Detail), Line: o.Line, Fuel: o.Fuel, PeakMemory: o.PeakMemory}
	if o.Status == interp.Exited {
		code := o.ExitCode
		out.ExitCode = &code
	}
	if o.Diagnostic != nil && o.File != nil {
		out.Line = o.File.Position(o.Diagnostic.From).Line
		if out.Detail == "" {
			out.Detail = clip(o.Diagnostic.Error())
		}
	}
	if e := o.Exception; e != nil {
		out.Exception = &Exception{Type: clip(e.Type), Message: clip(e.Message), Traceback: b.traceback(e.Traceback)}
	}
	out.Stdout, out.Truncated = output(o.Stdout)
	var cut bool
	out.Stderr, cut = output(o.Stderr)
	out.Truncated = out.Truncated || cut
	for i, e := range o.Effects {
		if i == MaxEffects {
			out.EffectsDropped = len(o.Effects) - i
			break
		}
		out.Effects = append(out.Effects, Effect{Kind: clip(e.Kind), What: clip(e.What), Denied: e.Denied, File: clip(e.File), Line: e.Line})
	}
	out.EffectsDropped += o.EffectsDropped
	for i, c := range r.Cases {
		if i == MaxCases {
			b.omitted.Cases = len(r.Cases) - i
			break
		}
		out.Cases = append(out.Cases, Case{Name: clip(c.Name), Verdict: c.Verdict.String(), Detail: clip(c.Detail), Line: c.Line})
	}
	return out
}

// traceback keeps the outermost and the innermost frames: what happens between is a recursion in most cases.
func (b *builder) traceback(frames []interp.Frame) []Frame {
	kept := frames
	if len(frames) > MaxTraceback {
		half := MaxTraceback / 2
		kept = slices.Concat(frames[:half], frames[len(frames)-half:])
		b.omitted.Frames = len(frames) - MaxTraceback
	}
	var out []Frame
	for _, f := range kept {
		out = append(out, Frame{File: clip(f.File), Line: f.Line, Function: clip(f.Function)})
	}
	return out
}

// score is the record of a score, rounded to two decimals.
func (b *builder) score(s profiles.Score) *Score {
	out := Score{Low: round(s.Low, 2), High: round(s.High, 2)}
	if s.Known {
		out.Value = b.number(round(s.Value, 2))
	}
	if len(b.scores) == cap(b.scores) {
		b.scores = make([]Score, 0, slab)
	}
	b.scores = append(b.scores, out)
	return &b.scores[len(b.scores)-1]
}

// slab is how many of the small things that a record points to are made at once.
const slab = 64

func (b *builder) number(x float64) *float64 {
	if len(b.numbers) == cap(b.numbers) {
		b.numbers = make([]float64, 0, 2*slab)
	}
	b.numbers = append(b.numbers, x)
	return &b.numbers[len(b.numbers)-1]
}

// round rounds half away from zero. What is not finite, which nothing of ours should yield, becomes 0, since JSON has
// no way to write it.
func round(x float64, decimals int) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	unit := math.Pow10(decimals)
	if rounded := math.Round(x*unit) / unit; rounded != 0 {
		return rounded
	}
	return 0 // and not the negative zero
}

// clip makes text valid and bounds its length.
func clip(s string) string {
	if len(s) > MaxText*utf8.UTFMax {
		s = s[:MaxText*utf8.UTFMax]
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) <= MaxText || utf8.RuneCountInString(s) <= MaxText {
		return s
	}
	n := 0
	for i := range s {
		if n++; n == MaxText {
			return s[:i] + "…"
		}
	}
	return s
}

// excerptBefore is how many bytes before the place an excerpt of a very long line begins.
const excerptBefore = 60

// excerpt is a source line; of one that is very long, the part around a byte column.
func excerpt(line string, column int) string {
	if len(line) <= MaxText {
		return strings.ToValidUTF8(line, "\uFFFD")
	}
	from := max(min(column, len(line))-excerptBefore, 0)
	for from > 0 && !utf8.RuneStart(line[from]) {
		from--
	}
	text := line[from:min(len(line), from+MaxText)]
	if from > 0 {
		text = "…" + text
	}
	return clip(strings.ToValidUTF8(text, ""))
}

// output is what a report keeps of what was printed.
func output(b []byte) (text string, cut bool) {
	if len(b) > MaxOutput {
		b, cut = b[:MaxOutput], true
		for len(b) > MaxOutput-utf8.UTFMax && !utf8.Valid(b) { // not in the middle of a character
			b = b[:len(b)-1]
		}
	}
	return strings.ToValidUTF8(string(b), "\uFFFD"), cut
}
