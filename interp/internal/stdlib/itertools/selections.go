package itertools

import "github.com/assay-score/assay/interp/internal/py"

// filter is an iterator with a function: dropwhile, takewhile, filterfalse, starmap.
type filter struct {
	py.Header
	fn, source py.Value
	done       bool // dropwhile: has seen what it waits for; takewhile: has ended
}

type compressor struct {
	py.Header
	data, selectors py.Value
}

// window is islice: pos values were taken from the source, the one at next is handed out next.
type window struct {
	py.Header
	source     py.Value // unset once it is over
	pos, next  int
	stop, step int // stop -1: to the end
}

func (f *filter) build(t *py.Thread, a []py.Value) (err error) {
	f.fn = a[0]
	f.source, err = t.Iter(a[1])
	return err
}

func (f *filter) trace(visit func(py.Value)) { visitSet(visit, f.fn, f.source) }

func (f *filter) test(t *py.Thread, v py.Value) (bool, error) {
	r, err := t.Call(f.fn, v)
	if err != nil {
		return false, err
	}
	return t.Truth(r)
}

func build(t *py.Thread, f *filter, a []py.Value) error { return f.build(t, a) }

func traceFilter(f *filter, visit func(py.Value)) { f.trace(visit) }

func defineSelections() {
	class(&compressType, "compress", "data, selectors", func(t *py.Thread, c *compressor, a []py.Value) (err error) {
		if c.data, err = t.Iter(a[0]); err != nil {
			return err
		}
		c.selectors, err = t.Iter(a[1])
		return err
	}, func(t *py.Thread, c *compressor) (py.Value, error) {
		for {
			v, err := t.Next(c.data)
			if err != nil || !v.IsSet() {
				return py.Value{}, err
			}
			s, err := t.Next(c.selectors)
			if err != nil || !s.IsSet() {
				return py.Value{}, err
			}
			ok, err := t.Truth(s)
			if err != nil {
				return py.Value{}, err
			}
			if ok {
				return v, nil
			}
			if err := t.Charge(1); err != nil {
				return py.Value{}, err
			}
		}
	}, func(c *compressor, visit func(py.Value)) { visitSet(visit, c.data, c.selectors) })

	class(&dropwhileType, "dropwhile", "predicate, iterable, /", build, func(t *py.Thread, f *filter) (py.Value, error) {
		for {
			v, err := t.Next(f.source)
			if err != nil || !v.IsSet() || f.done {
				return v, err
			}
			ok, err := f.test(t, v)
			if err != nil {
				return py.Value{}, err
			}
			if !ok {
				f.done = true
				return v, nil
			}
			if err := t.Charge(1); err != nil {
				return py.Value{}, err
			}
		}
	}, traceFilter)

	class(&takewhileType, "takewhile", "predicate, iterable, /", build, func(t *py.Thread, f *filter) (py.Value, error) {
		if f.done {
			return py.Value{}, nil
		}
		v, err := t.Next(f.source)
		if err != nil || !v.IsSet() {
			return v, err
		}
		ok, err := f.test(t, v)
		if err != nil {
			return py.Value{}, err
		}
		if !ok {
			f.done = true
			return py.Value{}, nil
		}
		return v, nil
	}, traceFilter)

	class(&filterfalseType, "filterfalse", "function, iterable, /", build, func(t *py.Thread, f *filter) (py.Value, error) {
		plain := f.fn.IsNone() || f.fn == py.Obj(&py.BoolType)
		for {
			v, err := t.Next(f.source)
			if err != nil || !v.IsSet() {
				return v, err
			}
			var ok bool
			if plain {
				ok, err = t.Truth(v)
			} else {
				ok, err = f.test(t, v)
			}
			if err != nil {
				return py.Value{}, err
			}
			if !ok {
				return v, nil
			}
			if err := t.Charge(1); err != nil {
				return py.Value{}, err
			}
		}
	}, traceFilter)

	class(&starmapType, "starmap", "function, iterable, /", build, func(t *py.Thread, f *filter) (py.Value, error) {
		v, err := t.Next(f.source)
		if err != nil || !v.IsSet() {
			return v, err
		}
		if p := v.Tuple(); p != nil {
			return t.Call(f.fn, p.Items...)
		}
		args, err := t.ToSlice(v)
		if err != nil {
			return py.Value{}, err
		}
		return t.Call(f.fn, args...)
	}, traceFilter)

	islice := py.Class{Module: "itertools", Name: "islice"}
	islice.New = newWindow
	iterator(&isliceType, islice, nextOfWindow, func(w *window, visit func(py.Value)) { visitSet(visit, w.source) })
}

func newWindow(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
	switch {
	case len(kw) > 0:
		return py.Value{}, t.Raisef(&py.TypeError, "islice() takes no keyword arguments")
	case len(args) < 2:
		return py.Value{}, t.Raisef(&py.TypeError, "islice expected at least 2 arguments, got %d", len(args))
	case len(args) > 4:
		return py.Value{}, t.Raisef(&py.TypeError, "islice expected at most 4 arguments, got %d", len(args))
	}
	w, v := py.Instance[window](t, typ)
	w.stop, w.step = -1, 1
	number := func(v py.Value, absent int) (int, bool) {
		if v.IsNone() {
			return absent, true
		}
		n, err := t.IntArg(v)
		return n, err == nil && n >= 0
	}
	ok := true
	if len(args) == 2 {
		if w.stop, ok = number(args[1], -1); !ok {
			return py.Value{}, t.Raisef(&py.ValueError, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
		}
	} else {
		if w.stop, ok = number(args[2], -1); !ok {
			return py.Value{}, t.Raisef(&py.ValueError, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
		}
		if w.next, ok = number(args[1], 0); !ok {
			return py.Value{}, t.Raisef(&py.ValueError, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
		}
	}
	if len(args) == 4 {
		if w.step, ok = number(args[3], 1); !ok || w.step < 1 {
			return py.Value{}, t.Raisef(&py.ValueError, "Step for islice() must be a positive integer or None.")
		}
	}
	var err error
	w.source, err = t.Iter(args[0])
	return v, err
}

func nextOfWindow(t *py.Thread, w *window) (py.Value, error) {
	if !w.source.IsSet() {
		return py.Value{}, nil
	}
	source := w.source
	for w.pos < w.next && (w.stop < 0 || w.pos < w.stop) {
		if err := t.Charge(1); err != nil {
			return py.Value{}, err
		}
		v, err := t.Next(source)
		if err != nil {
			return py.Value{}, err
		}
		if !v.IsSet() {
			w.source = py.Value{}
			return py.Value{}, nil
		}
		w.pos++
	}
	if w.stop >= 0 && w.pos >= w.stop {
		w.source = py.Value{}
		return py.Value{}, nil
	}
	v, err := t.Next(source)
	if err != nil {
		return py.Value{}, err
	}
	if !v.IsSet() {
		w.source = py.Value{}
		return v, nil
	}
	w.pos++
	old := w.next
	if w.next += w.step; w.next < old || w.stop >= 0 && w.next > w.stop {
		w.next = w.stop
		if w.stop < 0 {
			w.next = 1<<63 - 1
		}
	}
	return v, nil
}
