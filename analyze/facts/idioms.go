package facts

import "github.com/assay-score/assay/interp/syntax"

// Idioms lists the places where Python has an idiom of its own, with whether it is used there: a loop goes over things and
// not over their indices or keys(), text is put together by an f-string or format and not by % or + str(), a file is
// opened in a with, a condition is returned and not turned into True and False, the last item is [-1], a list of what a
// loop appends is a comprehension. Since each place counts, used or not, the share does not depend on the size.
//
// Source: pylint's C0200, ruff's SIM103, SIM115, SIM118, UP031, PERF401 and FURB; a place that could not be written
// otherwise is not among them.
var Idioms = &Fact[[]Item]{"idioms", func(m *Module) []Item {
	w := idiomatic{meaning: Meanings.Of(m)}
	owners := map[*syntax.FunctionDef]*Function{}
	for _, f := range Definitions.Of(m).Functions {
		owners[f.Node] = f
	}
	var around []*Function
	syntax.Walk(m.Tree.Root, func(n syntax.Node) bool {
		if f := functionOf(n); f != nil {
			around = append(around, w.function)
			w.function = owners[f]
		}
		w.look(n)
		return true
	}, func(n syntax.Node) {
		if functionOf(n) != nil {
			w.function, around = around[len(around)-1], around[:len(around)-1]
		}
	})
	return w.out
}}

func functionOf(n syntax.Node) *syntax.FunctionDef {
	switch n := n.(type) {
	case *syntax.FunctionDef:
		return n
	case *syntax.AsyncFunctionDef:
		return &n.FunctionDef
	}
	return nil
}

type idiomatic struct {
	meaning  *Meaning
	function *Function // around the current node
	out      []Item
}

func (w *idiomatic) note(n syntax.Node, good bool, what string) {
	w.out = append(w.out, Item{Point{n.Pos(), 1, what}, good, w.function})
}

func (w *idiomatic) look(n syntax.Node) {
	switch n := n.(type) {
	case *syntax.For:
		w.loop(n)
	case *syntax.ListComp:
		w.note(n, true, "a comprehension")
	case *syntax.JoinedStr:
		if replaces(n) {
			w.note(n, true, "an f-string")
		}
	case *syntax.BinOp:
		w.text(n)
	case *syntax.Call:
		if a, ok := n.Func.(*syntax.Attribute); ok && a.Attr == "format" && constantOf(a.Value, syntax.Str) {
			w.note(n, true, "format")
		}
	case *syntax.With:
		for _, item := range n.Items {
			if c, ok := item.ContextExpr.(*syntax.Call); ok && w.meaning.Is(c.Func, "builtins.open") {
				w.note(c, true, "a file opened in a with")
			}
		}
	case *syntax.Assign:
		if c, ok := n.Value.(*syntax.Call); ok && w.meaning.Is(c.Func, "builtins.open") {
			w.note(c, false, "a file opened outside of a with")
		}
	case *syntax.If:
		w.condition(n)
	case *syntax.Return:
		switch n.Value.(type) {
		case *syntax.Compare, *syntax.BoolOp:
			w.note(n, true, "a condition returned")
		}
	case *syntax.Subscript:
		w.last(n)
	}
}

// loop looks at what a loop goes over, and at whether all that it does is to append.
func (w *idiomatic) loop(n *syntax.For) {
	good, what := true, "a loop over things"
	if name, ok := n.Target.(*syntax.Name); ok {
		if over := w.lengthOf(n.Iter); over != "" && onlyIndexes(n.Body, name.ID, over) {
			good, what = false, "range(len("+over+")): go over "+over
		}
	}
	if c, ok := n.Iter.(*syntax.Call); ok && len(c.Args)+len(c.Keywords) == 0 {
		if a, ok := c.Func.(*syntax.Attribute); ok && a.Attr == "keys" {
			good, what = false, "keys(): a dictionary goes over its keys itself"
		}
	}
	if len(n.Body) == 1 && len(n.Orelse) == 0 {
		if s, ok := n.Body[0].(*syntax.ExprStmt); ok {
			if c, ok := s.Value.(*syntax.Call); ok && len(c.Args) == 1 {
				a, ok := c.Func.(*syntax.Attribute)
				if ok && a.Attr == "append" {
					if _, name := a.Value.(*syntax.Name); name {
						good, what = false, "a loop that only appends: write a comprehension"
					}
				}
			}
		}
	}
	w.note(n, good, what)
}

// lengthOf is the name in range(len(name)); "" for anything else.
func (w *idiomatic) lengthOf(e syntax.Expr) string {
	c, ok := e.(*syntax.Call)
	if !ok || len(c.Args) != 1 || len(c.Keywords) > 0 || !w.meaning.Is(c.Func, "builtins.range") {
		return ""
	}
	inner, ok := c.Args[0].(*syntax.Call)
	if !ok || len(inner.Args) != 1 || len(inner.Keywords) > 0 || !w.meaning.Is(inner.Func, "builtins.len") {
		return ""
	}
	if name, ok := inner.Args[0].(*syntax.Name); ok {
		return name.ID
	}
	return ""
}

// onlyIndexes reports whether all that a body does with an index is to read that item.
func onlyIndexes(body []syntax.Stmt, index, of string) bool {
	used, other := 0, false
	for _, s := range body {
		syntax.Inspect(s, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.Subscript:
				value, ok1 := n.Value.(*syntax.Name)
				at, ok2 := n.Slice.(*syntax.Name)
				if ok1 && ok2 && value.ID == of && at.ID == index && n.Ctx == syntax.Load {
					used++
					return false
				}
			case *syntax.Name:
				other = other || n.ID == index
			}
			return !other
		})
	}
	return used > 0 && !other
}

// text looks at how text is put together.
func (w *idiomatic) text(n *syntax.BinOp) {
	switch {
	case n.Op == syntax.Modulo && constantOf(n.Left, syntax.Str):
		w.note(n, false, "% on text: write an f-string")
	case n.Op == syntax.Add && (constantOf(n.Left, syntax.Str) && w.toText(n.Right) || w.toText(n.Left) && constantOf(n.Right, syntax.Str)):
		w.note(n, false, "text + str(): write an f-string")
	}
}

func (w *idiomatic) toText(e syntax.Expr) bool {
	c, ok := e.(*syntax.Call)
	return ok && len(c.Args) == 1 && w.meaning.Is(c.Func, "builtins.str")
}

// condition looks for if c: return True, else: return False.
func (w *idiomatic) condition(n *syntax.If) {
	if truth(n.Body) && truth(n.Orelse) {
		w.note(n, false, "a condition turned into True and False: return it")
	}
}

func truth(body []syntax.Stmt) bool {
	if len(body) != 1 {
		return false
	}
	r, ok := body[0].(*syntax.Return)
	return ok && constantOf(r.Value, syntax.True, syntax.False)
}

// last looks at how the last item is named.
func (w *idiomatic) last(n *syntax.Subscript) {
	switch at := n.Slice.(type) {
	case *syntax.UnaryOp:
		if c, ok := at.Operand.(*syntax.Constant); ok && at.Op == syntax.USub && c.Kind == syntax.Int && c.Text == "1" {
			w.note(n, true, "the last item")
		}
	case *syntax.BinOp:
		one, ok := at.Right.(*syntax.Constant)
		if !ok || at.Op != syntax.Sub || one.Kind != syntax.Int || one.Text != "1" {
			return
		}
		c, ok := at.Left.(*syntax.Call)
		if !ok || len(c.Args) != 1 || !w.meaning.Is(c.Func, "builtins.len") {
			return
		}
		a, ok1 := c.Args[0].(*syntax.Name)
		b, ok2 := n.Value.(*syntax.Name)
		if ok1 && ok2 && a.ID == b.ID {
			w.note(n, false, a.ID+"[len("+a.ID+") - 1]: write "+a.ID+"[-1]")
		}
	}
}
