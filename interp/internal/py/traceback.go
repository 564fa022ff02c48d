package py

import (
	"strconv"
	"strings"
)

// FormatException is the traceback of an exception with its causes, as CPython prints it.
func (t *Thread) FormatException(e *Exception) (string, error) {
	var b strings.Builder
	err := t.formatChain(&b, e, map[*Exception]bool{}, 0)
	return b.String(), err
}

const (
	causeText   = "\nThe above exception was the direct cause of the following exception:\n\n"
	contextText = "\nDuring handling of the above exception, another exception occurred:\n\n"
)

func (t *Thread) formatChain(b *strings.Builder, e *Exception, seen map[*Exception]bool, depth int) error {
	if seen[e] || depth > 100 {
		return nil
	}
	seen[e] = true
	if c := e.Cause; c.IsSet() && c.Exception() != nil {
		if !seen[c.Exception()] {
			if err := t.formatChain(b, c.Exception(), seen, depth+1); err != nil {
				return err
			}
			b.WriteString(causeText)
		}
	} else if e.Context != nil && !e.Suppress && !seen[e.Context] {
		if err := t.formatChain(b, e.Context, seen, depth+1); err != nil {
			return err
		}
		b.WriteString(contextText)
	}
	return t.formatOne(b, e)
}

func (t *Thread) formatOne(b *strings.Builder, e *Exception) error {
	if n := len(e.Traceback); n > 0 {
		b.WriteString("Traceback (most recent call last):\n")
		last, repeats := "", 0
		for i := n - 1; i >= 0; i-- {
			if err := t.Charge(8); err != nil {
				return err
			}
			s := frameText(e.Traceback[i])
			if s == last {
				if repeats++; repeats >= 3 {
					continue
				}
			} else {
				writeRepeats(b, repeats)
				last, repeats = s, 0
			}
			b.WriteString(s)
		}
		writeRepeats(b, repeats)
	}
	if e.typ.IsSubtype(&SyntaxError) && len(e.fields) > 4 {
		writeSyntaxPlace(b, e)
	}
	line, err := t.exceptionLine(e)
	if err != nil {
		return err
	}
	b.WriteString(line)
	if e.Notes != nil {
		for _, n := range e.Notes.Items {
			s, err := t.Str(n)
			if err != nil {
				return err
			}
			b.WriteString(s + "\n")
		}
	}
	return nil
}

func writeRepeats(b *strings.Builder, repeats int) {
	if repeats >= 3 {
		n := repeats - 2
		b.WriteString("  [Previous line repeated " + strconv.Itoa(n) + " more time" + plural(n) + "]\n")
	}
}

// exceptionLine is "Type: message".
func (t *Thread) exceptionLine(e *Exception) (string, error) {
	name := e.typ.FullName()
	s, err := t.Str(Obj(e))
	if e.typ.IsSubtype(&SyntaxError) && len(e.fields) > 0 && e.fields[0].Str() != nil {
		s, err = e.fields[0].Str().S, nil
	}
	if err != nil {
		if _, ok := err.(*Exception); !ok {
			return "", err
		}
		s = "<exception str() failed>"
	}
	s += e.Hint
	if s == "" {
		return name + "\n", nil
	}
	return name + ": " + s + "\n", nil
}

func writeSyntaxPlace(b *strings.Builder, e *Exception) {
	file, line := e.fields[1], e.fields[2]
	if file.IsNone() || !line.IsInt() {
		return
	}
	b.WriteString("  File \"" + file.Str().S + "\", line " + strconv.FormatInt(line.Small(), 10) + "\n")
	if text := e.fields[4]; text.Str() != nil {
		s := strings.TrimRight(text.Str().S, "\n")
		trimmed := strings.TrimLeft(s, " \t\f")
		b.WriteString("    " + trimmed + "\n")
		from := 0
		if e.fields[3].IsInt() {
			from = int(e.fields[3].Small()) - 1 - (len(s) - len(trimmed))
		}
		n := 1
		if len(e.fields) > 6 && e.fields[6].IsInt() && e.fields[5] == line {
			n = max(1, int(e.fields[6].Small()-e.fields[3].Small()))
		}
		if from >= 0 && from <= len(trimmed) {
			b.WriteString("    " + strings.Repeat(" ", countRunes(trimmed[:from])) + strings.Repeat("^", min(n, 1+len(trimmed)-from)) + "\n")
		}
	}
}

// frameText is one frame of a traceback: where, the line, and carets under the part that failed.
func frameText(f TraceEntry) string {
	c := f.Code.C
	line := c.Line(int(f.PC))
	name := "<unknown>"
	if c.File != nil {
		name = c.File.Name
	}
	s := "  File \"" + name + "\", line " + strconv.Itoa(line) + ", in " + c.Name + "\n"
	if c.File == nil {
		return s
	}
	text := c.File.Line(line)
	trimmed := strings.TrimLeft(text, " \t\f")
	body := strings.TrimRight(trimmed, " \t\f")
	if body == "" {
		return s
	}
	s += "    " + clip(body) + "\n"
	span := c.Span(int(f.PC))
	from, to := c.File.Position(span.From), c.File.Position(span.To)
	indent := len(text) - len(trimmed)
	start := from.Column - indent
	end := len(body)
	if to.Line == from.Line {
		end = min(to.Column-indent, end)
	}
	if start < 0 || end <= start || end > len(body) || start == 0 && end == len(body) || len(body) > maxLine {
		return s
	}
	return s + "    " + strings.Repeat(" ", countRunes(body[:start])) + strings.Repeat("^", countRunes(body[start:end])) + "\n"
}

// maxLine bounds the source lines that a traceback shows.
const maxLine = 1000

func clip(s string) string {
	if len(s) > maxLine {
		return s[:maxLine]
	}
	return s
}
