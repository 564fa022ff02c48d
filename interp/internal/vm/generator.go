package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// newGenerator makes the generator of a function whose arguments stand in its registers.
func (m *Machine) newGenerator(fn *py.Function, own []py.Value) py.Value {
	t := m.t
	c := fn.Code.C
	typ := &py.GeneratorType
	switch {
	case c.Flags&code.AsyncGenerator != 0:
		typ = &py.AsyncGeneratorType
	case c.Flags&code.Coroutine != 0:
		typ = &py.CoroutineType
	}
	g := t.NewGenerator(typ)
	t.Spend(8)
	g.Name, g.QualName, g.Code = fn.Name, fn.QualName, fn.Code
	f := &frame{globals: fn.Globals, gen: g, own: own, base: -1}
	t.Ready(fn.Code)
	f.start(fn.Code, fn)
	f.regs = py.WindowOf(own)
	g.Frame, g.Trace, g.Size = f, f.trace, uint64(len(own))*16
	t.Alloc(256 + g.Size)
	if len(c.Handlers) > 0 {
		t.Watch(py.Obj(g))
	}
	return py.Obj(g)
}

// resume makes a suspended generator the running frame. It answers nil when the generator has finished.
func (m *Machine) resume(f *frame, g *py.Generator, v py.Value, dest uint16, kind frameKind) (*frame, error) {
	t := m.t
	if g.Running {
		what := map[*py.Type]string{&py.GeneratorType: "generator already executing", &py.CoroutineType: "coroutine already executing",
			&py.AsyncGeneratorType: "asynchronous generator is already running"}[g.Type()]
		return nil, t.Raisef(&py.ValueError, "%s", what)
	}
	h, ok := g.Frame.(*frame)
	if !ok || h == nil {
		if g.Type() == &py.CoroutineType {
			return nil, t.Raisef(&py.RuntimeError, "cannot reuse already awaited coroutine")
		}
		return nil, nil
	}
	if m.depth >= t.RecursionLimit {
		return nil, m.tooDeep()
	}
	if g.Started {
		in := h.at(h.pc - 1) // the Yield that suspended it
		*h.regs.At(in.A) = v
	}
	m.activate(f, h, dest, kind)
	return h, nil
}

// activate links a generator's frame above f.
func (m *Machine) activate(f, h *frame, dest uint16, kind frameKind) {
	h.gen.Started, h.gen.Running = true, true
	h.back, h.dest, h.kind = f, dest, kind
	if f != nil {
		h.chunk, h.top = f.chunk, f.top
	} else {
		if m.first == nil {
			m.first = spareChunks.Get().(*chunk)
		}
		h.chunk, h.top = m.first, 0
	}
	h.outer = m.t.Handled
	if h.inner != nil {
		m.t.Handled, h.inner = h.inner, nil
	}
	m.cur = h
	m.depth++
}

// suspend takes a generator's frame off, at a yield.
func (m *Machine) suspend(h *frame) {
	h.gen.Running = false
	if h.handling > 0 {
		h.inner = m.t.Handled
	}
	m.t.Handled = h.outer
	h.outer = nil
	m.cur = h.back
	m.depth--
}

// finishGenerator marks the end of a generator whose frame is about to leave.
func (m *Machine) finishGenerator(h *frame) {
	g := h.gen
	g.Running, g.Frame, g.Trace, g.Closed = false, nil, nil, true
	m.t.Handled = h.outer
}

// generatorFailed is finishGenerator for an exception; a StopIteration that leaves a generator is an error.
func (m *Machine) generatorFailed(h *frame, e *py.Exception) *py.Exception {
	m.finishGenerator(h)
	what := ""
	switch {
	case e.Type().IsSubtype(&py.StopIteration):
		what = map[*py.Type]string{&py.GeneratorType: "generator raised StopIteration", &py.CoroutineType: "coroutine raised StopIteration",
			&py.AsyncGeneratorType: "async generator raised StopIteration"}[h.gen.Type()]
	case e.Type().IsSubtype(&py.StopAsyncIteration) && h.gen.Type() == &py.AsyncGeneratorType:
		what = "async generator raised StopAsyncIteration"
	default:
		return e
	}
	r := m.t.Raisef(&py.RuntimeError, "%s", what).(*py.Exception)
	r.Cause, r.Context, r.Suppress = py.Obj(e), e, true
	return r
}

// stopIteration is how native code learns that a generator ended.
func (m *Machine) stopIteration(v py.Value, f *frame) error {
	if f.gen.Type() == &py.AsyncGeneratorType {
		f.gen.Closed = true
		return m.t.NewException(&py.StopAsyncIteration)
	}
	if v.IsNone() {
		return m.t.NewException(&py.StopIteration)
	}
	return m.t.NewException(&py.StopIteration, v)
}

// resumeHook resumes a generator from native code, with a value or by throwing.
func (m *Machine) resumeHook(t *py.Thread, g *py.Generator, v py.Value, thrown error) (py.Value, error) {
	if err := t.EnterMachine(); err != nil {
		return py.Value{}, err
	}
	r, err := m.resumeFromNative(g, v, thrown)
	t.LeaveMachine()
	return r, err
}

func (m *Machine) resumeFromNative(g *py.Generator, v py.Value, thrown error) (py.Value, error) {
	t := m.t
	if thrown != nil {
		return m.throw(g, thrown.(*py.Exception))
	}
	h, err := m.resume(m.cur, g, v, 0, entryFrame)
	if err != nil {
		return py.Value{}, err
	}
	if h == nil {
		if g.Type() == &py.AsyncGeneratorType {
			return py.Value{}, t.NewException(&py.StopAsyncIteration)
		}
		return py.Value{}, t.NewException(&py.StopIteration)
	}
	return m.run(h, nil)
}

// throw raises an exception where a generator is suspended. One that delegates passes it on first.
func (m *Machine) throw(g *py.Generator, e *py.Exception) (py.Value, error) {
	t := m.t
	if g.Running {
		return py.Value{}, t.Raisef(&py.ValueError, "generator already executing")
	}
	h, ok := g.Frame.(*frame)
	if !ok || h == nil {
		if g.Type() == &py.CoroutineType {
			return py.Value{}, t.Raisef(&py.RuntimeError, "cannot reuse already awaited coroutine")
		}
		return py.Value{}, e
	}
	if !g.Started {
		g.Frame, g.Trace, g.Closed = nil, nil, true
		e.AddTrace(h.code, 0, h.globals, h.object)
		return py.Value{}, e
	}
	m.activate(m.cur, h, 0, entryFrame)
	in := h.at(h.pc - 1)
	if in.Op == code.Yield && in.E == 1 {
		v, done, err := m.throwInto(g, *h.regs.At(in.C), e)
		switch {
		case err != nil:
			if stop := py.Catch(err, &py.StopIteration); stop != nil {
				send := h.at(h.pc - 2)
				*h.regs.At(send.B) = stop.Field("value")
				h.pc = int(send.D)
				return m.run(h, nil)
			}
			if e, ok := err.(*py.Exception); ok && t.Handled != h.outer {
				t.SetContext(e)
			}
			return m.run(h, err)
		case done:
			m.suspend(h)
			return v, nil
		}
	}
	if t.Handled != h.outer { // what the generator itself was handling, not what its caller was
		t.SetContext(e)
	}
	return m.run(h, e)
}

// throwInto throws into the iterator that a generator delegates to. done is false when it knows no throw.
func (m *Machine) throwInto(g *py.Generator, sub py.Value, e *py.Exception) (v py.Value, done bool, err error) {
	t := m.t
	if e.Type().IsSubtype(&py.GeneratorExit) {
		if s := sub.Generator(); s != nil {
			_, err = t.CloseGenerator(s)
			return v, false, err
		}
		closer, err := t.GetAttrOr(sub, "close")
		if err == nil && closer.IsSet() {
			_, err = t.Call(closer)
		}
		return v, false, err
	}
	if s := sub.Generator(); s != nil {
		v, err = m.throw(s, e)
		return v, true, err
	}
	fn, err := t.GetAttrOr(sub, "throw")
	if err != nil || !fn.IsSet() {
		return v, false, err
	}
	v, err = t.Call(fn, py.Obj(e))
	return v, true, err
}

// sendOther sends a value to an iterator that is no generator.
func (m *Machine) sendOther(it, v py.Value) (r py.Value, done bool, err error) {
	t := m.t
	next := it.Type().SpecialNext()
	switch {
	case v.IsNone() && it.Type().IsPython() && next.IsSet():
		r, err = t.CallMethodOf(next, it) // its StopIteration has a value, which the end of an iteration has not
	case v.IsNone():
		r, err = t.NextOf(it)
		if err == nil && !r.IsSet() {
			if v := t.EndOf().Field("value"); v.IsSet() {
				return v, true, nil
			}
			return py.None, true, nil
		}
	default:
		r, err = t.CallMethod(it, "send", v)
	}
	if err != nil {
		if e := py.Catch(err, &py.StopIteration); e != nil {
			return e.Field("value"), true, nil
		}
	}
	return r, false, err
}

// returnFrom is Return in frames other than those of plain calls. done says that the machine's loop ends with v or err.
func (m *Machine) returnFrom(f *frame, in *code.Instr) (v py.Value, done bool, err error) {
	v = *f.regs.At(in.A)
	switch f.kind {
	case initFrame:
		if !v.IsNone() {
			return v, false, m.t.Raisef(&py.TypeError, "__init__() should return None, not '%s'", v.Type().Name)
		}
		*f.back.regs.At(f.dest) = f.self
		m.leave(f)
		return v, false, nil
	case entryFrame:
		if f.gen == nil {
			m.leave(f)
			return v, true, nil
		}
		m.finishGenerator(f)
		m.leave(f)
		return py.Value{}, true, m.stopIteration(v, f)
	}
	m.finishGenerator(f)
	back := f.back
	if f.kind == sendFrame {
		*back.regs.At(f.dest) = v
	}
	m.leave(f)
	back.jump(back.at(back.pc - 1))
	return v, false, nil
}
