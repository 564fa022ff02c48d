package operator

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
)

// getter is an itemgetter or attrgetter. paths are the names of an attrgetter, cut at their dots.
type getter struct {
	py.Header
	args  *py.Tuple
	paths [][]*py.Str
}

type caller struct {
	py.Header
	name *py.Str
	args *py.Tuple
	kw   *py.Dict
}

// each applies get to all that a getter fetches: one answers itself, more a tuple.
func (g *getter) each(t *py.Thread, get func(i int) (py.Value, error)) (py.Value, error) {
	if len(g.args.Items) == 1 {
		return get(0)
	}
	if err := t.Charge(len(g.args.Items)); err != nil {
		return py.Value{}, err
	}
	out := make([]py.Value, len(g.args.Items))
	for i := range out {
		v, err := get(i)
		if err != nil {
			return py.Value{}, err
		}
		out[i] = v
	}
	return t.Tuple(out...), nil
}

// getterClass is what itemgetter and attrgetter have in common.
func getterClass(typ *py.Type, name string, build func(t *py.Thread, g *getter) error, get func(t *py.Thread, g *getter, obj py.Value, i int) (py.Value, error)) {
	c := py.Class{Module: "operator", Name: name, Methods: []py.Def{{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		return t.Tuple(py.Obj(a[0].Type()), py.Obj(py.As[getter](a[0]).args)), nil
	}}}}
	c.New = func(t *py.Thread, cls *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if len(kw) > 0 {
			return py.Value{}, t.Raisef(&py.TypeError, "%s() takes no keyword arguments", name)
		}
		if len(args) == 0 {
			return py.Value{}, t.Raisef(&py.TypeError, "%s expected at least 1 argument, got 0", name)
		}
		g, v := py.Instance[getter](t, cls)
		g.args = t.NewTuple(append([]py.Value(nil), args...))
		return v, build(t, g)
	}
	c.Init = func(*py.Thread, py.Value, []py.Value, []py.Keyword) error { return nil }
	c.Call = func(t *py.Thread, self py.Value, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if len(kw) > 0 {
			return py.Value{}, t.Raisef(&py.TypeError, "%s() takes no keyword arguments", name)
		}
		if len(args) != 1 {
			return py.Value{}, t.Raisef(&py.TypeError, "%s expected 1 argument, got %d", name, len(args))
		}
		g, obj := py.As[getter](self), args[0]
		return g.each(t, func(i int) (py.Value, error) { return get(t, g, obj, i) })
	}
	c.Repr = func(t *py.Thread, self py.Value) (py.Value, error) {
		if t.ReprEnter(self) {
			return t.StrValue(self.Type().FullName() + "(...)"), nil
		}
		defer t.ReprLeave()
		return t.JoinReprs(self.Type().FullName()+"(", ")", py.As[getter](self).args.Items)
	}
	c.Trace = func(v py.Value, visit func(py.Value)) {
		if g := py.As[getter](v); g.args != nil {
			visit(py.Obj(g.args))
		}
	}
	c.Size = func(v py.Value) uint64 {
		n := 64
		for _, path := range py.As[getter](v).paths {
			n += 24
			for _, name := range path {
				n += 64 + len(name.S)
			}
		}
		return uint64(n)
	}
	py.DefineClass[getter](typ, c)
}

func defineGetters() {
	getterClass(&itemgetterType, "itemgetter", func(t *py.Thread, g *getter) error { return nil },
		func(t *py.Thread, g *getter, obj py.Value, i int) (py.Value, error) {
			key := g.args.Items[i]
			if key.IsInt() {
				if items := obj.ItemsOf(); items != nil {
					if k := key.Small(); k >= 0 && k < int64(len(*items)) {
						return (*items)[k], nil
					}
				}
			}
			return t.GetItem(obj, key)
		})
	getterClass(&attrgetterType, "attrgetter", func(t *py.Thread, g *getter) error {
		for _, a := range g.args.Items {
			s := a.Str()
			if s == nil {
				return t.Raisef(&py.TypeError, "attribute name must be a string")
			}
			if err := t.Charge(len(s.S) / 8); err != nil {
				return err
			}
			var path []*py.Str
			for _, part := range strings.Split(s.S, ".") {
				path = append(path, t.Intern(part))
			}
			g.paths = append(g.paths, path)
		}
		return nil
	}, func(t *py.Thread, g *getter, obj py.Value, i int) (py.Value, error) {
		var err error
		for _, name := range g.paths[i] {
			if err := t.Charge(1); err != nil {
				return py.Value{}, err
			}
			if obj, err = t.GetAttr(obj, name); err != nil {
				return py.Value{}, err
			}
		}
		return obj, nil
	})

	c := py.Class{Module: "operator", Name: "methodcaller", Methods: []py.Def{{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		m := py.As[caller](a[0])
		args := append([]py.Value{py.Obj(m.name)}, m.args.Items...)
		if m.kw.Len() == 0 {
			return t.Tuple(py.Obj(a[0].Type()), t.Tuple(args...)), nil
		}
		partial, err := t.Hooks.Import(t, "functools", nil, []string{"partial"}, 0)
		if err != nil {
			return py.Value{}, err
		}
		if partial, err = t.GetAttr(partial, t.Intern("partial")); err != nil {
			return py.Value{}, err
		}
		made, err := t.CallKw(partial, []py.Value{py.Obj(a[0].Type()), py.Obj(m.name)}, t.Keywords(py.Obj(m.kw)))
		return t.Tuple(made, py.Obj(m.args)), err
	}}}}
	c.New = func(t *py.Thread, cls *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if len(args) == 0 {
			return py.Value{}, t.Raisef(&py.TypeError, "methodcaller needs at least one argument, the method name")
		}
		name := args[0].Str()
		if name == nil {
			return py.Value{}, t.Raisef(&py.TypeError, "method name must be a string")
		}
		if err := t.Charge(len(name.S) / 16); err != nil {
			return py.Value{}, err
		}
		m, v := py.Instance[caller](t, cls)
		m.name, m.args, m.kw = t.Intern(name.S), t.NewTuple(append([]py.Value(nil), args[1:]...)), t.NewDict()
		for _, k := range kw {
			m.kw.SetStr(t, k.Name, k.Value)
		}
		return v, nil
	}
	c.Init = func(*py.Thread, py.Value, []py.Value, []py.Keyword) error { return nil }
	c.Call = func(t *py.Thread, self py.Value, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if len(kw) > 0 {
			return py.Value{}, t.Raisef(&py.TypeError, "methodcaller() takes no keyword arguments")
		}
		if len(args) != 1 {
			return py.Value{}, t.Raisef(&py.TypeError, "methodcaller expected 1 argument, got %d", len(args))
		}
		m := py.As[caller](self)
		f, err := t.GetAttr(args[0], m.name)
		if err != nil {
			return py.Value{}, err
		}
		return t.CallKw(f, m.args.Items, t.Keywords(py.Obj(m.kw)))
	}
	c.Repr = func(t *py.Thread, self py.Value) (py.Value, error) {
		if t.ReprEnter(self) {
			return t.StrValue(self.Type().FullName() + "(...)"), nil
		}
		defer t.ReprLeave()
		m := py.As[caller](self)
		parts, err := t.JoinReprs("", "", append([]py.Value{py.Obj(m.name)}, m.args.Items...))
		if err != nil {
			return py.Value{}, err
		}
		text := parts.Str().S
		for _, k := range t.Keywords(py.Obj(m.kw)) {
			s, err := t.Repr(k.Value)
			if err != nil {
				return py.Value{}, err
			}
			text += ", " + k.Name.S + "=" + s
		}
		return t.StrValue(self.Type().FullName() + "(" + text + ")"), nil
	}
	c.Trace = func(v py.Value, visit func(py.Value)) {
		if m := py.As[caller](v); m.args != nil {
			visit(py.Obj(m.args))
			visit(py.Obj(m.kw))
		}
	}
	py.DefineClass[caller](&methodcallerType, c)
}
