package py

// generators defines generators, coroutines and asynchronous generators. Their frames belong to the machine; Resume
// enters them.
func (b *booter) generators() {
	trace := func(v Value, visit func(Value)) {
		g := as[Generator](v)
		if g.Trace != nil {
			g.Trace(visit)
		}
	}
	size := func(v Value) uint64 { return 256 + as[Generator](v).Size }
	repr := func(kind string) unaryFunc {
		return func(t *Thread, v Value) (Value, error) {
			return t.StrValue("<" + kind + " object " + as[Generator](v).QualName.S + " at " + t.Address(v) + ">"), nil
		}
	}
	b.define(&GeneratorType, "generator", nil, isFinal, Slots{Iter: iterSelf, Next: generatorNext, Trace: trace, Size: size, Repr: repr("generator")})
	b.define(&CoroutineType, "coroutine", nil, isFinal, Slots{Trace: trace, Size: size, Repr: repr("coroutine")})
	b.define(&AsyncGeneratorType, "async_generator", nil, isFinal, Slots{Trace: trace, Size: size, Repr: repr("async_generator")})
	methods := []Def{
		{"send", "value, /", func(t *Thread, a []Value) (Value, error) {
			return t.finish(t.Send(as[Generator](a[0]), a[1]))
		}},
		{"throw", "typ, val=None, tb=None, /", func(t *Thread, a []Value) (Value, error) {
			e, err := t.thrown(a[1], a[2], a[3])
			if err != nil {
				return Value{}, err
			}
			return t.finish(t.Hooks.Resume(t, as[Generator](a[0]), Value{}, e))
		}},
		{"close", "", func(t *Thread, a []Value) (Value, error) { return t.CloseGenerator(as[Generator](a[0])) }},
	}
	GeneratorType.addMethods(methods)
	GeneratorType.addMethods([]Def{{"__next__", "", func(t *Thread, a []Value) (Value, error) { return t.Send(as[Generator](a[0]), None) }}})
	CoroutineType.addMethods(methods)
	attrs := func(prefix string) []Attr {
		return []Attr{
			{"__name__", func(t *Thread, v Value) (Value, error) { return Obj(as[Generator](v).Name), nil }, func(t *Thread, v, x Value) error {
				if !x.IsSet() || x.Str() == nil {
					return t.Raisef(&TypeError, "__name__ must be set to a string object")
				}
				as[Generator](v).Name = x.Str()
				return nil
			}},
			{"__qualname__", func(t *Thread, v Value) (Value, error) { return Obj(as[Generator](v).QualName), nil }, func(t *Thread, v, x Value) error {
				if !x.IsSet() || x.Str() == nil {
					return t.Raisef(&TypeError, "__qualname__ must be set to a string object")
				}
				as[Generator](v).QualName = x.Str()
				return nil
			}},
			{prefix + "_running", func(t *Thread, v Value) (Value, error) {
				return Bool(as[Generator](v).Running || as[Generator](v).AsyncRunning), nil
			}, nil},
			{map[string]string{"gi": "gi_yieldfrom", "cr": "cr_await", "ag": "ag_await"}[prefix], func(t *Thread, v Value) (Value, error) {
				return as[Generator](v).delegate().orNone(), nil
			}, nil},
			{prefix + "_code", func(t *Thread, v Value) (Value, error) { return Obj(as[Generator](v).Code), nil }, nil},
			{prefix + "_frame", func(t *Thread, v Value) (Value, error) { return frameOrNone(t.Hooks.FrameOf(t, as[Generator](v))), nil }, nil},
			{prefix + "_suspended", func(t *Thread, v Value) (Value, error) {
				g := as[Generator](v)
				return Bool(g.Started && !g.Running && g.Frame != nil), nil
			}, nil},
		}
	}
	GeneratorType.addAttrs(attrs("gi"))
	CoroutineType.addAttrs(attrs("cr"))
	CoroutineType.addAttrs([]Attr{{"cr_origin", func(t *Thread, v Value) (Value, error) { return None, nil }, nil}})
	AsyncGeneratorType.addAttrs(attrs("ag"))
	CoroutineType.addMethods([]Def{{"__await__", "", func(t *Thread, a []Value) (Value, error) {
		return Obj(&coroutineWrapper{Header{typ: &CoroutineWrapperType}, a[0]}), nil
	}}})
	b.define(&CoroutineWrapperType, "coroutine_wrapper", nil, isFinal, Slots{Iter: iterSelf, Next: func(t *Thread, v Value) (Value, error) {
		return generatorNext(t, as[coroutineWrapper](v).g)
	}, Trace: func(v Value, visit func(Value)) { visit(as[coroutineWrapper](v).g) }})
	inner := func(v Value) *Generator { return as[Generator](as[coroutineWrapper](v).g) }
	CoroutineWrapperType.addMethods([]Def{
		{"send", "arg, /", func(t *Thread, a []Value) (Value, error) { return t.Send(inner(a[0]), a[1]) }},
		{"throw", "typ, val=None, tb=None, /", func(t *Thread, a []Value) (Value, error) {
			e, err := t.thrown(a[1], a[2], a[3])
			if err != nil {
				return Value{}, err
			}
			return t.Hooks.Resume(t, inner(a[0]), Value{}, e)
		}},
		{"close", "", func(t *Thread, a []Value) (Value, error) { return t.CloseGenerator(inner(a[0])) }},
	})
	b.asyncGenerators()
}

type coroutineWrapper struct {
	Header
	g Value
}

// kind is how messages call a generator.
func (g *Generator) kind() string {
	if g.typ == &AsyncGeneratorType {
		return "async generator"
	}
	return g.typ.Name
}

// Send resumes a generator with a value. At its end it answers the zero Value and a StopIteration error with the value.
func (t *Thread) Send(g *Generator, v Value) (Value, error) {
	if !g.Started && !v.IsNone() && g.Frame != nil {
		return Value{}, t.Raisef(&TypeError, "can't send non-None value to a just-started %s", g.kind())
	}
	return t.Hooks.Resume(t, g, v, nil)
}

// finish is what Python sees of Send: its result as it is.
func (t *Thread) finish(v Value, err error) (Value, error) { return v, err }

// generatorNext is the iteration of a generator: the end without a value is the plain end.
func generatorNext(t *Thread, self Value) (Value, error) {
	v, err := t.Hooks.Resume(t, as[Generator](self), None, nil)
	if err != nil {
		if e, ok := err.(*Exception); ok && e.typ == &StopIteration && t.stops(e) {
			return Value{}, nil
		}
	}
	return v, err
}

// thrown makes the exception that throw(typ, val, tb) means.
func (t *Thread) thrown(typ, val, tb Value) (*Exception, error) {
	if tb.IsSet() && !tb.IsNone() && tb.Type() != &TracebackType {
		return nil, t.Raisef(&TypeError, "throw() third argument must be a traceback object")
	}
	if val.IsSet() && !val.IsNone() || tb.IsSet() && !tb.IsNone() {
		if err := t.Warn(&DeprecationWarning, "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead."); err != nil {
			return nil, err
		}
	}
	if typ.Exception() != nil && val.IsSet() && !val.IsNone() {
		return nil, t.Raisef(&TypeError, "instance exception may not have a separate value")
	}
	return t.exceptionFrom(typ, val)
}

// exceptionFrom makes the exception that throw(typ, val) means.
func (t *Thread) exceptionFrom(typ, val Value) (*Exception, error) {
	if e := typ.Exception(); e != nil {
		return e, nil
	}
	if c := typ.AsType(); c != nil && c.flags&excSubclass != 0 {
		var args []Value
		if val.IsSet() && !val.IsNone() {
			if e := val.Exception(); e != nil && e.typ.IsSubtype(c) {
				return e, nil
			}
			args = []Value{val}
			if p := val.Tuple(); p != nil {
				args = p.Items
			}
		}
		v, err := t.Call(typ, args...)
		if err == nil && v.Exception() == nil {
			err = t.notException(typ, v)
		}
		if e, ok := err.(*Exception); ok {
			return e, nil // what went wrong is thrown instead
		}
		return v.Exception(), err
	}
	return nil, t.Raisef(&TypeError, "exceptions must be classes or instances deriving from BaseException, not %s", typ.Type().Name)
}

// notException is the error for an exception class whose call answers something else.
func (t *Thread) notException(cls, got Value) error {
	c, err := t.Repr(cls)
	if err != nil {
		return err
	}
	return t.Raisef(&TypeError, "calling %s should have returned an instance of BaseException, not %s", c, got.Type().Name)
}

// CloseGenerator throws GeneratorExit into a generator that has begun and not ended.
func (t *Thread) CloseGenerator(g *Generator) (Value, error) {
	if g.Frame == nil {
		return None, nil
	}
	if !g.Started {
		g.Frame, g.Trace = nil, nil
		return None, nil
	}
	_, err := t.Hooks.Resume(t, g, Value{}, t.NewException(&GeneratorExit))
	switch {
	case err == nil:
		return Value{}, t.Raisef(&RuntimeError, "%s ignored GeneratorExit", g.kind())
	case Catch(err, &StopIteration) != nil:
		return Catch(err, &StopIteration).Field("value").orNone(), nil
	case Catch(err, &GeneratorExit) != nil:
		return None, nil
	}
	return Value{}, err
}
