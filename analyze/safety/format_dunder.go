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
		if field := text[:end]; walks(field) {
			return field
		}
	}
}

// walks reports whether a replacement field leads inside: not x.__class__.__name__, and not prose in braces.
func walks(field string) bool {
	path, _, _ := strings.Cut(field, ":")
	path, _, _ = strings.Cut(path, "!")
	if strings.ContainsAny(path, " \t\n()\"',=") {
		return false
	}
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
	if path != "" && path[0] != '.' && path[0] != '[' {
		parts = parts[min(1, len(parts)):] // the first names an argument
	}
	for i, part := range parts {
		if part == "__class__" && i+2 == len(parts) && harmlessDunders[parts[i+1]] {
			return false
		}
		if dangerousName(part) {
			return true
		}
	}
	return false
}
