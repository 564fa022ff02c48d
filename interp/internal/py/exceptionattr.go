package py

import (
	"slices"
)

// exceptionAttrs are the attributes that all exceptions have.
func exceptionAttrs() []Attr {
	undeletable := func(name string, get func(t *Thread, e *Exception) Value, set func(t *Thread, e *Exception, v Value) error) Attr {
		return Attr{name, func(t *Thread, v Value) (Value, error) { return get(t, v.Exception()), nil }, func(t *Thread, v, x Value) error {
			if !x.IsSet() {
				return t.Raisef(&TypeError, "%s may not be deleted", name)
			}
			return set(t, v.Exception(), x)
		}}
	}
	return []Attr{
		undeletable("args", func(t *Thread, e *Exception) Value { return Obj(e.Args) }, func(t *Thread, e *Exception, v Value) error {
			items, err := t.ToSlice(v)
			if err == nil {
				e.Args = t.NewTuple(items)
			}
			return err
		}),
		undeletable("__traceback__", func(t *Thread, e *Exception) Value { return e.tracebackObject(t) }, func(t *Thread, e *Exception, v Value) error {
			return e.setTraceback(t, v)
		}),
		undeletable("__context__", func(t *Thread, e *Exception) Value {
			if e.Context == nil {
				return None
			}
			return Obj(e.Context)
		}, func(t *Thread, e *Exception, v Value) error {
			if !v.IsNone() && v.Exception() == nil {
				return t.Raisef(&TypeError, "exception context must be None or derive from BaseException")
			}
			e.Context = nil
			if !v.IsNone() {
				e.Context = v.Exception()
			}
			return nil
		}),
		undeletable("__cause__", func(t *Thread, e *Exception) Value { return e.Cause.orNone() }, func(t *Thread, e *Exception, v Value) error {
			if !v.IsNone() && v.Exception() == nil {
				return t.Raisef(&TypeError, "exception cause must be None or derive from BaseException")
			}
			e.Cause, e.Suppress = v, true
			return nil
		}),
		{"__suppress_context__", func(t *Thread, v Value) (Value, error) { return Bool(v.Exception().Suppress), nil }, func(t *Thread, v, x Value) error {
			switch {
			case !x.IsSet():
				return t.Raisef(&TypeError, "can't delete numeric/char attribute")
			case !x.IsBool():
				return t.Raisef(&TypeError, "attribute value type must be bool")
			}
			v.Exception().Suppress = x == True
			return nil
		}},
	}
}

func (e *Exception) tracebackObject(t *Thread) Value {
	if len(e.Traceback) == 0 {
		return None
	}
	if e.tb == nil || len(e.tb.Entries) != len(e.Traceback) {
		entries := slices.Clone(e.Traceback)
		slices.Reverse(entries)
		t.alloc(objectSize + uint64(len(entries))*40)
		e.tb = &Traceback{Header{typ: &TracebackType}, entries, nil, nil}
	}
	return Obj(e.tb)
}

func (e *Exception) setTraceback(t *Thread, v Value) error {
	if v.IsNone() {
		e.Traceback, e.tb = nil, nil
		return nil
	}
	if v.Type() != &TracebackType {
		return t.Raisef(&TypeError, "__traceback__ must be a traceback or None")
	}
	tb := as[Traceback](v)
	e.tb, e.Traceback = tb, slices.Clone(tb.Entries)
	slices.Reverse(e.Traceback)
	return nil
}

// fieldAttr is the attribute of field i of the exceptions of a class.
func fieldAttr(name string, i int) Attr {
	return Attr{name, func(t *Thread, v Value) (Value, error) {
		e := v.Exception()
		x := None
		if i < len(e.fields) {
			x = e.fields[i].orNone()
		}
		if name == "characters_written" && x.IsNone() {
			return Value{}, t.Raisef(&AttributeError, "characters_written")
		}
		return x, nil
	}, func(t *Thread, v, x Value) error {
		e := v.Exception()
		switch {
		case (name == "start" || name == "end") && !x.IsSet():
			return t.Raisef(&TypeError, "can't delete numeric/char attribute")
		case (name == "start" || name == "end") && !x.IsInt():
			return t.Raisef(&TypeError, "an integer is required")
		case name == "characters_written" && x.IsSet():
			n, err := t.IntArg(x)
			if err != nil {
				return err
			}
			x = Int(int64(n))
		case name == "message" || name == "exceptions":
			return t.Raisef(&AttributeError, "readonly attribute")
		}
		for len(e.fields) <= i {
			e.fields = append(e.fields, None)
		}
		e.fields[i] = x.orNone()
		return nil
	}}
}

// Notes lie outside of the dictionary while they are a list, as they are unless a program plays with them.

func exceptionGetAttr(t *Thread, self Value, name *Str) (Value, error) {
	if name.S == "__notes__" {
		if e := self.Exception(); e.Notes != nil {
			return Obj(e.Notes), nil
		}
	}
	return GenericGetAttr(t, self, name)
}

func exceptionSetAttr(t *Thread, self Value, name *Str, v Value) error {
	if name.S == "__notes__" {
		e := self.Exception()
		had := e.Notes != nil
		e.Notes = nil
		switch {
		case v.IsSet() && v.List() != nil:
			e.Notes = v.List()
			return nil
		case !v.IsSet() && had:
			return nil
		}
	}
	return GenericSetAttr(t, self, name, v)
}

// exceptionReduce is how copy and pickle take an exception apart.
func exceptionReduce(t *Thread, a []Value) (Value, error) {
	e := a[0].Exception()
	args := Obj(e.Args)
	if e.typ.IsSubtype(&OSError) && len(e.Args.Items) == 2 && len(e.fields) > 3 && !e.fields[2].IsNone() {
		items := append(slices.Clone(e.Args.Items), e.fields[2])
		if !e.fields[3].IsNone() {
			items = append(items, None, e.fields[3])
		}
		args = t.Tuple(items...)
	}
	state, err := e.state(t)
	if err != nil || state.IsNone() {
		return t.Tuple(Obj(e.typ), args), err
	}
	return t.Tuple(Obj(e.typ), args, state), nil
}

// state is what an exception has besides its arguments, None where that is nothing.
func (e *Exception) state(t *Thread) (Value, error) {
	var extra []Keyword
	put := func(name string, v Value) {
		if v.IsSet() && !v.IsNone() {
			extra = append(extra, Keyword{t.Intern(name), v})
		}
	}
	switch {
	case e.typ.IsSubtype(&ImportError):
		for _, name := range []string{"name", "path", "name_from"} {
			put(name, e.Field(name))
		}
	case e.typ.IsSubtype(&AttributeError) && !e.Field("name").IsNone():
		put("name", e.Field("name"))
		put("args", Obj(e.Args))
	}
	if e.Notes != nil {
		put("__notes__", Obj(e.Notes))
	}
	own := Obj(e).AttrDict(t)
	switch {
	case len(extra) > 0:
		d := t.NewDict()
		if own != nil {
			if err := d.Update(t, own); err != nil {
				return Value{}, err
			}
		}
		return Obj(d), t.dictUpdate(d, nil, extra)
	case own != nil && own.live > 0:
		return Obj(own), nil
	}
	return None, nil
}

func exceptionSetState(t *Thread, a []Value) (Value, error) {
	if a[1].IsNone() {
		return None, nil
	}
	d := a[1].Dict()
	if d == nil {
		return Value{}, t.Raisef(&TypeError, "state is not a dictionary")
	}
	for i := 0; i < len(d.entries); i++ {
		x := d.entries[i]
		if x.key.IsSet() && x.key.Str() != nil {
			if err := t.SetAttr(a[0], x.key.Str(), x.val); err != nil {
				return Value{}, err
			}
		}
	}
	return None, t.Charge(len(d.entries))
}
