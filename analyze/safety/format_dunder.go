package safety

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

var formatDunder = &Rule{
	ID: "SAF307", Slug: "format_dunder", Title: "path to the insides in a format string",
	Severity: High, Confidence: HighConfidence, CWE: 134,
	Doc: "A string with a replacement field that walks into an object: '{0.__class__.__mro__}'. Reads strings, docstrings left " +
		"out; the fields of f-strings are expressions and are for the other rules.",
	Fix: "format values, not paths through them",
	Text: func(p *Pass, c *syntax.Constant) {
		if field := walkingField(c.Text); field != "" && !inJoined(p) {
			p.Report(c, field, "the format string walks into the object that it is given")
		}
	},
	Call: func(p *Pass, n *syntax.Call) {
		m, ok := n.Func.(*syntax.Attribute)
		if !ok || m.Attr != "format" && m.Attr != "format_map" && m.Attr != "vformat" {
			return
		}
		if _, literal := m.Value.(*syntax.Constant); literal {
			return // reported as text
		}
		if text, ok := p.Fold.Str(m.Value); ok {
			if field := walkingField(text); field != "" {
				p.Report(n, field, "the format string walks into the object that it is given")
			}
		}
	},
}

// inJoined reports whether the current constant is part of an f-string, where braces stand for themselves.
func inJoined(p *Pass) bool {
	switch p.Parent(0).(type) {
	case *syntax.JoinedStr, *syntax.TemplateStr:
		return true
	}
	return false
}

// walkingField is the first replacement field of a format string that has a name leading inside as an attribute or
// item; "" for none.
func walkingField(text string) string {
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			return ""
		}
		text = text[open+1:]
		end := strings.IndexAny(text, "{}")
		if end < 0 {
			return ""
		}
		field := text[:end]
		parts := strings.FieldsFunc(field, func(r rune) bool { return strings.ContainsRune(".[]!: '\"", r) })
		for _, part := range parts[min(1, len(parts)):] {
			if dangerousName(part) && strings.ContainsAny(field, ".[") {
				return field
			}
		}
	}
}
