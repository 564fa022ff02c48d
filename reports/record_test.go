package reports

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/schemas"
)

// judged makes the record of a file with a run and findings, through an empty scorecard, and checks it against the schema.
func judged(t *testing.T, ev *analyze.Evidence) Submission {
	t.Helper()
	card := &profiles.Scorecard{Total: profiles.Score{Known: true, Value: 66.666, Low: 66.666, High: 66.666}, Grade: "D", Ranked: true,
		Categories: []profiles.Category{{ID: "c", Title: "C", Weight: 1, Share: 1, Score: profiles.Score{Known: true, Value: 66.666, Low: 66.666, High: 66.666}, Points: 66.666}}}
	s := Judged(ev, card, metrics.Builtin())
	text, err := Marshal(New(KindRun, sampleProvenance(), []Submission{s}))
	if err != nil {
		t.Fatal(err)
	}
	value, err := schemas.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := schemas.Validate("report", value); err != nil {
		t.Fatal(err)
	}
	return s
}

func submissionOf(text string) (*analyze.Submission, *source.File) {
	sub := analyze.FromFile("a.py", []byte(text), analyze.Options{})
	return sub, sub.Files[0].Source
}

func TestColumnsAreCharacters(t *testing.T) {
	sub, f := submissionOf("é = '漢字'; eval(x)\n")
	at := strings.Index(f.Text, "eval")
	s := judged(t, &analyze.Evidence{Submission: sub, Findings: []safety.Finding{
		{Rule: "SAF101", File: f, Span: source.Span{From: source.Pos(at), To: source.Pos(at + 7)}, Reason: "r"}}})
	if got := s.Findings[0]; got.Line != 1 || got.Column != 11 || got.EndColumn != 18 || got.Excerpt != "é = '漢字'; eval(x)" {
		t.Errorf("%+v", got)
	}
}

// TestVeryLongLine: the excerpt of a line of megabytes is the part that matters, and counting columns on it is linear.
func TestVeryLongLine(t *testing.T) {
	sub, f := submissionOf("x = '" + strings.Repeat("漢", 500_000) + "'; " + strings.Repeat("eval(x); ", 2000) + "\n")
	ev := &analyze.Evidence{Submission: sub}
	start := strings.Index(f.Text, "eval")
	for i := range 2000 {
		from := source.Pos(start + i*len("eval(x); "))
		ev.Findings = append(ev.Findings, safety.Finding{Rule: "SAF101", Severity: safety.Severity(i % 3), File: f, Span: source.Span{From: from, To: from + 7}, Reason: "r"})
	}
	s := judged(t, ev)
	if len(s.Findings) != MaxFindings || s.Omitted == nil || s.Omitted.Findings != 2000-MaxFindings {
		t.Fatalf("%d findings, omitted %+v", len(s.Findings), s.Omitted)
	}
	for i, got := range s.Findings {
		if got.Severity != "medium" {
			t.Errorf("%s is kept and some medium are not", got.Severity)
		}
		if i > 0 && got.Column <= s.Findings[i-1].Column {
			t.Error("the order is not the evidence's")
		}
		if utf8.RuneCountInString(got.Excerpt) > MaxText || !strings.Contains(got.Excerpt, "eval(x)") || !strings.HasPrefix(got.Excerpt, "…") {
			t.Errorf("the excerpt is %q", got.Excerpt)
		}
	}
	if first := s.Findings[0].Column; first != 5+500_000+3+2*9+1 { // the first two are milder
		t.Errorf("the first column is %d", first)
	}
}

func TestRunIsBounded(t *testing.T) {
	sub, _ := submissionOf("x = 1\n")
	o := &interp.Outcome{Status: interp.Raised, Exception: &interp.Exception{Type: "E", Message: strings.Repeat("m\xff", 5000)},
		Stdout: []byte(strings.Repeat("a", MaxOutput-1) + "漢字"), Stderr: []byte("\xff\xfe"), EffectsDropped: 7}
	for i := range 1000 {
		o.Exception.Traceback = append(o.Exception.Traceback, interp.Frame{File: "a.py", Line: i, Function: "f"})
		o.Effects = append(o.Effects, interp.Effect{Kind: "open", What: "x", Denied: true})
	}
	var cases []analyze.Case
	for i := range MaxCases + 5 {
		cases = append(cases, analyze.Case{Name: fmt.Sprint(i)})
	}
	s := judged(t, &analyze.Evidence{Submission: sub, Run: &analyze.RunEvidence{Outcome: o, Cases: cases}})
	r := s.Run
	if utf8.RuneCountInString(r.Exception.Message) != MaxText || !utf8.ValidString(r.Exception.Message) {
		t.Errorf("the message has %d characters", utf8.RuneCountInString(r.Exception.Message))
	}
	if r.Stdout != strings.Repeat("a", MaxOutput-1) || !r.Truncated || r.Stderr != "\uFFFD" {
		t.Errorf("%d bytes of stdout, truncated %v, stderr %q", len(r.Stdout), r.Truncated, r.Stderr)
	}
	trace := r.Exception.Traceback
	if len(trace) != MaxTraceback || trace[0].Line != 0 || trace[MaxTraceback-1].Line != 999 || s.Omitted.Frames != 1000-MaxTraceback {
		t.Errorf("%d frames from %d to %d, omitted %+v", len(trace), trace[0].Line, trace[len(trace)-1].Line, s.Omitted)
	}
	if len(r.Effects) != MaxEffects || r.EffectsDropped != 1000-MaxEffects+7 {
		t.Errorf("%d effects, %d dropped", len(r.Effects), r.EffectsDropped)
	}
	if len(r.Cases) != MaxCases || s.Omitted.Cases != 5 {
		t.Errorf("%d cases, omitted %+v", len(r.Cases), s.Omitted)
	}
}

func TestRound(t *testing.T) {
	for _, c := range []struct{ in, want float64 }{
		{66.666, 66.67}, {0.125, 0.13}, {-0.125, -0.13}, {100, 100}, {-0.001, 0}, {math.NaN(), 0}, {math.Inf(1), 0},
	} {
		if got := round(c.in, 2); got != c.want || math.Signbit(got) != math.Signbit(c.want) {
			t.Errorf("%v is rounded to %v, want %v", c.in, got, c.want)
		}
	}
}

func TestSummary(t *testing.T) {
	s := sampleBatch().Summary
	if s.Submissions != 26 || s.Scored+s.Incomplete+s.Refused+s.InfraErrors != 26 || s.Refused != 1 || s.InfraErrors != 1 || s.Unranked != 1 {
		t.Errorf("%+v", s)
	}
	letters := s.Unranked
	for _, g := range s.Grades {
		letters += g.Count
	}
	if letters != s.Scored {
		t.Errorf("%d letters for %d scored", letters, s.Scored)
	}
	if empty := Summarize(nil); empty.Mean != nil || empty.Median != nil || len(empty.Grades) != 5 {
		t.Errorf("%+v", empty)
	}
	// A refusal or a fault of ours changes no mean.
	two := []Submission{sampleSubmission("a"), sampleGated("b")}
	with := append(two, Submission{ID: "c", Status: StatusInfraError}, Submission{ID: "d", Status: StatusRefused}, sampleIncomplete("e"))
	if a, b := Summarize(two), Summarize(with); *a.Mean != *b.Mean || *a.Median != *b.Median || *a.Mean != 42.01 {
		t.Errorf("means %v and %v", *a.Mean, *b.Mean)
	}
}

func TestCauses(t *testing.T) {
	exit := func(code int, cases ...Case) *Run { return &Run{Status: "exit", ExitCode: &code, Cases: cases} }
	for _, c := range []struct {
		run  *Run
		want string
	}{
		{nil, ""},
		{&Run{Status: "ok"}, ""},
		{&Run{Status: "ok", Cases: []Case{{Verdict: "passed"}, {Verdict: "failed"}}}, "case failed"},
		{&Run{Status: "raised", Exception: &Exception{Type: "KeyError"}}, "raised KeyError"},
		{&Run{Status: "limit:fuel"}, "limit:fuel"},
		{exit(0), ""},
		{exit(3), "exit"},
		{exit(0, Case{Verdict: "failed"}), "exit"},
		{&Run{Status: "unsupported", Detail: "unsupported: module re, line 7"}, "unsupported: module re"},
	} {
		if got := shortfall(&Submission{Status: StatusScored, Run: c.run}); got != c.want {
			t.Errorf("%+v: %q, want %q", c.run, got, c.want)
		}
	}
}
