package safety

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/assay-score/assay/interp/source"
)

// A program may ask that a finding be left out, by a comment on its line, or alone on the line before:
//
//	subprocess.run(["ls"])  # score: ignore[SAF402] the list of files is what this tool shows
//
// A reason has to be given. What is suppressed stays in the report, with its reason, and does not count. A comment cannot
// suppress what is critical, nor what tampers with a grader: whoever is judged does not decide that. A comment that suppresses
// nothing, gives no reason or names no rule is a finding itself.

// suppressionForm is how such a comment is written.
var suppressionForm = regexp.MustCompile(`^#+\s*score:\s*ignore\s*(?:\[([^\]]*)\])?\s*(.*)$`)

// The findings about comments that suppress. They belong to no rule of the table: they say something of the check itself.
const (
	UnusedSuppression  = "SAF001" // it suppresses nothing
	InvalidSuppression = "SAF002" // it gives no reason, or names no rule
)

// SuppressionHelp explains the two findings about comments that suppress.
func SuppressionHelp(id string) (string, bool) {
	const how = "\nA program may ask that a finding be left out, by a comment on its line or alone on the line before:\n\n" +
		"    subprocess.run([\"ls\"])  # score: ignore[SAF402] the list of files is what this tool shows\n\n" +
		"A reason has to be given. The finding stays in the report with its reason, and does not count. What is critical and what\n" +
		"tampers with a grader cannot be suppressed, and a profile with suppressions: ignore lets nothing be.\n"
	switch id {
	case UnusedSuppression:
		return id + "  a suppression that suppresses nothing (info)\n" + how, true
	case InvalidSuppression:
		return id + "  a suppression without a reason, of no rule that there is, or of what cannot be suppressed (low)\n" + how, true
	}
	return "", false
}

// suppress marks the findings that comments suppress.
func (p *Pass) suppress() {
	file := p.Module.Tree.File
	if p.options.Unsuppressed || !strings.Contains(file.Text, "score:") {
		return
	}
	byLine := map[int][]int{} // findings by the line they begin at
	for i, f := range p.findings {
		line := file.Position(f.Span.From).Line
		byLine[line] = append(byLine[line], i)
	}
	var own []Finding
	for _, c := range p.Module.Tree.Comments {
		m := suppressionForm.FindStringSubmatch(file.Slice(c))
		if m == nil {
			continue
		}
		rules := strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == ' ' })
		why := strings.TrimSpace(strings.TrimLeft(m[2], ":-– "))
		if problem := badSuppression(rules, why); problem != "" {
			own = append(own, p.about(c, InvalidSuppression, Low, problem))
			continue
		}
		at := file.Position(c.From)
		line := at.Line
		if strings.TrimSpace(file.Line(line)[:at.Column]) == "" {
			line++ // alone on its line, it speaks of the next
		}
		used := map[string]bool{}
		for _, i := range byLine[line] {
			f := &p.findings[i]
			if slices.Contains(rules, f.Rule) && f.Suppressed == "" {
				used[f.Rule] = true
				if suppressible(f) {
					f.Suppressed = why
				} else {
					own = append(own, p.about(c, InvalidSuppression, Low, f.Rule+" is not suppressed: it is critical, or about who judges the program"))
				}
			}
		}
		for _, r := range rules {
			if !used[r] {
				own = append(own, p.about(c, UnusedSuppression, Info, r+" finds nothing here to suppress"))
			}
		}
	}
	p.findings = append(p.findings, own...)
	slices.SortStableFunc(p.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Span.From, b.Span.From), strings.Compare(a.Rule, b.Rule))
	})
}

func suppressible(f *Finding) bool {
	return f.Severity < Critical && !strings.HasPrefix(f.Rule, "TMP")
}

// badSuppression says what is wrong with a comment; "" for nothing.
func badSuppression(rules []string, why string) string {
	if len(rules) == 0 {
		return "the comment names no rule: score: ignore[ID] reason"
	}
	for _, r := range rules {
		if _, ok := Lookup(r); !ok {
			return "there is no rule " + r
		}
	}
	if why == "" {
		return "the comment gives no reason"
	}
	return ""
}

func (p *Pass) about(at source.Span, id string, s Severity, reason string) Finding {
	return Finding{Rule: id, Severity: s, Confidence: HighConfidence, File: p.Module.Tree.File, Span: at, Reason: reason,
		Fix: "write the comment as score: ignore[ID] reason, where the rule finds something, or take it out"}
}
