package analyze

import (
	"strings"
	"unicode/utf8"
)

// IPython lets a cell hold lines that are not Python: magics (%time, %%bash), shell commands (!ls) and questions
// (obj?). They run in another program, or not at all, so they are noted and neutralised, each in its own line so that
// every other line keeps its number:
//
//   - a line of its own becomes a comment, or pass with a comment where it is indented and a block may need it;
//   - an assignment of what a command gives (files = !ls) assigns None;
//   - %time and %timeit keep the statement they time, at its line;
//   - a cell magic comments the whole cell out, except the few whose cell is Python all the same.
//
// A line is one of these only where a statement can begin: "%" continues an expression inside brackets, and anything
// may stand in a string of several lines.

// pythonCellMagics are the cell magics that run their cell as Python.
var pythonCellMagics = map[string]bool{"time": true, "timeit": true, "capture": true, "prun": true, "python": true, "python3": true, "py": true}

// withoutMagics neutralises a cell and notes what was there.
func (s *Submission) withoutMagics(name, code string) string {
	if !strings.ContainsAny(code, "%!?") {
		return code
	}
	var out strings.Builder
	var state lineState
	number, begun, dropping := 0, false, false
	for line := range strings.Lines(code) {
		number++
		text := strings.TrimSuffix(line, "\n")
		end := line[len(text):]
		if dropping {
			out.WriteString("# " + text + end)
			continue
		}
		if state.fresh() {
			first := !begun
			begun = begun || strings.TrimSpace(text) != ""
			if what, plain, drop := neutralise(text, first); what != "" {
				s.note(NoteMagic, name, number, "%s is IPython's, not Python's", what)
				dropping = drop
				out.WriteString(plain + end)
				state.scan(plain)
				continue
			}
		}
		state.scan(text)
		out.WriteString(line)
	}
	return out.String()
}

// neutralise looks at a line on which a statement can begin. It gives what of IPython's the line is ("" for none) and
// what stands in its place, and whether the rest of the cell is not Python either.
func neutralise(line string, first bool) (what, plain string, drop bool) {
	body := strings.TrimLeft(line, " \t")
	indent := line[:len(line)-len(body)]
	body = strings.TrimRight(body, " \t")
	if body == "" || body[0] == '#' {
		return "", "", false
	}
	word := magicWord(body)
	switch {
	case strings.HasPrefix(body, "%%") && word != "%%":
		return word, indent + inert(indent, body), first && !pythonCellMagics[word[2:]]
	case word == "%time" || word == "%timeit":
		if statement := timedStatement(body[len(word):]); statement != "" {
			return word, indent + statement, false
		}
		return word, indent + inert(indent, body), false
	case body[0] == '%' && word != "%":
		return word, indent + inert(indent, body), false
	case body[0] == '!':
		return "!", indent + inert(indent, body), false
	case body[0] == '?' || question(body):
		return "?", indent + inert(indent, body), false
	}
	if target, value, ok := strings.Cut(body, "="); ok {
		value = strings.TrimLeft(value, " \t")
		if dottedNames(target) && value != "" && (value[0] == '!' && !strings.HasPrefix(value, "!=") || value[0] == '%') {
			return magicWord(value), indent + strings.TrimRight(target, " \t") + " = None  # " + value, false
		}
	}
	return "", "", false
}

// inert is what a line becomes that has no meaning in Python.
func inert(indent, body string) string {
	if indent == "" {
		return "# " + body
	}
	return "pass  # " + body
}

// magicWord is a magic with its percent signs, or the exclamation mark: "%%bash", "%time", "!".
func magicWord(s string) string {
	n := 0
	for n < len(s) && n < 2 && s[n] == '%' {
		n++
	}
	if n == 0 {
		return s[:1]
	}
	for n < len(s) && (s[n] == '_' || s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z' || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	return s[:n]
}

// timedStatement drops the options of %time and %timeit: "-n 10 -r3 f()" is f().
func timedStatement(s string) string {
	for {
		s = strings.TrimLeft(s, " \t")
		if len(s) < 2 || s[0] != '-' || s[1] < 'a' || s[1] > 'z' {
			return s
		}
		option, rest, _ := strings.Cut(s, " ")
		takesValue := strings.IndexByte("nrtp", option[1]) >= 0
		if takesValue && len(option) == 2 {
			rest = strings.TrimLeft(rest, " \t")
			if value, after, _ := strings.Cut(rest, " "); strings.Trim(value, "0123456789") == "" {
				rest = after
			}
		}
		s = rest
	}
}

// question reports "name?" and "name.attr??", which ask for documentation.
func question(body string) bool {
	asked := strings.TrimRight(body, "?")
	return asked != body && dottedNames(asked)
}

// dottedNames reports a dotted name, or several with commas: what IPython assigns a command's output to, or asks about.
func dottedNames(s string) bool {
	s = strings.TrimSpace(s)
	for _, r := range s {
		if !(r == '_' || r == '.' || r == ',' || r == ' ' || r == '*' || r == '[' || r == ']' || r >= '0' && r <= '9' ||
			r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= utf8.RuneSelf) {
			return false
		}
	}
	return s != ""
}

// lineState tracks, from line to line, whether a statement can begin.
type lineState struct {
	brackets  int
	quote     string // the quote of a string that goes over lines, "" outside
	continued bool   // the line before ends in a backslash
}

func (st *lineState) fresh() bool { return st.brackets == 0 && st.quote == "" && !st.continued }

// scan goes over one line of Python.
func (st *lineState) scan(line string) {
	st.continued = false
	for i := 0; i < len(line); i++ {
		if st.quote != "" {
			switch {
			case line[i] == '\\':
				i++
			case strings.HasPrefix(line[i:], st.quote):
				i += len(st.quote) - 1
				st.quote = ""
			}
			continue
		}
		switch ch := line[i]; ch {
		case '#':
			return
		case '\\':
			st.continued = i == len(line)-1
		case '(', '[', '{':
			st.brackets++
		case ')', ']', '}':
			st.brackets = max(st.brackets-1, 0)
		case '"', '\'':
			st.quote = line[i : i+1]
			if i+3 <= len(line) && line[i+1] == ch && line[i+2] == ch {
				st.quote = line[i : i+3]
				i += 2
			}
		}
	}
	if len(st.quote) == 1 && !strings.HasSuffix(line, `\`) { // a short string ends with its line, closed or not
		st.quote = ""
	}
}
