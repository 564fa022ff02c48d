package functools

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
)

// partial is a function with some of its arguments. holes says how many of args are Placeholders, to be filled by what it
// is called with.
type partial struct {
	py.Header
	fn    py.Value
	args  *py.Tuple
	kw    *py.Dict
	holes int
}

type placeholderObject struct{ py.Header }

// placeholder is the sentinel Placeholder, which belongs to no run.
var placeholder = py.Obj(&placeholderValue)

var placeholderValue placeholderObject

func definePlaceholder() {
	c := py.Class{Module: "functools", Name: "_PlaceholderType", Final: true, Methods: []py.Def{{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		return t.StrValue("Placeholder"), nil
	}}}}
	c.Repr = func(t *py.Thread, v py.Value) (py.Value, error) { return t.StrValue("Placeholder"), nil }
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if len(args)+len(kw) > 0 {
			return py.Value{}, t.Raisef(&py.TypeError, "%s takes no arguments", typ.Name)
		}
		return placeholder, nil
	}
	py.DefineClass[placeholderObject](&placeholderType, c)
	py.ShareAs(&placeholderValue, &placeholderType)
	py.ShareAs(&keywordMarkValue, &placeholderType)
}

// merge fills the holes of args with more, and appends the rest.
func merge(args []py.Value, holes int, more []py.Value) []py.Value {
	out := make([]py.Value, 0, len(args)+len(more))
	if holes == 0 {
		return append(append(out, args...), more...)
	}
	for _, a := range args {
		if a == placeholder && len(more) > 0 {
			a, more = more[0], more[1:]
		}
		out = append(out, a)
	}
	return append(out, more...)
}

func countHoles(args []py.Value) int {
	n := 0
	for _, a := range args {
		if a == placeholder {
			n++
		}
	}
	return n
}

func callable(v py.Value) bool { return v.Func() != nil || v.Type().Call != nil }

func newPartial(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
	if len(args) == 0 {
		return py.Value{}, t.Raisef(&py.TypeError, "type 'partial' takes at least one argument")
	}
	fn, rest := args[0], args[1:]
	if !callable(fn) {
		return py.Value{}, t.Raisef(&py.TypeError, "the first argument must be callable")
	}
	if len(rest) > 0 && rest[len(rest)-1] == placeholder {
		return py.Value{}, t.Raisef(&py.TypeError, "trailing Placeholders are not allowed")
	}
	for _, k := range kw {
		if k.Value == placeholder {
			return py.Value{}, t.Raisef(&py.TypeError, "Placeholder cannot be passed as a keyword argument")
		}
	}
	p, v := py.Instance[partial](t, typ)
	p.fn, p.kw = fn, t.NewDict()
	items := append([]py.Value(nil), rest...)
	if inner := fn.Type(); inner == &partialType || inner.IsSubtype(&partialType) && typ.IsSubtype(inner) {
		if q := py.As[partial](fn); fn.AttrDict(t) == nil || fn.AttrDict(t).Len() == 0 {
			if err := t.Charge(len(q.args.Items) / 4); err != nil {
				return py.Value{}, err
			}
			p.fn = q.fn
			items = merge(q.args.Items, q.holes, rest)
			if err := p.kw.Update(t, q.kw); err != nil {
				return py.Value{}, err
			}
		}
	}
	p.args = t.NewTuple(items)
	p.holes = countHoles(items)
	for _, k := range kw {
		p.kw.SetStr(t, k.Name, k.Value)
	}
	return v, nil
}

func callPartial(t *py.Thread, self py.Value, args []py.Value, kw []py.Keyword) (py.Value, error) {
	p := py.As[partial](self)
	if p.holes > len(args) {
		return py.Value{}, t.Raisef(&py.TypeError, "missing positional arguments in 'partial' call; expected at least %d, got %d", p.holes, len(args))
	}
	if err := t.Charge((len(p.args.Items) + len(args)) / 4); err != nil {
		return py.Value{}, err
	}
	all := args
	if len(p.args.Items) > 0 {
		all = merge(p.args.Items, p.holes, args)
	}
	if p.kw.Len() > 0 {
		merged := make([]py.Keyword, 0, p.kw.Len()+len(kw))
	next:
		for _, k := range t.Keywords(py.Obj(p.kw)) {
			for _, given := range kw {
				if given.Name.S == k.Name.S {
					merged = append(merged, given)
					continue next
				}
			}
			merged = append(merged, k)
		}
		for _, given := range kw {
			if !p.kw.GetStr(t, given.Name).IsSet() {
				merged = append(merged, given)
			}
		}
		kw = merged
	}
	return t.CallKw(p.fn, all, kw)
}

func reprPartial(t *py.Thread, self py.Value) (py.Value, error) {
	if t.ReprEnter(self) {
		return t.StrValue("..."), nil
	}
	defer t.ReprLeave()
	p := py.As[partial](self)
	var b strings.Builder
	typ := self.Type()
	b.WriteString(typ.Module + "." + typ.QualName + "(")
	s, err := t.Repr(p.fn)
	if err != nil {
		return py.Value{}, err
	}
	b.WriteString(s)
	for _, a := range p.args.Items {
		if s, err = t.Repr(a); err != nil {
			return py.Value{}, err
		}
		b.WriteString(", " + s)
	}
	for _, k := range t.Keywords(py.Obj(p.kw)) {
		if s, err = t.Repr(k.Value); err != nil {
			return py.Value{}, err
		}
		b.WriteString(", " + k.Name.S + "=" + s)
	}
	b.WriteString(")")
	if err := t.Grow(uint64(b.Len())); err != nil {
		return py.Value{}, err
	}
	return t.StrValue(b.String()), nil
}

func definePartial() {
	c := py.Class{Module: "functools", Name: "partial", HasDict: true, Generic: true, Referable: true, Attrs: []py.Attr{
		{Name: "func", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.As[partial](v).fn, nil }},
		{Name: "args", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Obj(py.As[partial](v).args), nil }},
		{Name: "keywords", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Obj(py.As[partial](v).kw), nil }},
	}, Methods: []py.Def{
		{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			p := py.As[partial](a[0])
			state := py.None
			if d := a[0].AttrDict(t); d != nil && d.Len() > 0 {
				state = py.Obj(d)
			}
			return t.Tuple(py.Obj(a[0].Type()), t.Tuple(p.fn), t.Tuple(p.fn, py.Obj(p.args), py.Obj(p.kw), state)), nil
		}},
		{Name: "__setstate__", Sig: "state, /", Fn: setState},
	}}
	c.New = newPartial
	c.Init = func(*py.Thread, py.Value, []py.Value, []py.Keyword) error { return nil }
	c.Call, c.Repr = callPartial, reprPartial
	c.DescrGet = func(t *py.Thread, self, obj py.Value, owner *py.Type) (py.Value, error) {
		if !obj.IsSet() {
			return self, nil
		}
		return t.NewBoundMethod(self, obj), nil
	}
	c.Trace = func(v py.Value, visit func(py.Value)) {
		p := py.As[partial](v)
		visitSet(visit, p.fn)
		if p.args != nil {
			visit(py.Obj(p.args))
			visit(py.Obj(p.kw))
		}
	}
	py.DefineClass[partial](&partialType, c)
}

func setState(t *py.Thread, a []py.Value) (py.Value, error) {
	state := a[1].Tuple()
	if state == nil || len(state.Items) != 4 || !callable(state.Items[0]) || state.Items[1].Tuple() == nil ||
		!state.Items[2].IsNone() && state.Items[2].Dict() == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "invalid partial state")
	}
	args := append([]py.Value(nil), state.Items[1].Tuple().Items...)
	if len(args) > 0 && args[len(args)-1] == placeholder {
		return py.Value{}, t.Raisef(&py.TypeError, "trailing Placeholders are not allowed")
	}
	p := py.As[partial](a[0])
	p.fn, p.args, p.holes = state.Items[0], state.Items[1].Tuple(), countHoles(args)
	if state.Items[1].Type() != &py.TupleType {
		p.args = t.NewTuple(args)
	}
	switch d := state.Items[2].Dict(); {
	case d == nil:
		p.kw = t.NewDict()
	case state.Items[2].Type() == &py.DictType:
		p.kw = d
	default: // not one with methods of its own
		p.kw = t.NewDict()
		if err := p.kw.Update(t, d); err != nil {
			return py.Value{}, err
		}
	}
	if d := a[0].AttrDict(t); d != nil && state.Items[3].IsNone() {
		d.Clear(t)
	}
	if d := state.Items[3].Dict(); d != nil {
		for i := 0; ; i++ {
			k, v, ok := d.Entry(i)
			if !ok {
				break
			}
			if k.IsSet() && k.Str() != nil {
				if err := t.SetAttr(a[0], k.Str(), v); err != nil {
					return py.Value{}, err
				}
			}
		}
	}
	return py.None, nil
}
