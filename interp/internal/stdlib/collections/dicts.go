package collections

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// defaultdict is a dict with a factory for what is missing.
type defaultdict struct {
	py.Dict
	factory py.Value // unset: None
}

// ordered is an OrderedDict.
type ordered struct {
	py.Dict
	order py.DictOrder
}

// derive takes over from dict how its instances are traced and measured.
func derive(c *py.Class, more func(v py.Value, visit func(py.Value))) {
	trace := py.DictType.Trace
	c.Base, c.Mapping, c.Generic = &py.DictType, true, true
	c.Init = py.DictInit
	c.Trace = func(v py.Value, visit func(py.Value)) {
		trace(v, visit)
		if more != nil {
			more(v, visit)
		}
	}
}

func orNone(v py.Value) py.Value {
	if v.IsSet() {
		return v
	}
	return py.None
}

func missing(t *py.Thread, self, key py.Value) (py.Value, error) {
	d := py.As[defaultdict](self)
	if !d.factory.IsSet() {
		return py.Value{}, t.KeyError(key)
	}
	v, err := t.Call(d.factory)
	if err != nil {
		return py.Value{}, err
	}
	return v, t.SetItem(self, key, v)
}

func defineDefaultDict() {
	copyOf := func(t *py.Thread, a []py.Value) (py.Value, error) {
		return t.Call(py.Obj(a[0].Type()), orNone(py.As[defaultdict](a[0]).factory), a[0])
	}
	c := py.Class{Module: "collections", Name: "defaultdict", Referable: true, Methods: []py.Def{
		{Name: "__missing__", Sig: "key, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return missing(t, a[0], a[1]) }},
		{Name: "copy", Fn: copyOf},
		{Name: "__copy__", Fn: copyOf},
		{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			args := py.Obj(py.EmptyTuple())
			if f := py.As[defaultdict](a[0]).factory; f.IsSet() {
				args = t.Tuple(f)
			}
			items, err := t.CallMethod(a[0], "items")
			if err != nil {
				return py.Value{}, err
			}
			it, err := t.Iter(items)
			return t.Tuple(py.Obj(a[0].Type()), args, py.None, py.None, it), err
		}},
	}, Attrs: []py.Attr{{Name: "default_factory", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
		return orNone(py.As[defaultdict](v).factory), nil
	}, Set: func(t *py.Thread, v, x py.Value) error {
		if x.IsSet() && x.IsNone() {
			x = py.Value{}
		}
		py.As[defaultdict](v).factory = x
		return nil
	}}}}
	derive(&c, func(v py.Value, visit func(py.Value)) {
		if f := py.As[defaultdict](v).factory; f.IsSet() {
			visit(f)
		}
	})
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		_, v := py.Instance[defaultdict](t, typ)
		return v, nil
	}
	c.Init = func(t *py.Thread, self py.Value, args []py.Value, kw []py.Keyword) error {
		d := py.As[defaultdict](self)
		d.factory = py.Value{}
		if len(args) > 0 {
			if f := args[0]; !f.IsNone() {
				if f.Type().Call == nil && f.Func() == nil {
					return t.Raisef(&py.TypeError, "first argument must be callable or None")
				}
				d.factory = f
			}
			args = args[1:]
		}
		return py.DictInit(t, self, args, kw)
	}
	c.GetItem = func(t *py.Thread, self, key py.Value) (py.Value, error) {
		v, err := py.As[py.Dict](self).Get(t, key)
		if err != nil || v.IsSet() {
			return v, err
		}
		if self.Type() != &defaultdictType {
			return py.DictMissing(t, self, key)
		}
		return missing(t, self, key)
	}
	c.Repr = func(t *py.Thread, self py.Value) (py.Value, error) {
		d := py.As[defaultdict](self)
		f := "None"
		if d.factory.IsSet() {
			if t.ReprEnter(d.factory) {
				f = "..."
			} else {
				var err error
				f, err = t.Repr(d.factory)
				t.ReprLeave()
				if err != nil {
					return py.Value{}, err
				}
			}
		}
		s, err := py.DictRepr(t, self)
		if err != nil {
			return py.Value{}, err
		}
		return t.StrValue(self.Type().ShortName() + "(" + f + ", " + s.Str().S + ")"), nil
	}
	c.Binary[code.OpOr] = func(t *py.Thread, a, b py.Value) (py.Value, error) {
		if a.Dict() == nil || b.Dict() == nil {
			return py.NotImplemented, nil
		}
		self := a
		if !a.Type().IsSubtype(&defaultdictType) {
			self = b
		}
		v, err := t.Call(py.Obj(self.Type()), orNone(py.As[defaultdict](self).factory), a)
		if err != nil {
			return py.Value{}, err
		}
		return v, t.UpdateFrom(v.Dict(), b)
	}
	py.DefineClass[defaultdict](&defaultdictType, c)
}

func defineOrdered() {
	for _, view := range []struct {
		typ, base *py.Type
		name      string
	}{{&orderedKeysType, &py.DictKeysType, "odict_keys"}, {&orderedValuesType, &py.DictValuesType, "odict_values"}, {&orderedItemsType, &py.DictItemsType, "odict_items"}} {
		py.DefineClass[py.DictView](view.typ, py.Class{Module: "builtins", Name: view.name, Base: view.base, Final: true})
	}
	views := func(name string, typ *py.Type) py.Def {
		return py.Def{Name: name, Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return t.NewDictView(typ, a[0].Dict()), nil }}
	}
	copyOf := func(t *py.Thread, a []py.Value) (py.Value, error) {
		if a[0].Type() == &orderedType {
			o, v := py.Instance[ordered](t, &orderedType)
			return v, o.Update(t, a[0].Dict())
		}
		v, err := t.Call(py.Obj(a[0].Type()))
		if err != nil {
			return py.Value{}, err
		}
		return v, t.Iterate(a[0], func(k py.Value) error {
			x, err := t.GetItem(a[0], k)
			if err != nil {
				return err
			}
			return t.SetItem(v, k, x)
		})
	}
	c := py.Class{Module: "collections", Name: "OrderedDict", HasDict: true, Referable: true, Methods: []py.Def{
		{Name: "move_to_end", Sig: "key, last=True", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			last := true
			if a[2].IsSet() {
				var err error
				if last, err = t.Truth(a[2]); err != nil {
					return py.Value{}, err
				}
			}
			ok, err := a[0].Dict().MoveToEnd(t, &py.As[ordered](a[0]).order, a[1], last)
			if err == nil && !ok {
				err = t.KeyError(a[1])
			}
			return py.None, err
		}},
		{Name: "popitem", Sig: "last=True", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			last := true
			if a[1].IsSet() {
				var err error
				if last, err = t.Truth(a[1]); err != nil {
					return py.Value{}, err
				}
			}
			var k, v py.Value
			var ok bool
			if last {
				k, v, ok = a[0].Dict().PopLast(t)
			} else {
				k, v, ok = a[0].Dict().PopFirst(t, &py.As[ordered](a[0]).order)
			}
			if !ok {
				return py.Value{}, t.NewException(&py.KeyError, t.StrValue("dictionary is empty"))
			}
			return t.Tuple(k, v), nil
		}},
		{Name: "copy", Fn: copyOf},
		{Name: "pop", Sig: "key, default=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			v, ok, err := a[0].Dict().Delete(t, a[1])
			if err != nil || ok {
				return v, err
			}
			if a[2].IsSet() {
				return a[2], nil
			}
			return py.Value{}, t.KeyError(a[1])
		}},
		{Name: "setdefault", Sig: "key, default=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if v, err := a[0].Dict().Get(t, a[1]); err != nil || v.IsSet() {
				return v, err
			}
			v := orNone(a[2])
			return v, t.SetItem(a[0], a[1], v)
		}},
		views("keys", &orderedKeysType), views("values", &orderedValuesType), views("items", &orderedItemsType),
		{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			state, err := t.CallMethod(a[0], "__getstate__")
			if err != nil {
				return py.Value{}, err
			}
			items, err := t.CallMethod(a[0], "items")
			if err != nil {
				return py.Value{}, err
			}
			it, err := t.Iter(items)
			return t.Tuple(py.Obj(a[0].Type()), py.Obj(py.EmptyTuple()), state, py.None, it), err
		}},
	}, ClassMethods: []py.Def{{Name: "fromkeys", Sig: "iterable, value=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		v, err := t.Call(a[0])
		if err != nil {
			return py.Value{}, err
		}
		return v, t.Iterate(a[1], func(k py.Value) error { return t.SetItem(v, k, orNone(a[2])) })
	}}}}
	derive(&c, nil)
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		_, v := py.Instance[ordered](t, typ)
		return v, nil
	}
	c.Repr = func(t *py.Thread, self py.Value) (py.Value, error) {
		name := self.Type().ShortName()
		if self.Dict().Len() == 0 {
			return t.StrValue(name + "()"), nil
		}
		s, err := py.DictRepr(t, self)
		if err != nil {
			return py.Value{}, err
		}
		if s.Str().S == "{...}" {
			return t.StrValue("..."), nil
		}
		return t.StrValue(name + "(" + s.Str().S + ")"), nil
	}
	c.Compare = compareOrdered
	c.Binary[code.OpOr] = func(t *py.Thread, a, b py.Value) (py.Value, error) {
		if a.Dict() == nil || b.Dict() == nil {
			return py.NotImplemented, nil
		}
		typ := a.Type()
		if !typ.IsSubtype(&orderedType) {
			typ = b.Type()
		}
		v, err := t.Call(py.Obj(typ), a)
		if err != nil {
			return py.Value{}, err
		}
		return v, t.UpdateFrom(v.Dict(), b)
	}
	py.DefineClass[ordered](&orderedType, c)
}

func compareOrdered(t *py.Thread, op code.CmpOp, a, b py.Value) (py.Value, error) {
	x, y := a.Dict(), b.Dict()
	if x == nil || y == nil || op != code.CmpEq && op != code.CmpNe {
		return py.NotImplemented, nil
	}
	same, err := t.EqualDicts(x, y)
	if err == nil && same && a.Type().IsSubtype(&orderedType) && b.Type().IsSubtype(&orderedType) {
		xs, err := t.ToSlice(t.NewDictView(&py.DictKeysType, x))
		if err != nil {
			return py.Value{}, err
		}
		ys, err := t.ToSlice(t.NewDictView(&py.DictKeysType, y))
		if err != nil {
			return py.Value{}, err
		}
		if same, err = t.Equal(t.Tuple(xs...), t.Tuple(ys...)); err != nil {
			return py.Value{}, err
		}
	}
	return py.Bool(same == (op == code.CmpEq)), err
}

// getter is a field of a named tuple.
type getter struct {
	py.Header
	index int
	doc   py.Value
}

func defineGetter() {
	sig := py.ParseSignature("index, doc, /")
	c := py.Class{Module: "collections", Name: "_tuplegetter", Final: true, Attrs: []py.Attr{{Name: "__doc__",
		Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.As[getter](v).doc, nil },
		Set: func(t *py.Thread, v, x py.Value) error { py.As[getter](v).doc = orNone(x); return nil },
	}}, Methods: []py.Def{{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		g := py.As[getter](a[0])
		return t.Tuple(py.Obj(&getterType), t.Tuple(py.Int(int64(g.index)), g.doc)), nil
	}}}}
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		a, err := t.Bind("_tuplegetter", sig, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		g, v := py.Instance[getter](t, typ)
		g.doc = a[1]
		g.index, err = t.IntArg(a[0])
		return v, err
	}
	c.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		g := py.As[getter](v)
		r, err := t.Repr(g.doc)
		return t.StrValue("_tuplegetter(" + py.Itoa(g.index) + ", " + r + ")"), err
	}
	c.DescrGet = func(t *py.Thread, self, obj py.Value, owner *py.Type) (py.Value, error) {
		if !obj.IsSet() {
			return self, nil
		}
		p, g := obj.Tuple(), py.As[getter](self)
		if p == nil {
			return py.Value{}, t.Raisef(&py.TypeError, "descriptor for index '%d' for tuple subclasses doesn't apply to '%s' object", g.index, obj.Type().Name)
		}
		if g.index >= len(p.Items) {
			return py.Value{}, t.Raisef(&py.IndexError, "tuple index out of range")
		}
		return p.Items[g.index], nil
	}
	c.DescrSet = func(t *py.Thread, self, obj, v py.Value) error {
		if !v.IsSet() {
			return t.Raisef(&py.AttributeError, "can't delete attribute")
		}
		return t.Raisef(&py.AttributeError, "can't set attribute")
	}
	c.Trace = func(v py.Value, visit func(py.Value)) { visit(py.As[getter](v).doc) }
	py.DefineClass[getter](&getterType, c)
}
