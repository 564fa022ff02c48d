package re

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/regex"
)

// match is re.Match. Its spans are offsets in bytes.
type match struct {
	py.Header
	p           *pattern
	subject     py.Value
	text        *regex.Text
	spans       []int
	last        int
	pos, endpos int
}

// index finds the group that an argument names.
func (m *match) index(t *py.Thread, v py.Value) (int, error) {
	if _, large, ok := v.Long(); ok || v.Type().Index != nil {
		if large == nil {
			i, err := t.IntArg(v)
			if err != nil && py.Catch(err, &py.OverflowError) == nil {
				return 0, err
			}
			if err == nil && i >= 0 && 2*i < len(m.spans) {
				return i, nil
			}
		}
	} else if s := v.Str(); s != nil {
		if g := m.p.GroupOf(s.S); g >= 0 {
			return g, nil
		}
	}
	return 0, t.RaiseNew(&py.IndexError, "no such group")
}

func (m *match) group(t *py.Thread, g int, missing py.Value) (py.Value, error) {
	from, to := m.spans[2*g], m.spans[2*g+1]
	if from < 0 || to < from {
		return missing, nil
	}
	return piece(t, m.subject, m.text, from, to)
}

// span is where a group matched, in code points; -1, -1 where it took no part.
func (m *match) span(g int) (int, int) {
	from, to := m.spans[2*g], m.spans[2*g+1]
	if from < 0 || to < from {
		return -1, -1
	}
	return m.text.Index(from), m.text.Index(to)
}

func orNone(v py.Value) py.Value {
	if v.IsSet() {
		return v
	}
	return py.None
}

func defineMatch() {
	self := func(a []py.Value) *match { return py.As[match](a[0]) }
	identity := func(t *py.Thread, a []py.Value) (py.Value, error) { return a[0], nil }
	edge := func(which func(from, to int) py.Value) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) {
			g := 0
			if a[1].IsSet() {
				var err error
				if g, err = self(a).index(t, a[1]); err != nil {
					return py.Value{}, err
				}
			}
			return which(self(a).span(g)), nil
		}
	}
	c := py.Class{Module: "re", Name: "Match", Final: true, Generic: true, Methods: []py.Def{
		{Name: "group", Sig: "*args", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			m, args := self(a), a[1].Tuple().Items
			if len(args) == 0 {
				return m.group(t, 0, py.None)
			}
			if err := t.Charge(len(args) / 2); err != nil {
				return py.Value{}, err
			}
			out := make([]py.Value, len(args))
			for i, x := range args {
				g, err := m.index(t, x)
				if err != nil {
					return py.Value{}, err
				}
				if out[i], err = m.group(t, g, py.None); err != nil {
					return py.Value{}, err
				}
			}
			if len(out) == 1 {
				return out[0], nil
			}
			return t.Tuple(out...), nil
		}},
		{Name: "groups", Sig: "default=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a)
			out := make([]py.Value, m.p.Groups)
			for i := range out {
				var err error
				if out[i], err = m.group(t, i+1, orNone(a[1])); err != nil {
					return py.Value{}, err
				}
			}
			return t.Tuple(out...), nil
		}},
		{Name: "groupdict", Sig: "default=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a)
			d := t.NewDict()
			for _, n := range m.p.Names {
				v, err := m.group(t, n.Group, orNone(a[1]))
				if err != nil {
					return py.Value{}, err
				}
				d.SetStr(t, t.Intern(n.Name), v)
			}
			return py.Obj(d), nil
		}},
		{Name: "start", Sig: "group=0, /", Fn: edge(func(from, to int) py.Value { return py.Int(int64(from)) })},
		{Name: "end", Sig: "group=0, /", Fn: edge(func(from, to int) py.Value { return py.Int(int64(to)) })},
		{Name: "span", Sig: "group=0, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			g := 0
			if a[1].IsSet() {
				var err error
				if g, err = self(a).index(t, a[1]); err != nil {
					return py.Value{}, err
				}
			}
			from, to := self(a).span(g)
			return t.Tuple(py.Int(int64(from)), py.Int(int64(to))), nil
		}},
		{Name: "expand", Sig: "template", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a)
			source, isBytes, ok := textOf(a[1])
			if !ok || isBytes != m.p.IsBytes {
				return py.Value{}, t.Raisef(&py.TypeError, "expected str instance, %s found", a[1].Type().Name)
			}
			template, err := m.p.template(t, source, a[1])
			if err != nil {
				return py.Value{}, err
			}
			found := regex.NewMatch(m.spans, m.last)
			if err := t.Grow(uint64(template.Size(found))); err != nil {
				return py.Value{}, err
			}
			if err := t.Charge(template.Parts() + template.Size(found)/32); err != nil {
				return py.Value{}, err
			}
			var b strings.Builder
			template.Expand(&b, m.text.String(), found)
			if isBytes {
				return t.NewBytes([]byte(b.String())), nil
			}
			return t.StrValue(b.String()), nil
		}},
		{Name: "__copy__", Fn: identity},
		{Name: "__deepcopy__", Sig: "memo, /", Fn: identity},
	}, Attrs: []py.Attr{
		{Name: "re", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Obj(py.As[match](v).p), nil }},
		{Name: "string", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.As[match](v).subject, nil }},
		{Name: "pos", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(py.As[match](v).pos)), nil }},
		{Name: "endpos", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(py.As[match](v).endpos)), nil }},
		{Name: "lastindex", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			if m := py.As[match](v); m.last > 0 {
				return py.Int(int64(m.last)), nil
			}
			return py.None, nil
		}},
		{Name: "lastgroup", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			if m := py.As[match](v); m.last > 0 {
				if name := m.p.GroupName(m.last); name != "" {
					return py.Obj(t.Intern(name)), nil
				}
			}
			return py.None, nil
		}},
		{Name: "regs", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			m := py.As[match](v)
			out := make([]py.Value, m.p.Groups+1)
			for g := range out {
				from, to := m.span(g)
				out[g] = t.Tuple(py.Int(int64(from)), py.Int(int64(to)))
			}
			return t.Tuple(out...), nil
		}},
	}}
	c.GetItem = func(t *py.Thread, v, k py.Value) (py.Value, error) {
		m := py.As[match](v)
		g, err := m.index(t, k)
		if err != nil {
			return py.Value{}, err
		}
		return m.group(t, g, py.None)
	}
	c.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		m := py.As[match](v)
		g, err := m.group(t, 0, py.None)
		if err != nil {
			return py.Value{}, err
		}
		s, err := t.Repr(g)
		if err != nil {
			return py.Value{}, err
		}
		if rs := []rune(s); len(rs) > 50 {
			s = string(rs[:50])
		}
		from, to := m.span(0)
		return t.StrValue("<re.Match object; span=(" + py.Itoa(from) + ", " + py.Itoa(to) + "), match=" + s + ">"), nil
	}
	c.Trace = func(v py.Value, visit func(py.Value)) {
		m := py.As[match](v)
		visit(py.Obj(m.p))
		visit(m.subject)
	}
	c.Size = func(v py.Value) uint64 { return 160 + uint64(len(py.As[match](v).spans))*8 }
	py.DefineClass[match](&matchType, c)
}
