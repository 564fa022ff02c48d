package safety

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

var confusable = &Rule{
	ID: "SAF313", Slug: "confusable", Title: "text that reads differently than it runs",
	Severity: High, Confidence: HighConfidence, CWE: 1007, Bandit: []string{"B613"},
	Doc: "Controls that change the direction of text anywhere in the file, comments and strings included; characters of no width there (medium); names that Python " +
		"normalises to other names than the ones written; and names that mix Latin letters with Greek or Cyrillic ones, " +
		"which look alike. Names wholly in another script are not flagged, nor is such text in strings and comments.",
	Fix: "write names in one script, and escape controls in strings",
	Module: func(p *Pass) {
		text := p.Module.Tree.File.Text
		var before rune
		for i, r := range text {
			if r < 0x80 || r == utf8.RuneError { // the latter may stand for a byte that is no text
				before = r
				continue
			}
			if invisible(r, before, text[i+utf8.RuneLen(r):]) {
				span := source.Span{From: source.Pos(i), To: source.Pos(i + utf8.RuneLen(r))}
				p.reportSpan(span, Medium, HighConfidence, "U+"+strings.ToUpper(codePoint(r)), "a character that is not shown makes two texts look alike")
			}
			before = r
			if directional(r) {
				span := source.Span{From: source.Pos(i), To: source.Pos(i + len(string(r)))}
				p.reportSpan(span, High, HighConfidence, "U+"+strings.ToUpper(codePoint(r)), "a direction control shows the text in another order than Python reads it")
			}
		}
	},
	Attribute: func(p *Pass, n *syntax.Attribute) {
		text := p.Module.Tree.File.Slice(source.Span{From: n.Value.End(), To: n.To})
		text = text[strings.LastIndexAny(text, ". \t\n\\")+1:]
		p.written(source.Span{From: n.To - source.Pos(len(text)), To: n.To}, text, n.Attr)
	},
	Name: func(p *Pass, n *syntax.Name) { p.written(n.Span, p.Module.Tree.File.Slice(n.Span), n.ID) },
	Function: func(p *Pass, n *syntax.FunctionDef) {
		text := p.Module.Tree.File.Text[n.NamePos:]
		end := strings.IndexAny(text, " \t\\([")
		if end > 0 {
			p.written(source.Span{From: n.NamePos, To: n.NamePos + source.Pos(end)}, text[:end], n.Name)
		}
	},
}

// written looks at a name as it is written and as Python understands it.
func (p *Pass) written(at source.Span, text, name string) {
	ascii := true
	for i := range len(text) {
		ascii = ascii && text[i] < 0x80
	}
	switch {
	case ascii:
	case text != name:
		p.reportSpan(at, High, HighConfidence, name, "the name is written with other characters than those that Python takes it for")
	case mixesScripts(text):
		p.reportSpan(at, High, HighConfidence, name, "the name mixes scripts whose letters look alike")
	}
}

// invisible reports whether a character is shown by nothing where it stands: spaces of no width and tags anywhere, joiners and
// variation selectors only beside ASCII, since scripts and emoji need them.
func invisible(r, before rune, after string) bool {
	switch {
	case r == 0x200B, r == 0x2060, r == 0xFEFF, r == 0x180E, r >= 0xE0000 && r <= 0xE007F:
		return true
	case r == 0x200C, r == 0x200D, r >= 0xFE00 && r <= 0xFE0E, r >= 0xE0100 && r <= 0xE01EF:
		return before > ' ' && before < 0x80 && after != "" && after[0] > ' ' && after[0] < 0x80
	}
	return false
}

// directional reports whether a character changes the direction of the text after it.
func directional(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 }

func mixesScripts(name string) bool {
	var latin, other bool
	for _, r := range name {
		latin = latin || unicode.Is(unicode.Latin, r)
		other = other || unicode.In(r, unicode.Greek, unicode.Cyrillic, unicode.Armenian, unicode.Cherokee)
	}
	return latin && other
}

func codePoint(r rune) string {
	const digits = "0123456789abcdef"
	var out []byte
	for shift := 16; shift >= 0; shift -= 4 {
		if shift == 16 && r < 0x10000 {
			continue
		}
		out = append(out, digits[r>>shift&0xf])
	}
	return string(out)
}
