package py

import "github.com/assay-score/assay/interp/internal/code"

// asyncState is how far an awaitable of an asynchronous generator has come.
type asyncState uint8

const (
	asyncInit asyncState = iota
	asyncIter
	asyncClosed
)

// asyncStep is one __anext__ or asend, or one athrow or aclose, in progress.
type asyncStep struct {
	Header
	g       *Generator
	v       Value      // what asend sends
	err     *Exception // what athrow and aclose throw
	closing bool       // aclose
	state   asyncState
}

func (t *Thread) newAsyncStep(g, v Value, err *Exception, closing bool) Value {
	t.alloc(objectSize)
	typ := &AsyncGenStepType
	if err != nil {
		typ = &AsyncGenThrowType
	}
	return Obj(&asyncStep{Header: Header{typ: typ}, g: as[Generator](g), v: v, err: err, closing: closing})
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

func asyncYield(v Value) (Value, bool) {
	if v.IsSet() && v.Type() == &EllipsisType && v != Ellipsis {
		return as[AsyncYield](v).V, true
	}
	return Value{}, false
}

func (b *booter) asyncGenerators() {
	b.anextAwaitables()
	trace := func(v Value, visit func(Value)) {
		s := as[asyncStep](v)
		visit(Obj(s.g))
		visit(s.v.orNone())
		if s.err != nil {
			visit(Obj(s.err))
		}
	}
	slots := Slots{Iter: iterSelf, Trace: trace, Next: func(t *Thread, self Value) (Value, error) {
		return plainEnd(as[asyncStep](self).send(t, None))
	}}
	b.define(&AsyncGenStepType, "async_generator_asend", nil, isFinal, slots)
	b.define(&AsyncGenThrowType, "async_generator_athrow", nil, isFinal, slots)
	methods := []Def{
		{"__await__", "", func(t *Thread, a []Value) (Value, error) { return a[0], nil }},
		{"send", "arg, /", func(t *Thread, a []Value) (Value, error) { return as[asyncStep](a[0]).send(t, a[1]) }},
		{"throw", "typ, val=None, tb=None, /", func(t *Thread, a []Value) (Value, error) {
			e, err := t.thrown(a[1], a[2], a[3])
			if err != nil {
				return Value{}, err
			}
			return as[asyncStep](a[0]).throw(t, e)
		}},
		{"close", "", func(t *Thread, a []Value) (Value, error) { return as[asyncStep](a[0]).close(t) }},
	}
	AsyncGenStepType.addMethods(methods)
	AsyncGenThrowType.addMethods(methods)
	AsyncGeneratorType.addMethods([]Def{
		{"__aiter__", "", func(t *Thread, a []Value) (Value, error) { return a[0], nil }},
		{"__anext__", "", func(t *Thread, a []Value) (Value, error) { return t.newAsyncStep(a[0], None, nil, false), nil }},
		{"asend", "value, /", func(t *Thread, a []Value) (Value, error) { return t.newAsyncStep(a[0], a[1], nil, false), nil }},
		{"athrow", "typ, val=None, tb=None, /", func(t *Thread, a []Value) (Value, error) {
			e, err := t.thrown(a[1], a[2], a[3])
			if err != nil {
				return Value{}, err
			}
			return t.newAsyncStep(a[0], Value{}, e, false), nil
		}},
		{"aclose", "", func(t *Thread, a []Value) (Value, error) {
			return t.newAsyncStep(a[0], Value{}, t.NewException(&GeneratorExit), true), nil
		}},
	})
	AsyncGeneratorType.addClassMethods([]Def{{"__class_getitem__", "item, /", classGetItem}})
	GeneratorType.addClassMethods([]Def{{"__class_getitem__", "item, /", classGetItem}})
	CoroutineType.addClassMethods([]Def{{"__class_getitem__", "item, /", classGetItem}})
}

// anextAwaitable is anext(iterator, default).
type anextAwaitable struct {
	Header
	it       Value // the iterator that drives the step
	fallback Value
}

// AnextOr is an awaitable for the next value of an asynchronous iterator, or a default at its end.
func (t *Thread) AnextOr(step, fallback Value) (Value, error) {
	it, err := t.Awaitable(step)
	if err != nil {
		return Value{}, err
	}
	t.alloc(objectSize)
	return Obj(&anextAwaitable{Header{typ: &AnextAwaitableType}, it, fallback}), nil
}

func (a *anextAwaitable) result(t *Thread, v Value, err error) (Value, error) {
	if Catch(err, &StopAsyncIteration) != nil {
		return Value{}, t.NewException(&StopIteration, a.fallback)
	}
	return v, err
}

func (b *booter) anextAwaitables() {
	send := func(t *Thread, self, v Value) (Value, error) {
		a := as[anextAwaitable](self)
		if g := a.it.Generator(); g != nil {
			r, err := t.Send(g, v)
			return a.result(t, r, err)
		}
		var r Value
		var err error
		if v.IsNone() {
			if r, err = t.NextOf(a.it); err == nil && !r.IsSet() {
				return Value{}, t.NewException(&StopIteration)
			}
		} else {
			r, err = t.CallMethod(a.it, "send", v)
		}
		return a.result(t, r, err)
	}
	b.define(&AnextAwaitableType, "anext_awaitable", nil, isFinal, Slots{Iter: iterSelf, Next: func(t *Thread, v Value) (Value, error) {
		return plainEnd(send(t, v, None))
	}, Trace: func(v Value, visit func(Value)) {
		visit(as[anextAwaitable](v).it)
		visit(as[anextAwaitable](v).fallback)
	}})
	AnextAwaitableType.addMethods([]Def{
		{"__await__", "", func(t *Thread, a []Value) (Value, error) { return a[0], nil }},
		{"send", "arg, /", func(t *Thread, a []Value) (Value, error) { return send(t, a[0], a[1]) }},
		{"throw", "typ, val=None, tb=None, /", func(t *Thread, a []Value) (Value, error) {
			w := as[anextAwaitable](a[0])
			r, err := t.CallMethod(w.it, "throw", a[1])
			return w.result(t, r, err)
		}},
		{"close", "", func(t *Thread, a []Value) (Value, error) { return t.CallMethod(as[anextAwaitable](a[0]).it, "close") }},
	})
}

// plainEnd is a result where the end without a value is no exception.
func plainEnd(v Value, err error) (Value, error) {
	if e := Catch(err, &StopIteration); e != nil && e.typ == &StopIteration && e.Field("value").IsNone() {
		return Value{}, nil
	}
	return v, err
}

// name is how messages call the method that made the awaitable.
func (s *asyncStep) name() string {
	switch {
	case s.err == nil:
		return "anext()"
	case s.closing:
		return "aclose()"
	}
	return "athrow()"
}

// enter checks that the generator can go on, and takes hold of it.
func (s *asyncStep) enter(t *Thread) error {
	switch s.state {
	case asyncClosed:
		if s.err == nil {
			return t.Raisef(&RuntimeError, "cannot reuse already awaited __anext__()/asend()")
		}
		return t.Raisef(&RuntimeError, "cannot reuse already awaited aclose()/athrow()")
	case asyncInit:
		if s.g.AsyncRunning {
			s.state = asyncClosed
			return t.Raisef(&RuntimeError, "%s: asynchronous generator is already running", s.name())
		}
	}
	return nil
}

func (s *asyncStep) send(t *Thread, v Value) (Value, error) {
	if err := s.enter(t); err != nil {
		return Value{}, err
	}
	first := s.state == asyncInit
	if s.err == nil {
		if first {
			if v.IsNone() {
				v = s.v
			}
			s.state, s.g.AsyncRunning = asyncIter, true
		}
		return s.unwrap(t.Send(s.g, v))(t)
	}
	if s.g.Frame == nil {
		s.state = asyncClosed
		return Value{}, t.NewException(&StopIteration)
	}
	if !first {
		return s.ended(t.Send(s.g, v))(t)
	}
	if s.g.Closed {
		s.state = asyncClosed
		return Value{}, t.NewException(&StopAsyncIteration)
	}
	if !v.IsNone() {
		return Value{}, t.Raisef(&RuntimeError, "can't send non-None value to a just-started coroutine")
	}
	s.state, s.g.AsyncRunning = asyncIter, true
	if s.closing {
		s.g.Closed = true
	}
	return s.ended(t.Hooks.Resume(t, s.g, Value{}, s.err))(t)
}

func (s *asyncStep) throw(t *Thread, e *Exception) (Value, error) {
	if err := s.enter(t); err != nil {
		return Value{}, err
	}
	if s.state == asyncInit {
		s.state, s.g.AsyncRunning = asyncIter, true
	}
	if s.err == nil {
		return s.unwrap(t.Hooks.Resume(t, s.g, Value{}, e))(t)
	}
	return s.ended(t.Hooks.Resume(t, s.g, Value{}, e))(t)
}

func (s *asyncStep) close(t *Thread) (Value, error) {
	if s.state == asyncClosed {
		return None, nil
	}
	_, err := s.throw(t, t.NewException(&GeneratorExit))
	switch {
	case err == nil:
		return Value{}, t.Raisef(&RuntimeError, "coroutine ignored GeneratorExit")
	case Catch(err, &StopIteration) != nil, Catch(err, &StopAsyncIteration) != nil, Catch(err, &GeneratorExit) != nil:
		return None, nil
	}
	return Value{}, err
}

// unwrap tells what the generator yields, which ends the awaiting, from what it awaits.
func (s *asyncStep) unwrap(r Value, err error) func(t *Thread) (Value, error) {
	return func(t *Thread) (Value, error) {
		if err != nil {
			s.state, s.g.AsyncRunning = asyncClosed, false
			if Catch(err, &StopAsyncIteration) != nil || Catch(err, &GeneratorExit) != nil {
				s.g.Closed = true
			}
			return Value{}, err
		}
		if y, ok := asyncYield(r); ok {
			s.state, s.g.AsyncRunning = asyncClosed, false
			return Value{}, t.NewException(&StopIteration, y)
		}
		return r, nil
	}
}

// ended is unwrap for athrow and aclose: a generator that is to end must not yield.
func (s *asyncStep) ended(r Value, err error) func(t *Thread) (Value, error) {
	return func(t *Thread) (Value, error) {
		if !s.closing && err == nil {
			return s.unwrap(r, err)(t)
		}
		if err == nil {
			if _, ok := asyncYield(r); ok {
				s.state, s.g.AsyncRunning = asyncClosed, false
				return Value{}, t.Raisef(&RuntimeError, "async generator ignored GeneratorExit")
			}
			return r, nil
		}
		s.state, s.g.AsyncRunning = asyncClosed, false
		if s.closing && (Catch(err, &StopAsyncIteration) != nil || Catch(err, &GeneratorExit) != nil) {
			return Value{}, t.NewException(&StopIteration)
		}
		return Value{}, err
	}
}

// Awaitable is the iterator that await drives.
func (t *Thread) Awaitable(v Value) (Value, error) {
	if g := v.Generator(); g != nil {
		if g.typ == &CoroutineType {
			if d := g.delegate(); d.IsSet() {
				return Value{}, t.Raisef(&RuntimeError, "coroutine is being awaited already")
			}
			return v, nil
		}
		if g.Code.C.Flags&code.Coroutine != 0 {
			return v, nil
		}
	}
	fn := v.Type().Lookup("__await__")
	if !fn.IsSet() || fn.IsNone() {
		return Value{}, t.Raisef(&TypeError, "'%s' object can't be awaited", v.Type().Name)
	}
	it, err := t.CallMethodOf(fn, v)
	if err != nil {
		return Value{}, err
	}
	if it.Type() == &CoroutineType {
		return Value{}, t.Raisef(&TypeError, "__await__() returned a coroutine")
	}
	if it.Type().Next == nil {
		return Value{}, t.Raisef(&TypeError, "__await__() returned non-iterator of type '%s'", it.Type().Name)
	}
	return it, nil
}

// delegating is a frame that knows what its generator passes values on to.
type delegating interface{ Delegate() Value }

// delegate is what a suspended generator iterates with yield from, or awaits; unset where there is none.
func (g *Generator) delegate() Value {
	if f, ok := g.Frame.(delegating); ok && !g.Running && g.Started {
		return f.Delegate()
	}
	return Value{}
}
