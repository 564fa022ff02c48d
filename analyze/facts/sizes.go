package facts

import (
	"strconv"

	"github.com/assay-score/assay/interp/syntax"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Statements is the number of statements of each function: those of its body at every depth, without the docstring and
// without what nested functions and classes hold. A module's own code has as many as stand in its compound statements.
var Statements = &Fact[[]*Counted]{"statements", func(m *Module) []*Counted {
	var out []*Counted
	for _, u := range Units.Of(m) {
		c := &Counted{Unit: u, Value: countStatements(u.Body)}
		if u.Function != nil {
			c.Value = u.Function.Statements
		}
		out = append(out, c)
	}
	return out
}}

// Returns is the number of return statements of each function, those of nested functions left out.
var Returns = &Fact[[]*Counted]{"returns", func(m *Module) []*Counted {
	var out []*Counted
	for _, u := range Units.Of(m) {
		if u.Function == nil {
			continue
		}
		c := &Counted{Unit: u}
		countReturns(c, u.Body)
		out = append(out, c)
	}
	return out
}}

func countReturns(c *Counted, body []syntax.Stmt) {
	for _, s := range body {
		if r, ok := s.(*syntax.Return); ok {
			c.add(r.From, 1, "return")
		}
		for _, b := range blocks(s) {
			countReturns(c, b)
		}
	}
}

// Parameters is the number of parameters of each function: positional, keyword-only, *args and **kwargs alike, but not
// the self or cls of a method.
var Parameters = &Fact[[]*Counted]{"parameters", func(m *Module) []*Counted {
	var out []*Counted
	for _, u := range Units.Of(m) {
		if u.Function == nil {
			continue
		}
		c := &Counted{Unit: u}
		for _, a := range u.Function.Parameters() {
			c.add(a.From, 1, a.Arg)
		}
		out = append(out, c)
	}
	return out
}}

// Parameters are the function's parameters in order, without the self or cls of a method.
func (f *Function) Parameters() []*syntax.Arg {
	a := f.Node.Args
	if a == nil {
		return nil
	}
	var out []*syntax.Arg
	out = append(append(out, a.Posonlyargs...), a.Args...)
	if f.Class != nil && !f.Static && len(out) > 0 {
		out = out[1:]
	}
	if a.Vararg != nil {
		out = append(out, a.Vararg)
	}
	out = append(out, a.Kwonlyargs...)
	if a.Kwarg != nil {
		out = append(out, a.Kwarg)
	}
	return out
}
