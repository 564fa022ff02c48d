package py

import "github.com/assay-score/assay/interp/internal/code"

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
			e, err := t.exceptionFrom(a[1], a[2])
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
			{"__name__", func(t *Thread, v Value) (Value, error) { return Obj(as[Generator](v).Name), nil }, nil},
			{"__qualname__", func(t *Thread, v Value) (Value, error) { return Obj(as[Generator](v).QualName), nil }, nil},
			{prefix + "_running", func(t *Thread, v Value) (Value, error) { return Bool(as[Generator](v).Running), nil }, nil},
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
	AsyncGeneratorType.addAttrs(attrs("ag"))
	CoroutineType.addMethods([]Def{{"__await__", "", func(t *Thread, a []Value) (Value, error) {
		return Obj(&coroutineWrapper{Header{typ: &CoroutineWrapperType}, a[0]}), nil
	}}})
	b.define(&CoroutineWrapperType, "coroutine_wrapper", nil, isFinal, Slots{Iter: iterSelf, Next: func(t *Thread, v Value) (Value, error) {
		return generatorNext(t, as[coroutineWrapper](v).g)
	}})
	b.define(&AsyncGenStepType, "async_generator_asend", nil, isFinal, Slots{Iter: iterSelf, Next: asyncStepNext})
	AsyncGenStepType.addMethods([]Def{
		{"__await__", "", func(t *Thread, a []Value) (Value, error) { return a[0], nil }},
		{"send", "value, /", func(t *Thread, a []Value) (Value, error) { return t.finish(asyncStepResume(t, a[0], a[1], nil)) }},
		{"throw", "typ, val=None, tb=None, /", func(t *Thread, a []Value) (Value, error) {
			e, err := t.exceptionFrom(a[1], a[2])
			if err != nil {
				return Value{}, err
			}
			return t.finish(asyncStepResume(t, a[0], Value{}, e))
		}},
		{"close", "", func(t *Thread, a []Value) (Value, error) { return None, nil }},
	})
	AsyncGeneratorType.addMethods([]Def{
		{"__aiter__", "", func(t *Thread, a []Value) (Value, error) { return a[0], nil }},
		{"__anext__", "", func(t *Thread, a []Value) (Value, error) { return t.newAsyncStep(a[0], None, nil, false), nil }},
		{"asend", "value, /", func(t *Thread, a []Value) (Value, error) { return t.newAsyncStep(a[0], a[1], nil, false), nil }},
		{"athrow", "typ, val=None, tb=None, /", func(t *Thread, a []Value) (Value, error) {
			e, err := t.exceptionFrom(a[1], a[2])
			if err != nil {
				return Value{}, err
			}
			return t.newAsyncStep(a[0], Value{}, e, false), nil
		}},
		{"aclose", "", func(t *Thread, a []Value) (Value, error) {
			return t.newAsyncStep(a[0], Value{}, t.NewException(&GeneratorExit), true), nil
		}},
	})
}

type coroutineWrapper struct {
	Header
	g Value
}

// Send resumes a generator with a value. At its end it answers the zero Value and a StopIteration error with the value.
func (t *Thread) Send(g *Generator, v Value) (Value, error) {
	if !g.Started && !v.IsNone() && g.Frame != nil {
		return Value{}, t.Raisef(&TypeError, "can't send non-None value to a just-started %s", g.typ.Name)
	}
	return t.Hooks.Resume(t, g, v, nil)
}

// finish is what Python sees of Send: its result as it is.
func (t *Thread) finish(v Value, err error) (Value, error) { return v, err }

// generatorNext is the iteration of a generator: the end without a value is the plain end.
func generatorNext(t *Thread, self Value) (Value, error) {
	v, err := t.Hooks.Resume(t, as[Generator](self), None, nil)
	if err != nil {
		if e, ok := err.(*Exception); ok && e.typ == &StopIteration {
			return Value{}, nil
		}
	}
	return v, err
}

// exceptionFrom makes the exception that throw(typ, val) means.
func (t *Thread) exceptionFrom(typ, val Value) (*Exception, error) {
	if e := typ.Exception(); e != nil {
		return e, nil
	}
	if c := typ.AsType(); c != nil && c.flags&excSubclass != 0 {
		var args []Value
		if val.IsSet() && !val.IsNone() {
			if e := val.Exception(); e != nil {
				return e, nil
			}
			args = []Value{val}
		}
		v, err := t.Call(typ, args...)
		if err != nil {
			return nil, err
		}
		return v.Exception(), nil
	}
	return nil, t.Raisef(&TypeError, "exceptions must be classes or instances deriving from BaseException, not %s", typ.Type().Name)
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
		return Value{}, t.Raisef(&RuntimeError, "%s ignored GeneratorExit", g.typ.Name)
	case Catch(err, &StopIteration) != nil:
		return Catch(err, &StopIteration).Field("value").orNone(), nil
	case Catch(err, &GeneratorExit) != nil:
		return None, nil
	}
	return Value{}, err
}

// asyncStep is one __anext__, asend, athrow or aclose in progress.
type asyncStep struct {
	Header
	g       *Generator
	v       Value
	err     *Exception
	closing bool
	started bool
	done    bool
}

func (t *Thread) newAsyncStep(g, v Value, err *Exception, closing bool) Value {
	t.alloc(objectSize)
	return Obj(&asyncStep{Header: Header{typ: &AsyncGenStepType}, g: as[Generator](g), v: v, err: err, closing: closing})
}

// AsyncYield wraps what an asynchronous generator yields, to tell it from what it awaits.
type AsyncYield struct {
	Header
	V Value
}

// NewAsyncYield wraps a value.
func (t *Thread) NewAsyncYield(v Value) Value {
	t.alloc(32)
	return Obj(&AsyncYield{Header{typ: &EllipsisType}, v})
}

func asyncStepNext(t *Thread, self Value) (Value, error) { return asyncStepResume(t, self, None, nil) }

func asyncStepResume(t *Thread, self, v Value, thrown *Exception) (Value, error) {
	s := as[asyncStep](self)
	if s.done {
		return Value{}, t.Raisef(&RuntimeError, "cannot reuse already awaited __anext__()/asend()")
	}
	var r Value
	var err error
	switch {
	case thrown != nil:
		r, err = t.Hooks.Resume(t, s.g, Value{}, thrown)
	case !s.started && s.err != nil:
		if s.closing && (s.g.Frame == nil || !s.g.Started) {
			s.g.Frame, s.done = nil, true
			return Value{}, t.NewException(&StopIteration)
		}
		s.started = true
		r, err = t.Hooks.Resume(t, s.g, Value{}, s.err)
	case !s.started:
		s.started = true
		r, err = t.Hooks.Resume(t, s.g, s.v, nil)
	default:
		r, err = t.Hooks.Resume(t, s.g, v, nil)
	}
	if err != nil {
		s.done = true
		if s.closing && (Catch(err, &StopAsyncIteration) != nil || Catch(err, &GeneratorExit) != nil) {
			return Value{}, t.NewException(&StopIteration)
		}
		return Value{}, err
	}
	if y, ok := asyncYield(r); ok {
		s.done = true
		if s.closing {
			return Value{}, t.Raisef(&RuntimeError, "async generator ignored GeneratorExit")
		}
		return Value{}, t.NewException(&StopIteration, y)
	}
	return r, nil
}

func asyncYield(v Value) (Value, bool) {
	if v.IsSet() && v.Type() == &EllipsisType && v != Ellipsis {
		return as[AsyncYield](v).V, true
	}
	return Value{}, false
}

// Awaitable is the iterator that await drives.
func (t *Thread) Awaitable(v Value) (Value, error) {
	if v.Type() == &CoroutineType {
		return v, nil
	}
	if g := v.Generator(); g != nil && g.Code.C.Flags&code.Coroutine != 0 {
		return v, nil
	}
	fn := v.Type().Lookup("__await__")
	if !fn.IsSet() {
		return Value{}, t.Raisef(&TypeError, "'%s' object can't be awaited", v.Type().Name)
	}
	it, err := t.CallMethodOf(fn, v)
	if err != nil {
		return Value{}, err
	}
	if it.Type().Next == nil {
		return Value{}, t.Raisef(&TypeError, "__await__() returned non-iterator of type '%s'", it.Type().Name)
	}
	return it, nil
}
