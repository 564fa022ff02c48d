package gpython

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

var operators = [...]string{syntax.Add: "+", syntax.Sub: "-", syntax.Mult: "*", syntax.MatMult: "@", syntax.Div: "/", syntax.Modulo: "%",
	syntax.Pow: "**", syntax.LShift: "<<", syntax.RShift: ">>", syntax.BitOr: "|", syntax.BitXor: "^", syntax.BitAnd: "&", syntax.FloorDiv: "//"}

var comparisons = [...]string{syntax.Eq: "==", syntax.NotEq: "!=", syntax.Lt: "<", syntax.LtE: "<=", syntax.Gt: ">", syntax.GtE: ">=",
	syntax.Is: "is", syntax.IsNot: "is not", syntax.In: "in", syntax.NotIn: "not in"}

var unaries = [...]string{syntax.Invert: "~", syntax.Not: "not ", syntax.UAdd: "+", syntax.USub: "-"}

// expr writes an expression, whole in itself.
func (w *lowering) expr(e syntax.Expr) {
	w.enter(e)
	defer w.leave()
	w.follow(e)
	switch e := e.(type) {
	case *syntax.Constant:
		w.constant(e)
	case *syntax.Name:
		w.put(w.name(e, e.ID))
	case *syntax.Attribute:
		w.expr(e.Value)
		w.put("." + w.name(e, e.Attr))
	case *syntax.Subscript:
		w.expr(e.Value)
		w.open("[")
		w.subscript(e.Slice)
		w.close("]")
	case *syntax.Call:
		w.call(e)
	case *syntax.BinOp:
		if e.Op == syntax.MatMult {
			w.gap(e, "operator @")
		}
		w.open("(")
		w.expr(e.Left)
		w.put(" " + operators[e.Op] + " ")
		w.expr(e.Right)
		w.close(")")
	case *syntax.UnaryOp:
		w.open("(" + unaries[e.Op])
		w.expr(e.Operand)
		w.close(")")
	case *syntax.BoolOp:
		word := " and "
		if e.Op == syntax.Or {
			word = " or "
		}
		w.open("(")
		for i, v := range e.Values {
			if i > 0 {
				w.put(word)
			}
			w.expr(v)
		}
		w.close(")")
	case *syntax.Compare:
		w.open("(")
		w.expr(e.Left)
		for i, op := range e.Ops {
			w.put(" " + comparisons[op] + " ")
			w.expr(e.Comparators[i])
		}
		w.close(")")
	case *syntax.IfExp:
		w.open("(")
		w.expr(e.Body)
		w.put(" if ")
		w.expr(e.Test)
		w.put(" else ")
		w.expr(e.Orelse)
		w.close(")")
	case *syntax.Lambda:
		w.open("(lambda ")
		w.parameters(e.Args, true)
		w.put(": ")
		if w.padded {
			w.put("(lambda: " + padName + ") and ")
		}
		w.expr(e.Body)
		w.close(")")
	case *syntax.Tuple:
		w.display(e, e.Elts, e.Ctx, "(", ")", intrinsicTuple)
	case *syntax.List:
		w.display(e, e.Elts, e.Ctx, "[", "]", intrinsicList)
	case *syntax.Set:
		if len(e.Elts) > 2 && constants(e.Elts) {
			w.open(intrinsicFold + "(")
			w.display(e, e.Elts, syntax.Load, "{", "}", intrinsicSet)
			w.close(")")
			return
		}
		w.display(e, e.Elts, syntax.Load, "{", "}", intrinsicSet)
	case *syntax.Dict:
		w.dict(e)
	case *syntax.ListComp:
		w.comprehension("[", "]", e.Elt, nil, e.Generators)
	case *syntax.SetComp:
		w.comprehension("{", "}", e.Elt, nil, e.Generators)
	case *syntax.GeneratorExp:
		w.comprehension("(", ")", e.Elt, nil, e.Generators)
	case *syntax.DictComp:
		if !quiet(e.Key) && !quiet(e.Value) {
			// The key comes first (PEP 572), which gpython's compiler does not know.
			w.open(intrinsicPairs + "(")
			w.comprehension("[", "]", &syntax.Tuple{Span: source.Span{From: e.Key.Pos(), To: e.Value.End()}, Elts: []syntax.Expr{e.Key, e.Value}}, nil, e.Generators)
			w.close(")")
			return
		}
		w.comprehension("{", "}", e.Key, e.Value, e.Generators)
	case *syntax.Yield:
		w.open("(yield")
		w.optional(" ", e.Value)
		w.close(")")
	case *syntax.YieldFrom:
		w.open("(yield from ")
		w.expr(e.Value)
		w.close(")")
	case *syntax.Starred:
		if e.Ctx != syntax.Store {
			w.gap(e, "starred expression")
		}
		w.put("*")
		w.expr(e.Value)
	case *syntax.JoinedStr:
		w.fstring(e)
	case *syntax.NamedExpr:
		w.gap(e, "assignment expression (:=)")
	case *syntax.Await:
		w.gap(e, "await")
	case *syntax.TemplateStr:
		w.gap(e, "t-string")
	default:
		w.gap(e, "expression %T", e)
	}
}

func (w *lowering) constant(e *syntax.Constant) {
	switch e.Kind {
	case syntax.None:
		w.put("None")
	case syntax.True:
		w.put("True")
	case syntax.False:
		w.put("False")
	case syntax.Ellipsis:
		w.put("...")
	case syntax.Int:
		w.put("(" + e.Text + ")")
	case syntax.Float:
		if f, err := strconv.ParseFloat(e.Text, 64); err != nil || math.IsInf(f, 0) {
			w.put(intrinsicFloat)
			return
		}
		w.put("(" + e.Text + ")")
	case syntax.Complex:
		w.gap(e, "complex number")
	case syntax.Str:
		if !utf8.ValidString(e.Text) {
			w.gap(e, "lone surrogate in a string")
		}
		w.put(quote(e.Text, false))
	case syntax.Bytes:
		w.put(quote(e.Text, true))
	default:
		w.gap(e, "constant")
	}
}

// display writes a tuple, list or set.
func (w *lowering) display(n syntax.Node, elts []syntax.Expr, ctx syntax.ExprContext, before, after, intrinsic string) {
	if ctx == syntax.Load && starred(elts) {
		if len(elts) >= maxArguments {
			w.gap(n, "starred display of more than %d elements", maxArguments)
		}
		w.open(intrinsic + "('")
		for _, e := range elts {
			if _, ok := e.(*syntax.Starred); ok {
				w.put(string(kindStar))
			} else {
				w.put(string(kindPlain))
			}
		}
		w.put("'")
		for _, e := range elts {
			w.put(", ")
			w.unstarred(e)
		}
		w.close(")")
		return
	}
	w.open(before)
	for i, e := range elts {
		w.comma(i, "")
		w.expr(e)
	}
	if len(elts) == 1 {
		w.put(",")
	}
	w.close(after)
}

// constants reports whether all elements are constants. CPython makes a frozenset of such a display when it compiles, and
// copies that at run time, which shows in the order of the set.
func constants(elts []syntax.Expr) bool {
	for _, e := range elts {
		if u, ok := e.(*syntax.UnaryOp); ok && u.Op == syntax.USub {
			e = u.Operand
		}
		if _, ok := e.(*syntax.Constant); !ok {
			return false
		}
	}
	return true
}

func starred(elts []syntax.Expr) bool {
	for _, e := range elts {
		if _, ok := e.(*syntax.Starred); ok {
			return true
		}
	}
	return false
}

func (w *lowering) unstarred(e syntax.Expr) {
	if s, ok := e.(*syntax.Starred); ok {
		e = s.Value
	}
	w.expr(e)
}

// dict writes a dict display. gpython evaluates an entry's value before its key, so where that could be noticed, or
// where there are ** entries, an intrinsic takes over.
func (w *lowering) dict(e *syntax.Dict) {
	plain := true
	for i, k := range e.Keys {
		if k == nil || (!quiet(k) && !quiet(e.Values[i])) {
			plain = false
		}
	}
	if plain {
		w.open("{")
		for i, k := range e.Keys {
			w.comma(i, "")
			w.expr(k)
			w.put(": ")
			w.expr(e.Values[i])
		}
		w.close("}")
		return
	}
	if 2*len(e.Keys) >= maxArguments {
		w.gap(e, "dict display of more than %d computed entries", maxArguments/2)
	}
	w.open(intrinsicDict + "('")
	for _, k := range e.Keys {
		if k == nil {
			w.put(string(kindDouble))
		} else {
			w.put(string(kindNamed))
		}
	}
	w.put("'")
	for i, k := range e.Keys {
		w.put(", ")
		if k != nil {
			w.expr(k)
			w.put(", ")
		}
		w.expr(e.Values[i])
	}
	w.close(")")
}

// quiet reports whether evaluating an expression can be noticed by nothing but its value.
func quiet(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Constant, *syntax.Name, *syntax.Lambda:
		return true
	case *syntax.UnaryOp:
		return quiet(e.Operand)
	case *syntax.Tuple:
		for _, x := range e.Elts {
			if !quiet(x) {
				return false
			}
		}
		return true
	case *syntax.List:
		for _, x := range e.Elts {
			if !quiet(x) {
				return false
			}
		}
		return true
	}
	return false
}

func (w *lowering) comprehension(before, after string, elt, value syntax.Expr, gens []*syntax.Comprehension) {
	w.open(before)
	w.expr(elt)
	w.optional(": ", value)
	for _, g := range gens {
		if g.IsAsync {
			w.gap(g.Iter, "async comprehension")
		}
		w.put(" for ")
		w.expr(g.Target)
		w.put(" in ")
		w.expr(g.Iter)
		for _, c := range g.Ifs {
			w.put(" if ")
			w.expr(c)
		}
	}
	if w.padded {
		w.put(" for " + padName + " in () if (lambda: " + padName + ")")
	}
	w.close(after)
}

func (w *lowering) subscript(e syntax.Expr) {
	if t, ok := e.(*syntax.Tuple); ok && !starred(t.Elts) {
		for i, x := range t.Elts {
			w.comma(i, "")
			w.subscriptPart(x)
		}
		if len(t.Elts) == 1 {
			w.put(",")
		}
		if len(t.Elts) == 0 {
			w.put("()")
		}
		return
	}
	w.subscriptPart(e)
}

func (w *lowering) subscriptPart(e syntax.Expr) {
	s, ok := e.(*syntax.Slice)
	if !ok {
		w.expr(e)
		return
	}
	w.optional("", s.Lower)
	w.put(":")
	w.optional("", s.Upper)
	w.optional(":", s.Step)
}

// call writes a call; one with stars goes through an intrinsic, because gpython's grammar has them only at the end.
func (w *lowering) call(e *syntax.Call) {
	special := starred(e.Args)
	for _, k := range e.Keywords {
		special = special || k.Arg == ""
	}
	if !special {
		w.expr(e.Func)
		w.open("(")
		w.plainArguments(e, e.Args, e.Keywords, 0)
		w.close(")")
		return
	}
	if len(e.Args)+2*len(e.Keywords)+2 > maxArguments {
		w.gap(e, "starred call with more than %d arguments", maxArguments/2)
	}
	// In the order of the source, which mixes *args and name=value freely.
	args, keywords := e.Args, e.Keywords
	var text []func()
	var letters strings.Builder
	for len(args) > 0 || len(keywords) > 0 {
		if len(keywords) == 0 || (len(args) > 0 && args[0].Pos() < keywords[0].Value.Pos()) {
			a := args[0]
			args = args[1:]
			if _, ok := a.(*syntax.Starred); ok {
				letters.WriteByte(kindStar)
			} else {
				letters.WriteByte(kindPlain)
			}
			text = append(text, func() { w.unstarred(a) })
			continue
		}
		k := keywords[0]
		keywords = keywords[1:]
		if k.Arg == "" {
			letters.WriteByte(kindDouble)
			text = append(text, func() { w.expr(k.Value) })
			continue
		}
		letters.WriteByte(kindNamed)
		text = append(text, func() {
			w.put(quote(w.name(k.Value, k.Arg), false) + ", ")
			w.expr(k.Value)
		})
	}
	w.open(intrinsicCall + "('" + letters.String() + "', ")
	w.expr(e.Func)
	for _, put := range text {
		w.put(", ")
		put()
	}
	w.close(")")
}

// fstring writes an f-string as a call that joins its parts.
func (w *lowering) fstring(e *syntax.JoinedStr) {
	if len(e.Values) > maxArguments {
		w.gap(e, "f-string of more than %d parts", maxArguments)
	}
	w.open(intrinsicJoin + "(")
	for i, v := range e.Values {
		w.comma(i, "")
		f, ok := v.(*syntax.FormattedValue)
		if !ok {
			w.expr(v)
			continue
		}
		w.open(intrinsicFormat + "(")
		w.expr(f.Value)
		conversion := ""
		if f.Conversion != syntax.NoConversion {
			conversion = string(rune(f.Conversion))
		}
		w.put(", " + quote(conversion, false))
		if f.FormatSpec != nil {
			w.put(", ")
			w.expr(f.FormatSpec)
		}
		w.close(")")
	}
	w.close(")")
}
