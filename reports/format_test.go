package reports

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// golden compares with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func render(t *testing.T, format string, r *Report, o Options) []byte {
	t.Helper()
	f, err := LookupFormat(format)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestEveryFormatHasItsGolden writes the sample reports in every format of the table.
func TestEveryFormatHasItsGolden(t *testing.T) {
	for _, f := range Formats() {
		if f.Name == "pprof" { // packed: TestPprof reads it
			continue
		}
		golden(t, f.Name, bare(render(t, f.Name, sampleRun(), Options{})))
		golden(t, f.Name+"_batch", bare(render(t, f.Name, sampleBatch(), Options{})))
	}
	golden(t, "table_narrow", render(t, "table", sampleRun(), Options{Width: 44}))
	golden(t, "table_wide_color", render(t, "table", sampleRun(), Options{Width: 120, Color: true}))
	golden(t, "table_verbose", render(t, "table", sampleRun(), Options{Verbose: true}))
	gated := New(KindRun, sampleProvenance(), []Submission{sampleGated("answer.py")})
	golden(t, "table_gated", render(t, "table", gated, Options{}))
	incomplete := New(KindRun, sampleProvenance(), []Submission{sampleIncomplete("Sample/3")})
	golden(t, "table_incomplete", render(t, "table", incomplete, Options{}))
	several := New(KindRun, sampleProvenance(), []Submission{sampleSubmission("a.py"), sampleGated("b.py"), {ID: "c.zip", Kind: "archive", Status: StatusRefused, Reason: "c.zip: ../x: leaves the root"}})
	golden(t, "table_several", render(t, "table", several, Options{}))
}

// bare is a page without its style and script, which stand in files of their own.
func bare(text []byte) []byte {
	text = bytes.Replace(text, []byte(pageStyle), []byte("…"), 1)
	text = bytes.Replace(text, []byte(pageScript), []byte("…"), 1)
	return regexp.MustCompile(`'sha256-[^']*'`).ReplaceAll(text, []byte("'sha256-…'"))
}

// TestLinesFit wants every line of every page to fit, at every width that pages are laid out for, with the longest
// and the widest of texts in all places.
func TestLinesFit(t *testing.T) {
	for _, text := range []string{strings.Repeat("long/", 80), strings.Repeat("漢字", 100), strings.Repeat("word ", 100)} {
		for width := minWidth; width <= maxWidth; width += 7 {
			for _, r := range []*Report{fill(sampleRun(), text), fill(sampleBatch(), text)} {
				p := newPage(Options{Width: width})
				for line := range strings.Lines(string(render(t, "table", r, Options{Width: width, Verbose: width%2 == 0}))) {
					if n := p.columns(strings.TrimSuffix(line, "\n")); n > width {
						t.Fatalf("width %d: a line takes %d columns:\n%s", width, n, line)
					}
				}
			}
		}
	}
}

// TestNothingWakesUp puts what a terminal would obey into every text of a report and looks for it in every format.
func TestNothingWakesUp(t *testing.T) {
	const hostile = "\x1b]52;c;aGk=\a\x1b[2J\u202egnp\u200b\x9b\u0085\r\x00\xff"
	for _, r := range []*Report{fill(sampleRun(), hostile), fill(sampleBatch(), hostile)} {
		for _, f := range Formats() {
			if f.Name == "json" || f.Name == "pprof" { // a hostile name would not pass the schema; the other is packed
				continue
			}
			for _, verbose := range []bool{false, true} {
				checkInert(t, strings.ReplaceAll(string(bare(render(t, f.Name, r, Options{Verbose: verbose}))), "\r\n", "\n"))
			}
		}
		text, err := Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		checkInert(t, string(text))
	}
}

func checkInert(t *testing.T, text string) {
	t.Helper()
	for i, r := range text {
		if r != '\n' && (r < 0x20 || r == 0x7f || hidden(r) || r == 0xfffd) && r != 0xfffd {
			t.Fatalf("U+%04X at byte %d: %q", r, i, text[max(0, i-40):min(len(text), i+10)])
		}
	}
}

// fill puts a text into every place that a submission has a say in.
func fill(r *Report, text string) *Report {
	for i := range r.Submissions {
		s := &r.Submissions[i]
		s.ID, s.Task, s.Reason = text, text, text
		for k := range s.Gates {
			s.Gates[k].Reason = text
		}
		for c := range s.Categories {
			s.Categories[c].Reason = text
			for m := range s.Categories[c].Metrics {
				metric := &s.Categories[c].Metrics[m]
				metric.Reason = text
				for l := range metric.Lines {
					metric.Lines[l].File, metric.Lines[l].Text, metric.Lines[l].Excerpt = text, text, text
				}
			}
		}
		for k := range s.Files {
			s.Files[k].Path = text
		}
		for k := range s.Findings {
			f := &s.Findings[k]
			f.File, f.Excerpt, f.Value, f.Reason, f.Fix = text, text, text, text, text
		}
		for k := range s.Notes {
			s.Notes[k].File, s.Notes[k].Message = text, text
		}
		for k := range s.Diagnostics {
			s.Diagnostics[k].File, s.Diagnostics[k].Message, s.Diagnostics[k].Excerpt = text, text, text
		}
		if run := s.Run; run != nil {
			run.Detail, run.Stdout, run.Stderr = text, text+"\n"+text, text
			if run.Exception != nil {
				run.Exception.Type, run.Exception.Message = text, text
				for k := range run.Exception.Traceback {
					run.Exception.Traceback[k].File, run.Exception.Traceback[k].Function = text, text
				}
			}
			for k := range run.Effects {
				run.Effects[k].What, run.Effects[k].File = text, text
			}
			for k := range run.Cases {
				run.Cases[k].Name, run.Cases[k].Detail = text, text
			}
		}
	}
	for i := range r.Problems {
		r.Problems[i].File, r.Problems[i].Message = text, text
	}
	for i := range r.Missing {
		r.Missing[i] = text
	}
	if r.Provenance.Suite != nil {
		r.Provenance.Suite.Name = text
	}
	r.Summary = Summarize(r.Submissions)
	return r
}

func TestInert(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain", "plain"},
		{"naïve 漢字 ✓", "naïve 漢字 ✓"},
		{"\x1b[31mred", `\x1b[31mred`},
		{"a\nb\r\tc\x00\x7f", `a\nb\r\tc\x00\x7f`},
		{"\u009b2J", `\x9b2J`},
		{"bad\xffbyte\xc3", `bad\xffbyte\xc3`},
		{"a\u202eb\u2066c", "a<U+202E>b<U+2066>c"},
		{"zero\u200bwidth\ufeff", "zero<U+200B>width<U+FEFF>"},
		{"\u2028line", "<U+2028>line"},
		{"x\u00a0y\u3000z", "x<U+00A0>y<U+3000>z"},
		{"v\ufe0f\U000e0100", "v<U+FE0F><U+E0100>"},
		{"\ue000\U0010ffff", "<U+E000><U+10FFFF>"},
		{"##[error]a ##vso[b] #[c] ## d", `#\x23[error]a #\x23vso[b] #[c] ## d`},
		{"::error::x a::b c[::2] ::d", `\x3a:error::x a::b c[::2] \x3a:d`},
		{"e\u0301", "e\u0301"},
		{"e" + strings.Repeat("\u0301", 6), "e" + strings.Repeat("\u0301", 4) + "<U+0301><U+0301>"},
	} {
		if got := Inert(c.in); got != c.want {
			t.Errorf("Inert(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	if got := InertLines("a\tb\r\n\x1bc"); got != "a    b\n\\x1bc" {
		t.Errorf("InertLines gives %q", got)
	}
}

// FuzzInert: whatever comes in, one line of printable text comes out, and that comes out of itself.
func FuzzInert(f *testing.F) {
	f.Add("\x1b[0m\u202e\xff\u0301\u0301\u0301\u0301\u0301")
	f.Fuzz(func(t *testing.T, s string) {
		got := Inert(s)
		checkInert(t, got)
		if strings.Contains(got, "\n") {
			t.Errorf("%q has several lines", got)
		}
		if again := Inert(got); again != got {
			t.Errorf("%q becomes %q", got, again)
		}
	})
}

func TestFormats(t *testing.T) {
	if f, ok := FormatOf("out/Report.JSON"); !ok || f.Name != "json" {
		t.Errorf("Report.JSON asks for %v", f.Name)
	}
	if _, ok := FormatOf("report.txt"); ok {
		t.Error("report.txt asks for a format")
	}
	if _, err := LookupFormat("xml"); err == nil || !strings.Contains(err.Error(), "table, json, html") {
		t.Errorf("an unknown format: %v", err)
	}
}
