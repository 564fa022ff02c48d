package syntax

import (
	"strings"
)

// Unparse is the text of an expression as CPython's compiler writes it for annotations that are not evaluated: one line,
// no more parentheses than needed, strings in their repr. Parsing it gives the same tree. It recurses once for each level
// of the tree: see [Walk].
func Unparse(e Expr) string {
	w := unparser{}
	w.expr(e, tightTest)
	return w.b.String()
}

// tightness says how tightly an expression's operator binds.
type tightness int

const (
	tightTuple tightness = iota
	tightTest
	tightOr
	tightAnd
	tightNot
	tightCmp
	tightBitOr
	tightBitXor
	tightBitAnd
	tightShift
	tightArith
	tightTerm
	tightFactor
	tightPower
	tightAwait
	tightAtom
)

type unparser struct{ b strings.Builder }

func (w *unparser) text(s string) { w.b.WriteString(s) }

// group writes something in parentheses if what stands around binds tighter.
func (w *unparser) group(around, own tightness, body func()) {
	if around > own {
		w.text("(")
		defer w.text(")")
	}
	body()
}

func (w *unparser) list(elts []Expr, p tightness) {
	for i, e := range elts {
		if i > 0 {
			w.text(", ")
		}
		w.expr(e, p)
	}
}

var binaryText = [...]struct {
	text      string
	tightness tightness
}{Add: {"+", tightArith}, Sub: {"-", tightArith}, Mult: {"*", tightTerm}, MatMult: {"@", tightTerm}, Div: {"/", tightTerm},
	Modulo: {"%", tightTerm}, Pow: {"**", tightPower}, LShift: {"<<", tightShift}, RShift: {">>", tightShift},
	BitOr: {"|", tightBitOr}, BitXor: {"^", tightBitXor}, BitAnd: {"&", tightBitAnd}, FloorDiv: {"//", tightTerm}}

var cmpText = [...]string{Eq: "==", NotEq: "!=", Lt: "<", LtE: "<=", Gt: ">", GtE: ">=", Is: "is", IsNot: "is not", In: "in", NotIn: "not in"}

func (w *unparser) expr(e Expr, p tightness) {
	switch e := e.(type) {
	case nil:
	case *Name:
		w.text(e.ID)
	case *Constant:
		w.constant(e)
	case *Attribute:
		w.expr(e.Value, tightAtom)
		if c, ok := e.Value.(*Constant); ok && c.Kind == Int {
			w.text(" ")
		}
		w.text("." + e.Attr)
	case *Subscript:
		w.expr(e.Value, tightAtom)
		w.text("[")
		w.expr(e.Slice, tightTuple)
		w.text("]")
	case *Slice:
		w.expr(e.Lower, tightTest)
		w.text(":")
		w.expr(e.Upper, tightTest)
		if e.Step != nil {
			w.text(":")
			w.expr(e.Step, tightTest)
		}
	case *Starred:
		w.text("*")
		w.expr(e.Value, tightBitOr)
	case *Call:
		w.call(e)
	case *BoolOp:
		own, text := tightAnd, " and "
		if e.Op == Or {
			own, text = tightOr, " or "
		}
		w.group(p, own, func() {
			for i, v := range e.Values {
				if i > 0 {
					w.text(text)
				}
				w.expr(v, own+1)
			}
		})
	case *BinOp:
		op := binaryText[e.Op]
		left, right := op.tightness, op.tightness+1
		if e.Op == Pow {
			left, right = right, left
		}
		w.group(p, op.tightness, func() {
			w.expr(e.Left, left)
			w.text(" " + op.text + " ")
			w.expr(e.Right, right)
		})
	case *UnaryOp:
		own, text := tightFactor, [...]string{Invert: "~", Not: "not ", UAdd: "+", USub: "-"}[e.Op]
		if e.Op == Not {
			own = tightNot
		}
		w.group(p, own, func() {
			w.text(text)
			w.expr(e.Operand, own)
		})
	case *Compare:
		w.group(p, tightCmp, func() {
			w.expr(e.Left, tightCmp+1)
			for i, op := range e.Ops {
				w.text(" " + cmpText[op] + " ")
				w.expr(e.Comparators[i], tightCmp+1)
			}
		})
	default:
		w.compound(e, p)
	}
}

func (w *unparser) compound(e Expr, p tightness) {
	switch e := e.(type) {
	case *Lambda:
		w.group(p, tightTest, func() {
			w.text("lambda")
			if args := w.arguments(e.Args); args != "" {
				w.text(" " + args)
			}
			w.text(": ")
			w.expr(e.Body, tightTest)
		})
	case *IfExp:
		w.group(p, tightTest, func() {
			w.expr(e.Body, tightTest+1)
			w.text(" if ")
			w.expr(e.Test, tightTest+1)
			w.text(" else ")
			w.expr(e.Orelse, tightTest)
		})
	case *NamedExpr:
		w.group(p, tightTuple, func() {
			w.expr(e.Target, tightAtom)
			w.text(" := ")
			w.expr(e.Value, tightAtom)
		})
	case *Await:
		w.group(p, tightAwait, func() {
			w.text("await ")
			w.expr(e.Value, tightAtom)
		})
	case *Yield:
		w.text("(yield")
		if e.Value != nil {
			w.text(" ")
			w.expr(e.Value, tightTuple)
		}
		w.text(")")
	case *YieldFrom:
		w.text("(yield from ")
		w.expr(e.Value, tightTest)
		w.text(")")
	case *Tuple:
		if len(e.Elts) == 0 {
			w.text("()")
			return
		}
		w.group(p, tightTuple, func() {
			w.list(e.Elts, tightTest)
			if len(e.Elts) == 1 {
				w.text(",")
			}
		})
	case *List:
		w.text("[")
		w.list(e.Elts, tightTest)
		w.text("]")
	case *Set:
		w.text("{")
		w.list(e.Elts, tightTest)
		w.text("}")
	case *Dict:
		w.dict(e)
	case *ListComp:
		w.text("[")
		w.expr(e.Elt, tightTest)
		w.generators(e.Generators)
		w.text("]")
	case *SetComp:
		w.text("{")
		w.expr(e.Elt, tightTest)
		w.generators(e.Generators)
		w.text("}")
	case *DictComp:
		w.text("{")
		w.expr(e.Key, tightTest)
		w.text(": ")
		w.expr(e.Value, tightTest)
		w.generators(e.Generators)
		w.text("}")
	case *GeneratorExp:
		w.text("(")
		w.expr(e.Elt, tightTest)
		w.generators(e.Generators)
		w.text(")")
	case *JoinedStr:
		w.formatted('f', e.Values)
	case *TemplateStr:
		w.formatted('t', e.Values)
	}
}

func (w *unparser) constant(c *Constant) {
	if c.Kind == Ellipsis {
		w.text("...")
		return
	}
	text, err := c.AppendRepr(nil)
	if err != nil {
		text = []byte(c.Text)
	}
	// Infinity has no literal; one too large for a float stands for it.
	w.text(strings.ReplaceAll(string(text), "inf", infinityIn(c)))
}

// infinityIn is what stands for the text "inf" in the repr of a constant.
func infinityIn(c *Constant) string {
	if c.Kind == Float || c.Kind == Complex {
		return "1e309"
	}
	return "inf"
}

func (w *unparser) dict(e *Dict) {
	w.text("{")
	for i, k := range e.Keys {
		if i > 0 {
			w.text(", ")
		}
		if k == nil {
			w.text("**")
			w.expr(e.Values[i], tightBitOr)
			continue
		}
		w.expr(k, tightTest)
		w.text(": ")
		w.expr(e.Values[i], tightTest)
	}
	w.text("}")
}

func (w *unparser) call(e *Call) {
	w.expr(e.Func, tightAtom)
	if len(e.Args) == 1 && len(e.Keywords) == 0 {
		if g, ok := e.Args[0].(*GeneratorExp); ok {
			w.expr(g, tightTest)
			return
		}
	}
	w.text("(")
	w.list(e.Args, tightTest)
	for i, k := range e.Keywords {
		if i+len(e.Args) > 0 {
			w.text(", ")
		}
		if k.Arg == "" {
			w.text("**")
		} else {
			w.text(k.Arg + "=")
		}
		w.expr(k.Value, tightTest)
	}
	w.text(")")
}

func (w *unparser) generators(list []*Comprehension) {
	for _, g := range list {
		if g.IsAsync {
			w.text(" async")
		}
		w.text(" for ")
		w.expr(g.Target, tightTuple)
		w.text(" in ")
		w.expr(g.Iter, tightTest+1)
		for _, c := range g.Ifs {
			w.text(" if ")
			w.expr(c, tightTest+1)
		}
	}
}

// arguments is the text of a lambda's parameters.
func (w *unparser) arguments(a *Arguments) string {
	var parts []string
	add := func(stars string, p *Arg, value Expr) {
		text := stars + p.Arg
		if value != nil {
			text += "=" + Unparse(value)
		}
		parts = append(parts, text)
	}
	first := len(a.Posonlyargs) + len(a.Args) - len(a.Defaults)
	for i, p := range append(a.Posonlyargs[:len(a.Posonlyargs):len(a.Posonlyargs)], a.Args...) {
		var value Expr
		if i >= first {
			value = a.Defaults[i-first]
		}
		add("", p, value)
		if i == len(a.Posonlyargs)-1 {
			parts = append(parts, "/")
		}
	}
	if a.Vararg != nil {
		add("*", a.Vararg, nil)
	} else if len(a.Kwonlyargs) > 0 {
		parts = append(parts, "*")
	}
	for i, p := range a.Kwonlyargs {
		add("", p, a.KwDefaults[i])
	}
	if a.Kwarg != nil {
		add("**", a.Kwarg, nil)
	}
	return strings.Join(parts, ", ")
}

// formatted writes an f-string or t-string: the repr of its text with the fields in braces.
func (w *unparser) formatted(prefix byte, values []Expr) {
	inner := unparser{}
	inner.parts(values)
	w.b.WriteByte(prefix)
	w.b.Write(AppendStrRepr(nil, inner.b.String()))
}

func (w *unparser) parts(values []Expr) {
	for _, v := range values {
		switch v := v.(type) {
		case *Constant:
			w.text(strings.NewReplacer("{", "{{", "}", "}}").Replace(v.Text))
		case *FormattedValue:
			w.field(Unparse(v.Value), v.Conversion, v.FormatSpec)
		case *Interpolation:
			w.field(v.Str, v.Conversion, v.FormatSpec)
		case *JoinedStr:
			w.parts(v.Values)
		}
	}
}

func (w *unparser) field(value string, c Conversion, spec Expr) {
	w.text("{")
	if strings.HasPrefix(value, "{") {
		w.text(" ") // not a literal brace
	}
	w.text(value)
	if c != NoConversion {
		w.text("!" + string(rune(c)))
	}
	if s, ok := spec.(*JoinedStr); ok {
		w.text(":")
		w.parts(s.Values)
	}
	w.text("}")
}
