package gpython

import (
	"github.com/go-python/gpython/py"
	"github.com/go-python/gpython/vm"
)

// generator is a function's frame put aside between yields.
type generator struct {
	native
	frame   *frame
	name    string
	started bool
	running bool
	done    bool
}

// resume sends a value, or raises an exception, into the generator. yielded is false when it has ended; v is then what
// it returned.
func (r *run) resume(g *generator, v object, thrown error) (out object, yielded bool, err error) {
	if g.running {
		return nil, false, r.errorf("ValueError", "generator already executing")
	}
	if g.done {
		return py.None, false, thrown
	}
	if !g.started {
		if v != py.None && thrown == nil {
			return nil, false, r.errorf("TypeError", "can't send non-None value to a just-started generator")
		}
		if thrown != nil {
			g.done = true
			return nil, false, thrown
		}
		g.started = true
	} else if thrown == nil {
		g.frame.push(v)
	}
	g.running = true
	if thrown != nil && g.frame.delegating() {
		out, yielded, thrown = r.throwInside(g.frame, thrown)
		if yielded {
			g.running = false
			return out, true, nil
		}
	}
	out, yielded, err = r.runFrame(g.frame, thrown)
	g.running = false
	if !yielded {
		g.done = true
		g.frame.stack, g.frame.locals = nil, nil
	}
	if err != nil && r.isError(err, "StopIteration") {
		inside := r.asException(err)
		outer := r.asException(r.errorf("RuntimeError", "generator raised StopIteration"))
		outer.cause, outer.context, outer.suppress = inside, inside, true
		err = outer
	}
	return out, yielded, err
}

// delegating reports whether a suspended frame stands in a yield from.
func (f *frame) delegating() bool { return f.code.ops[f.pc].op == vm.YIELD_FROM }

// throwInside hands an exception to the iterator that a frame delegates to, as yield from must. When that one yields
// again, so does the frame; when it ends, its value takes its place and the frame goes on; else the exception is the
// frame's to deal with.
func (r *run) throwInside(f *frame, thrown error) (object, bool, error) {
	inner, ok := f.top().(*generator)
	if !ok {
		f.pc++
		return nil, false, thrown
	}
	if r.isError(thrown, "GeneratorExit") {
		if _, err := closeGenerator(r, inner); err != nil {
			thrown = err
		}
		f.pc++
		return nil, false, thrown
	}
	if err := r.enter(); err != nil {
		f.pc++
		return nil, false, err
	}
	out, yielded, err := r.resume(inner, py.None, thrown)
	r.leave()
	if yielded {
		return out, true, nil
	}
	f.pc++
	if err == nil {
		f.setTop(out)
	}
	return nil, false, err
}

// closeGenerator is generator.close: what the generator returned, or None.
func closeGenerator(r *run, g *generator) (object, error) {
	if g.done || !g.started {
		g.done = true
		return py.None, nil
	}
	out, yielded, err := r.resume(g, py.None, &exception{cls: r.t.exceptions["GeneratorExit"]})
	if yielded {
		return nil, r.errorf("RuntimeError", "generator ignored GeneratorExit")
	}
	if err != nil && !r.isError(err, "GeneratorExit") && !r.isError(err, "StopIteration") {
		return nil, err
	}
	if err != nil || out == nil {
		return py.None, nil
	}
	return out, nil
}

// stopIteration is the exception with which a generator's value reaches a caller of next or send.
func (r *run) stopIteration(v object) error {
	e := &exception{cls: r.t.exceptions["StopIteration"]}
	if v != nil && v != py.None {
		e.args = py.Tuple{v}
	}
	return e
}

// yieldFrom sends the value on top of the stack to the iterator below it. While that yields, the iterator stays; when
// it ends, its value takes its place.
func (r *run) yieldFrom(f *frame) (object, bool, error) {
	v := f.pop()
	it := f.top()
	if g, ok := it.(*generator); ok {
		out, yielded, err := r.resume(g, v, nil)
		if err == nil && !yielded {
			f.setTop(out)
		}
		return out, yielded, err
	}
	var out object
	var err error
	if v == py.None {
		out, err = r.next(it)
	} else {
		var send object
		if send, err = r.getAttr(it, "send"); err == nil {
			out, err = r.call(send, []object{v}, nil)
		}
	}
	if err != nil {
		if r.isError(err, "StopIteration") {
			value := object(py.None)
			if args := r.asException(err).args; len(args) > 0 {
				value = args[0]
			}
			f.setTop(value)
			return nil, false, nil
		}
		return nil, false, err
	}
	if out == nil {
		f.setTop(py.None)
		return nil, false, nil
	}
	return out, true, nil
}

// generatorMethods are the methods of generators.
func generatorMethods() map[string]nativeFunc {
	self := func(pos []object) *generator { return pos[0].(*generator) }
	step := func(r *run, g *generator, v object, thrown error) (object, error) {
		out, yielded, err := r.resume(g, v, thrown)
		if err == nil && !yielded {
			err = r.stopIteration(out)
		}
		if err != nil {
			return nil, err
		}
		return out, nil
	}
	return map[string]nativeFunc{
		"__next__": func(r *run, pos []object, kw kwargs) (object, error) {
			return step(r, self(pos), py.None, nil)
		},
		"send": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("send", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			return step(r, self(pos), pos[1], nil)
		},
		"throw": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("throw", pos, kw, 2, 4); err != nil {
				return nil, err
			}
			exc, err := r.toException(pos[1])
			if err != nil {
				return nil, err
			}
			return step(r, self(pos), py.None, exc)
		},
		"close": func(r *run, pos []object, kw kwargs) (object, error) {
			return closeGenerator(r, self(pos))
		},
	}
}
