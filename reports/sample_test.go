package reports

import (
	"fmt"
	"strings"
)

func ptr[T any](x T) *T { return &x }

func exactly(x float64) *Score { return &Score{Value: &x, Low: x, High: x} }

var sampleDigest = "sha256:" + strings.Repeat("0123456789abcdef", 4)

func sampleProvenance() Provenance {
	return Provenance{Tool: "score 0.1.0", Engine: "gpython", EngineVersion: "0.2.0", FuelSchedule: "gpython/1", Scale: "scale/1", RuleSet: "rules/1",
		TargetPython: "3.14", Profile: Profile{ID: "default", Version: 1, Digest: sampleDigest},
		Limits: Limits{Fuel: 1_000_000_000, Memory: 256 << 20, Recursion: 1000, WallMillis: 60_000, Output: 1 << 20}}
}

// sampleSubmission is a submission with something to say in every section.
func sampleSubmission(id string) Submission {
	return Submission{ID: id, Kind: "file", Digest: sampleDigest, Status: StatusScored, Total: exactly(84.02), Grade: "B", Ranked: true,
		Files: []File{{Path: "answer.py", Lines: 42, Valid: true}},
		Categories: []Category{
			{ID: "syntax", Title: "Syntax", State: "counted", Weight: .05, Share: .090909, Score: exactly(100), Points: 9.0909, Metrics: []Metric{
				{ID: "parses", State: "counted", Weight: 1, Share: .090909, Value: ptr(1.0), Unit: "yes or no", Score: exactly(100)}}},
			{ID: "execution", Title: "Execution", State: "not_applicable", Reason: "there is no task, so there are no tests", Weight: .35, Metrics: []Metric{
				{ID: "cases_passed", State: "not_applicable", Reason: "there is no task, so there are no tests", Weight: 1, Unit: "share"}}},
			{ID: "quality", Title: "Quality", State: "counted", Weight: .12, Share: .218182, Score: exactly(80), Points: 17.4545, Metrics: []Metric{
				{ID: "docstring_coverage", State: "counted", Weight: 1, Share: .218182, Value: ptr(.666667), Unit: "share", Score: exactly(80), Lost: 4.3636,
					Lines: []Line{{File: "answer.py", Line: 12, Column: 1, Points: 4.3636, Text: "insert has no docstring", Excerpt: "def insert(self, key):"}}}}},
			{ID: "security", Title: "Security", State: "counted", Weight: .13, Share: .236364, Score: exactly(51), Points: 12.0545, Metrics: []Metric{
				{ID: "security", State: "counted", Weight: 1, Share: .236364, Value: ptr(8.0), Unit: "points", Score: exactly(51), Lost: 11.5818,
					Lines: []Line{{File: "answer.py", Line: 30, Column: 12, Points: 11.5818, Text: "SAF101 eval or exec called", Excerpt: "    return eval(text)"}}}}},
			{ID: "maintainability", Title: "Maintainability", State: "counted", Weight: .15, Share: .454545, Score: exactly(99.92), Points: 45.4182, Metrics: []Metric{
				{ID: "cognitive", State: "counted", Weight: .5, Share: .454545, Value: ptr(.04), Unit: "points", Score: exactly(99.92), Lost: .0364},
				{ID: "duplication", State: "unavailable", Reason: "too long to compare", Weight: .1, Unit: "share"},
				{ID: "returns", State: "disabled", Reason: "the profile disables it", Weight: .1, Unit: "returns"}}},
		},
		Findings: []Finding{{Rule: "SAF101", Severity: "high", Confidence: "high", CWE: 95, File: "answer.py", Line: 30, Column: 12, EndLine: 30, EndColumn: 22,
			Excerpt: "    return eval(text)", Reason: "eval runs text as code, and the text comes from outside.", Fix: "parse the text with ast.literal_eval."}},
		Notes: []Note{{Code: "encoding", File: "answer.py", Line: 1, Message: "not UTF-8: read by its encoding declaration"}},
		Run: &Run{Status: "raised", Fuel: 12345, PeakMemory: 1_300_000, Exception: &Exception{Type: "ValueError", Message: "bad key",
			Traceback: []Frame{{"answer.py", 40, "<module>"}, {"answer.py", 31, "lookup"}}}, Stdout: "one\ntwo\n",
			Effects: []Effect{{Kind: "import", What: "socket", Denied: true, File: "answer.py", Line: 3}, {Kind: "import", What: "math"}}},
	}
}

func sampleRun() *Report {
	return New(KindRun, sampleProvenance(), []Submission{sampleSubmission("answer.py")})
}

// sampleIncomplete has an interval instead of a total.
func sampleIncomplete(id string) Submission {
	s := sampleSubmission(id)
	s.Status, s.Grade, s.Ranked = StatusIncomplete, "", false
	s.Total = &Score{Low: 49.02, High: 84.02}
	s.Task, s.Kind = id, "completion"
	s.Categories[1] = Category{ID: "execution", Title: "Execution", State: "unavailable", Reason: "the engine lacks a part of Python that it uses", Weight: .35, Share: .35, Score: &Score{High: 100},
		Metrics: []Metric{{ID: "cases_passed", State: "unavailable", Reason: "the engine lacks a part of Python that it uses", Weight: 1, Share: .35, Unit: "share"}}}
	s.Run = &Run{Status: "unsupported", Detail: "f-string, line 3", Line: 3, Fuel: 17, Cases: []Case{{Name: "tests", Verdict: "unavailable", Detail: "unsupported: f-string", Line: 3}}}
	return s
}

func sampleGated(id string) Submission {
	s := sampleSubmission(id)
	s.Total, s.Grade, s.Ranked = exactly(0), "", false
	s.Gates = []Gate{{ID: "syntax", Reason: "the file is not valid Python", Cap: 0, Lost: 84.02}}
	s.Findings, s.Run = nil, nil
	s.Diagnostics = []Diagnostic{{Kind: "SyntaxError", File: "answer.py", Line: 3, Column: 9, Message: "'(' was never closed", Excerpt: "    print(1"}}
	s.Files[0].Valid = false
	return s
}

func sampleBatch() *Report {
	var list []Submission
	for i := range 26 {
		id := fmt.Sprintf("HumanEval/%d", i)
		var s Submission
		switch {
		case i%9 == 4:
			s = sampleIncomplete(id)
		case i == 7:
			s = Submission{ID: id, Task: id, Kind: "completion", Status: StatusRefused, Reason: "the line is longer than 1 MiB"}
		case i == 8:
			s = Submission{ID: id, Task: id, Kind: "completion", Status: StatusInfraError, Reason: "a fault of ours: index out of range"}
		case i == 9:
			s = sampleGated(id)
		default:
			s = sampleSubmission(id)
			total := 99 - float64(i)*1.37
			s.Total = exactly(round(total, 2))
			s.Grade = map[bool]string{true: "A", false: "C"}[total > 90]
			s.Task, s.Kind = id, "completion"
			s.Run = &Run{Status: "ok", Fuel: 1000 + uint64(i), Cases: []Case{{Name: "tests", Verdict: "passed"}}}
		}
		list = append(list, s)
	}
	p := sampleProvenance()
	p.Suite = &Suite{Name: "HumanEval", Digest: sampleDigest, Tasks: 28}
	r := New(KindBatch, p, list)
	r.Problems = []Problem{{File: "answers.jsonl", Line: 14, Message: `unknown task "HumanEval/999"`}}
	r.Missing = []string{"HumanEval/26", "HumanEval/27"}
	return r
}
