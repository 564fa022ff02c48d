package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/assay-score/assay/analyze/safety"
)

// issue is one thing to say about one place of a submission, for the formats that know nothing else.
type issue struct {
	rule, title   string
	severity      string // info, low, medium, high, critical
	confidence    string
	cwe           int
	file          string // as a reader of the repository would call it
	line, column  int
	endLine, endC int
	message       string
	fix           string
	excerpt       string
	suppressed    string // why the program says that this is no finding; it does not count then
}

// The rules of issues that no safety rule found.
const (
	ruleSyntax = "syntax"
	ruleTests  = "tests"
	ruleGate   = "gate"
)

// issues lists what there is to say about a submission, in the order of the record.
func issues(s *Submission) []issue {
	var out []issue
	for _, d := range s.Diagnostics {
		out = append(out, issue{rule: ruleSyntax, title: "not valid Python", severity: "high", confidence: "observed", file: location(s, d.File), line: d.Line, column: d.Column,
			message: d.Kind + ": " + d.Message, excerpt: d.Excerpt})
	}
	for i := range s.Findings {
		f := &s.Findings[i]
		message := f.Reason
		if f.Value != "" {
			message += " [" + f.Value + "]"
		}
		title := f.Rule
		if rule, ok := safety.Lookup(f.Rule); ok {
			title = rule.Title
		}
		out = append(out, issue{rule: f.Rule, title: title, severity: f.Severity, confidence: f.Confidence, cwe: f.CWE, file: location(s, f.File), line: f.Line, column: f.Column,
			endLine: f.EndLine, endC: f.EndColumn, message: message, fix: f.Fix, excerpt: f.Excerpt, suppressed: f.Suppressed})
	}
	if s.Run != nil {
		for _, c := range s.Run.Cases {
			if c.Verdict == "failed" {
				out = append(out, issue{rule: ruleTests, title: "a test fails", severity: "medium", confidence: "observed", file: location(s, mainFile(s)), line: 1, column: 1,
					message: c.Name + ": " + c.Detail})
			}
		}
	}
	return out
}

func mainFile(s *Submission) string {
	if len(s.Files) > 0 {
		return s.Files[0].Path
	}
	return ""
}

// location is what a file of a submission is called from outside: a single file by the submission's name, which is its
// path, a file of a folder below that.
func location(s *Submission, file string) string {
	id := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(s.ID, `\`, "/")), "/")
	switch {
	case file == "" || s.Kind == "file" && len(s.Files) <= 1 && path.Base(id) == path.Base(file):
		return id
	case s.Kind == "notebook" || s.Kind == "markdown": // cells and fences are no files
		return id
	}
	return path.Join(id, path.Clean("/"+file))
}

// fingerprint tells an issue from others and stays the same when lines move: it is made of the rule, the file and the text
// of the line, and of how many such there were before.
func (i *issue) fingerprint(seen map[string]int) string {
	base := i.rule + "\x00" + i.file + "\x00" + strings.Join(strings.Fields(i.excerpt), " ")
	if i.excerpt == "" {
		base += i.message
	}
	n := seen[base]
	seen[base] = n + 1
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", base, n))
	return hex.EncodeToString(sum[:16])
}

// addressing is text that speaks to a reader who judges, rather than saying what a program does.
var addressing = regexp.MustCompile(`(?i)\b(ignore|disregard|forget|override)\b[^\n]{0,40}\b(previous|above|prior|earlier|all|any)\b[^\n]{0,40}\b(instructions?|prompts?|rules?|messages?|context)\b` +
	`|\b(give|assign|award|score|rate|grade|mark)\b[^\n]{0,40}\b(10|100|full|maximum|max|perfect|highest|top)\b[^\n]{0,20}\b(points?|scores?|marks?|grade|rating|out of|/ ?10)` +
	`|\b(score|rate|grade) (this|it|me|my \w+)( with| as)? (a )?(10|100|a\+)` +
	`|\byou are (now )?(an?|the) (ai|assistant|grader|judge|language model|reviewer)\b` +
	`|</?(system|assistant|user)>|\[/?INST\]|<\|im_(start|end)\|>`)

// addressed lists the places of a submission where a text speaks to its judge, at most five.
func addressed(s *Submission) []string {
	const most = 5
	var out []string
	look := func(where, text string) {
		if len(out) < most && addressing.MatchString(text) {
			out = append(out, where)
		}
	}
	look("its name", s.ID)
	for _, f := range s.Files {
		look("a file's name", f.Path)
		n := 0
		for line := range strings.Lines(f.Text) {
			n++
			look(fmt.Sprintf("%s, line %d", f.Path, n), line)
		}
	}
	if r := s.Run; r != nil {
		look("what it prints", r.Stdout)
		look("what it prints as errors", r.Stderr)
		if r.Exception != nil {
			look("its exception", r.Exception.Message)
		}
	}
	for _, d := range s.Diagnostics {
		look("a line that is not Python", d.Excerpt)
	}
	return out
}
