package vm

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// anchors says how a traceback marks the text of an instruction. Like CPython it looks at the text alone, as an
// expression: the operator of a binary operation and the brackets of a call or subscript are told from their operands.
func (m *Machine) anchors(segment, lines string, from, to int) py.Anchors {
	a := py.Anchors{Plain: m.callFillsLines(lines, from, to)}
	if m.t.Charge(len(segment)+len(lines)) != nil {
		return a
	}
	const open = "(\n"
	file := source.NewFile("", open+segment+"\n)")
	tree := syntax.Parse(file, syntax.Options{})
	if len(tree.Errors) > 0 || len(tree.Body()) != 1 {
		return a
	}
	s, ok := tree.Body()[0].(*syntax.ExprStmt)
	if !ok {
		return a
	}
	text := file.Text
	switch e := s.Value.(type) {
	case *syntax.BinOp:
		i := int(e.Left.End())
		for i < len(text) && (isSpace(text[i]) || text[i] == ')') {
			i++
		}
		j := i + 1
		if j < len(text) && j < int(e.Right.Pos()) && !isSpace(text[j]) && text[j] != '\\' && text[j] != '#' {
			j++
		}
		a.Found, a.From, a.To = true, i-len(open), j-len(open)
	case *syntax.Subscript:
		a.Found, a.From, a.To = true, after(text, int(e.Value.End()), '[')-len(open), int(e.To)-len(open)
	case *syntax.Call:
		a.Found, a.From, a.To = true, after(text, int(e.Func.End()), '(')-len(open), int(e.To)-len(open)
	}
	return a
}

// callFillsLines tells a statement that is nothing but a call and what becomes of its result: marks would say nothing.
func (m *Machine) callFillsLines(lines string, from, to int) bool {
	if m.t.Charge(len(lines)) != nil {
		return false
	}
	tree := syntax.Parse(source.NewFile("", lines), syntax.Options{})
	if len(tree.Errors) > 0 || len(tree.Body()) == 0 {
		return false
	}
	var call *syntax.Call
	switch s := tree.Body()[0].(type) {
	case *syntax.Return:
		if c, ok := s.Value.(*syntax.Call); ok {
			if _, ok := c.Func.(*syntax.Name); ok {
				call = c
			}
		}
	case *syntax.Assign:
		if _, ok := s.Targets[0].(*syntax.Name); ok && len(s.Targets) == 1 {
			call, _ = s.Value.(*syntax.Call)
		}
	}
	return call != nil && int(call.From) == from && int(call.To) == to && !strings.Contains(lines[:from], "\n")
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\f' }

// after finds a bracket from a place on.
func after(text string, i int, bracket byte) int {
	for i < len(text) && text[i] != bracket {
		i++
	}
	return i
}
