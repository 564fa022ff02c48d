package py

import (
	"strconv"
	"strings"
)

// FormatException is the traceback of an exception with its causes and the members of groups, as CPython prints it.
func (t *Thread) FormatException(e *Exception) (string, error) {
	p := tracePrinter{t: t, seen: map[*Exception]bool{}}
	err := p.chain(e)
	return p.b.String(), err
}

const (
	causeText   = "\nThe above exception was the direct cause of the following exception:\n\n"
	contextText = "\nDuring handling of the above exception, another exception occurred:\n\n"
)

// The most that is shown of exception groups.
const (
	maxGroupWidth = 15
	maxGroupDepth = 10
)

// maxChain bounds the exceptions of one chain that are shown.
const maxChain = 100

// tracePrinter writes tracebacks; depth is how many groups the text stands in.
type tracePrinter struct {
	t         *Thread
	b         strings.Builder
	seen      map[*Exception]bool
	depth     int
	needClose bool
}

func (p *tracePrinter) indent() string { return strings.Repeat("  ", p.depth) }

// emit writes lines behind the margin of the group around them.
func (p *tracePrinter) emit(text, margin string) {
	if p.depth == 0 {
		p.b.WriteString(text)
		return
	}
	for line := range strings.Lines(text) {
		p.b.WriteString(p.indent() + margin + " " + line)
	}
}

// chain writes an exception after those that led to it.
func (p *tracePrinter) chain(e *Exception) error {
	type link struct {
		e    *Exception
		text string // what stands below it
	}
	links := []link{{e: e}}
	p.seen[e] = true
	for at := e; len(links) < maxChain; {
		next, text := at.Context, contextText
		if at.Cause.IsSet() && at.Cause.Exception() != nil {
			next, text = at.Cause.Exception(), causeText
		} else if at.Suppress {
			next = nil
		}
		if next == nil || p.seen[next] {
			break
		}
		p.seen[next] = true
		links = append(links, link{next, text})
		at = next
	}
	for i := len(links) - 1; i >= 0; i-- {
		if err := p.one(links[i].e); err != nil {
			return err
		}
		if i > 0 {
			p.emit(links[i].text, "|")
		}
	}
	return nil
}

func (p *tracePrinter) one(e *Exception) error {
	if items := e.GroupItems(); items != nil {
		return p.group(e, items)
	}
	if err := p.stack(e, "Traceback", "|"); err != nil {
		return err
	}
	return p.last(e)
}

// stack writes the frames that an exception passed.
func (p *tracePrinter) stack(e *Exception, title, margin string) error {
	n := len(e.Traceback)
	if n == 0 {
		return nil
	}
	p.emit(title+" (most recent call last):\n", margin)
	repeats := 0
	flush := func() {
		if more := repeats - 3; more > 0 {
			p.emit("  [Previous line repeated "+strconv.Itoa(more)+" more time"+plural(more)+"]\n", "|")
		}
		repeats = 0
	}
	for i := n - 1; i >= 0; i-- {
		if err := p.t.Charge(8); err != nil {
			return err
		}
		f := e.Traceback[i]
		if i == n-1 || !f.sameLine(e.Traceback[i+1]) {
			flush()
		}
		if repeats++; repeats <= 3 {
			p.emit(p.t.frameText(f), "|")
		}
	}
	flush()
	return nil
}

func (f TraceEntry) sameLine(g TraceEntry) bool {
	return f.Code.C.File == g.Code.C.File && f.Code.C.Name == g.Code.C.Name && f.Line() == g.Line()
}

// Line is the line of the source where the frame stood.
func (f TraceEntry) Line() int {
	if f.Forced != 0 {
		return int(f.Forced)
	}
	return f.Code.C.Line(int(f.PC))
}

// last writes the exception itself, with its notes.
func (p *tracePrinter) last(e *Exception) error {
	text, err := p.t.FormatExceptionOnly(e)
	if err == nil {
		p.emit(text, "|")
	}
	return err
}

// FormatExceptionOnly is the last part of a traceback: the class, the message and the notes.
func (t *Thread) FormatExceptionOnly(e *Exception) (string, error) {
	var b strings.Builder
	if e.typ.IsSubtype(&SyntaxError) && len(e.fields) > 4 {
		writeSyntaxPlace(&b, e)
	}
	line, err := t.exceptionLine(e)
	if err != nil {
		return "", err
	}
	b.WriteString(line)
	if e.Notes == nil {
		return b.String(), nil
	}
	for _, n := range e.Notes.Items {
		s, err := t.Str(n)
		if err != nil {
			if _, ok := err.(*Exception); !ok {
				return "", err
			}
			s = "<note str() failed>"
		}
		if err := t.Grow(3 * uint64(len(s))); err != nil { // the text grows by doubling, and is indented and written
			return "", err
		}
		b.WriteString(s + "\n")
	}
	return b.String(), nil
}

// group writes an exception group and what is in it.
func (p *tracePrinter) group(e *Exception, items []Value) error {
	if p.depth > maxGroupDepth {
		p.emit("... (max_group_depth is "+strconv.Itoa(maxGroupDepth)+")\n", "|")
		return nil
	}
	top := p.depth == 0
	margin := "|"
	if top {
		p.depth, margin = 1, "+"
	}
	if err := p.stack(e, "Exception Group Traceback", margin); err != nil {
		return err
	}
	if err := p.last(e); err != nil {
		return err
	}
	n := min(len(items), maxGroupWidth+1)
	p.needClose = false
	for i := range n {
		if i == n-1 {
			p.needClose = true // the last of the innermost group closes for all
		}
		title, lead := strconv.Itoa(i+1), "  "
		if i >= maxGroupWidth {
			title = "..."
		}
		if i == 0 {
			lead = "+-"
		}
		p.b.WriteString(p.indent() + lead + "+---------------- " + title + " ----------------\n")
		p.depth++
		if i >= maxGroupWidth {
			more := len(items) - maxGroupWidth
			p.emit("and "+strconv.Itoa(more)+" more exception"+plural(more)+"\n", "|")
		} else if x := items[i].Exception(); !p.seen[x] {
			if err := p.chain(x); err != nil {
				return err
			}
		}
		if i == n-1 && p.needClose {
			p.b.WriteString(p.indent() + "+------------------------------------\n")
			p.needClose = false
		}
		p.depth--
	}
	if top {
		p.depth = 0
	}
	return nil
}

// exceptionLine is "Type: message".
func (t *Thread) exceptionLine(e *Exception) (string, error) {
	name := e.typ.QualName
	if m := e.typ.Module; m != "__main__" && m != "builtins" {
		name = m + "." + name
	}
	s, err := t.Str(Obj(e))
	if e.typ.IsSubtype(&SyntaxError) && len(e.fields) > 0 {
		s, err = "<no detail available>", nil
		if m := e.fields[0]; !m.IsNone() {
			s, err = t.Str(m)
		}
	}
	if err != nil {
		if _, ok := err.(*Exception); !ok {
			return "", err
		}
		s = "<exception str() failed>"
	}
	hint, err := t.hint(e)
	if err != nil {
		return "", err
	}
	s += hint
	if err := t.Grow(3 * uint64(len(s))); err != nil { // the text grows by doubling, and is indented and written
		return "", err
	}
	if s == "" {
		return name + "\n", nil
	}
	return name + ": " + s + "\n", nil
}

// writeSyntaxPlace shows the line of a syntax error with marks under the mistake.
func writeSyntaxPlace(b *strings.Builder, e *Exception) {
	file, line := e.fields[1], e.fields[2]
	if !line.IsInt() {
		return
	}
	name := "<string>"
	if s := file.Str(); s != nil {
		name = s.S
	}
	b.WriteString("  File \"" + name + "\", line " + strconv.FormatInt(line.Small(), 10) + "\n")
	text := e.fields[4].Str()
	if text == nil {
		return
	}
	runes := []rune(strings.TrimRight(text.S, "\n"))
	spaces := 0
	for spaces < len(runes) && strings.ContainsRune(" \n\f", runes[spaces]) {
		spaces++
	}
	shown := runes[spaces:]
	if len(shown) > maxLine {
		shown = shown[:maxLine]
	}
	b.WriteString("    " + string(shown) + "\n")
	if !e.fields[3].IsInt() {
		return
	}
	offset := e.fields[3].Small()
	end := int64(len(runes)) + 1
	if e.fields[5] == line {
		if end = offset; len(e.fields) > 6 && e.fields[6].IsInt() && e.fields[6].Small() != 0 {
			end = e.fields[6].Small()
		}
	}
	beyond := int64(len(runes)) + 1
	if n := int64(text.Len()); n > 0 && offset > n {
		offset = beyond
	}
	if n := int64(text.Len()); n > 0 && end > n {
		end = beyond
	}
	if offset >= end || end < 0 {
		end = offset + 1
	}
	from, to := offset-1-int64(spaces), end-1-int64(spaces)
	if from < 0 || to < from || to > maxLine+1 {
		return
	}
	b.WriteString("    ")
	for i := range from {
		if i < int64(len(shown)) && strings.ContainsRune(" \t\f\v", shown[i]) {
			b.WriteRune(shown[i])
		} else {
			b.WriteByte(' ')
		}
	}
	b.WriteString(strings.Repeat("^", int(to-from)) + "\n")
}
