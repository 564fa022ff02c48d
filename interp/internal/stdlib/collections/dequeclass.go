package collections

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// dequeIterator walks a deque; it notices when items come or go.
type dequeIterator struct {
	py.Header
	d       *deque
	pos     int
	state   uint
	reverse bool
}

func (it *dequeIterator) left() int { return it.d.n - it.pos }

func iterate(t *py.Thread, d *deque, typ *py.Type) py.Value {
	it, v := py.Instance[dequeIterator](t, typ)
	it.d, it.state, it.reverse = d, d.state, typ == &dequeReverseIteratorType
	return v
}

func defineIterator(typ *py.Type, name string) {
	sig := py.ParseSignature("deque, index=0, /")
	c := py.Class{Module: "collections", Name: name, Final: true, Methods: []py.Def{
		{Name: "__length_hint__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(py.As[dequeIterator](a[0]).left())), nil
		}},
		{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			it := py.As[dequeIterator](a[0])
			return t.Tuple(py.Obj(typ), t.Tuple(py.Obj(it.d), py.Int(int64(it.pos)))), nil
		}},
	}}
	c.New = func(t *py.Thread, cls *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		a, err := t.Bind(name, sig, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		if !a[0].Type().IsSubtype(&dequeType) {
			return py.Value{}, t.Raisef(&py.TypeError, "argument 1 must be collections.deque, not %s", a[0].Type().Name)
		}
		v := iterate(t, py.As[deque](a[0]), cls)
		if a[1].IsSet() {
			n, err := t.IntArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			py.As[dequeIterator](v).pos = min(max(n, 0), py.As[deque](a[0]).n)
		}
		return v, nil
	}
	c.Iter = func(t *py.Thread, v py.Value) (py.Value, error) { return v, nil }
	c.Next = func(t *py.Thread, v py.Value) (py.Value, error) {
		it := py.As[dequeIterator](v)
		d := it.d
		if d.state != it.state {
			it.pos = d.n
			return py.Value{}, t.Raisef(&py.RuntimeError, "deque mutated during iteration")
		}
		if it.pos >= d.n {
			return py.Value{}, nil
		}
		it.pos++
		if it.reverse {
			return *d.at(d.n - it.pos), nil
		}
		return *d.at(it.pos - 1), nil
	}
	c.Trace = func(v py.Value, visit func(py.Value)) { visit(py.Obj(py.As[dequeIterator](v).d)) }
	py.DefineClass[dequeIterator](typ, c)
}

func initDeque(sig *py.Signature) func(t *py.Thread, self py.Value, args []py.Value, kw []py.Keyword) error {
	return func(t *py.Thread, self py.Value, args []py.Value, kw []py.Keyword) error {
		a, err := t.Bind("deque", sig, args, kw)
		if err != nil {
			return err
		}
		d := py.As[deque](self)
		maxlen := -1
		if a[1].IsSet() && !a[1].IsNone() {
			if _, _, ok := a[1].Long(); !ok {
				return t.Raisef(&py.TypeError, "an integer is required")
			}
			n, err := t.IntArg(a[1])
			if err != nil {
				return err
			}
			if n < 0 {
				return t.Raisef(&py.ValueError, "maxlen must be non-negative")
			}
			maxlen = n
		}
		d.maxlen = maxlen
		if d.n > 0 {
			d.clear()
		}
		if a[0].IsSet() {
			t.Hold(self)
			defer t.Release(1)
			return d.extend(t, self, a[0], d.append)
		}
		return nil
	}
}

func defineDeque() {
	defineIterator(&dequeIteratorType, "_deque_iterator")
	defineIterator(&dequeReverseIteratorType, "_deque_reverse_iterator")
	c := py.Class{Module: "collections", Name: "deque", Generic: true, Referable: true, Sequence: true, Methods: dequeMethods(),
		Attrs: []py.Attr{{Name: "maxlen", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			if d := py.As[deque](v); d.maxlen >= 0 {
				return py.Int(int64(d.maxlen)), nil
			}
			return py.None, nil
		}}}}
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		d, v := py.Instance[deque](t, typ)
		d.maxlen = -1
		return v, nil
	}
	c.Init = initDeque(py.ParseSignature("iterable=(), maxlen=None"))
	c.Repr, c.Compare = reprDeque, compareDeques
	c.Iter = func(t *py.Thread, v py.Value) (py.Value, error) {
		return iterate(t, py.As[deque](v), &dequeIteratorType), nil
	}
	c.Len = func(t *py.Thread, v py.Value) (int, error) { return py.As[deque](v).n, nil }
	c.Bool = func(t *py.Thread, v py.Value) (bool, error) { return py.As[deque](v).n > 0, nil }
	c.GetItem = func(t *py.Thread, v, key py.Value) (py.Value, error) {
		d := py.As[deque](v)
		i, err := d.position(t, key)
		if err != nil {
			return py.Value{}, err
		}
		return *d.at(i), nil
	}
	c.SetItem = func(t *py.Thread, v, key, x py.Value) error {
		d := py.As[deque](v)
		i, err := d.position(t, key)
		if err != nil {
			return err
		}
		if !x.IsSet() {
			return d.remove(t, i)
		}
		*d.at(i) = x
		return nil
	}
	c.Contains = func(t *py.Thread, v, x py.Value) (bool, error) {
		d := py.As[deque](v)
		i, err := d.find(t, x, 0, d.n, "deque mutated during iteration")
		return i >= 0, err
	}
	c.Trace = func(v py.Value, visit func(py.Value)) {
		d := py.As[deque](v)
		for i := range d.n {
			visit(*d.at(i))
		}
	}
	c.Size = func(v py.Value) uint64 { return 96 + uint64(len(py.As[deque](v).ring))*16 }
	c.Binary[code.OpAdd] = func(t *py.Thread, a, b py.Value) (py.Value, error) {
		if !a.Type().IsSubtype(&dequeType) {
			return py.NotImplemented, nil
		}
		if !b.Type().IsSubtype(&dequeType) {
			return py.Value{}, t.Raisef(&py.TypeError, "can only concatenate deque (not \"%s\") to deque", b.Type().Name)
		}
		d, v, err := py.As[deque](a).copy(t, a)
		if err != nil {
			return v, err
		}
		return v, d.extend(t, v, b, d.append)
	}
	c.InPlace[code.OpAdd] = func(t *py.Thread, a, b py.Value) (py.Value, error) {
		d := py.As[deque](a)
		return a, d.extend(t, a, b, d.append)
	}
	c.Binary[code.OpMul] = func(t *py.Thread, a, b py.Value) (py.Value, error) {
		if !a.Type().IsSubtype(&dequeType) {
			a, b = b, a
		}
		d, v, err := py.As[deque](a).copy(t, a)
		if err != nil {
			return v, err
		}
		ok, err := d.repeat(t, b)
		if err == nil && !ok {
			return py.NotImplemented, nil
		}
		return v, err
	}
	c.InPlace[code.OpMul] = func(t *py.Thread, a, b py.Value) (py.Value, error) {
		ok, err := py.As[deque](a).repeat(t, b)
		if err == nil && !ok {
			return py.NotImplemented, nil
		}
		return a, err
	}
	py.DefineClass[deque](&dequeType, c)
}

// repeat is *=; ok is false for what is no int.
func (d *deque) repeat(t *py.Thread, count py.Value) (bool, error) {
	size := d.n
	if d.maxlen >= 0 {
		size = 0
	}
	n, ok, err := t.RepeatCount(count, size*16)
	if err != nil || !ok {
		return ok, err
	}
	items, err := d.items(t)
	if err != nil {
		return true, err
	}
	if d.maxlen >= 0 && len(items) > 0 {
		n = min(n, d.maxlen/len(items)+1)
	}
	if err := t.Grow(uint64(n*len(items)) * 16); err != nil {
		return true, err
	}
	if err := t.Charge(n * len(items) / 8); err != nil {
		return true, err
	}
	out := make([]py.Value, 0, n*len(items))
	for range n {
		out = append(out, items...)
	}
	return true, d.set(t, out)
}

func dequeMethods() []py.Def {
	self := func(a []py.Value) *deque { return py.As[deque](a[0]) }
	empty := func(t *py.Thread) error { return t.Raisef(&py.IndexError, "pop from an empty deque") }
	copyOf := func(t *py.Thread, a []py.Value) (py.Value, error) {
		_, v, err := self(a).copy(t, a[0])
		return v, err
	}
	return []py.Def{
		{Name: "append", Sig: "item, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, self(a).append(t, a[1]) }},
		{Name: "appendleft", Sig: "item, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, self(a).appendLeft(t, a[1]) }},
		{Name: "pop", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if self(a).n == 0 {
				return py.Value{}, empty(t)
			}
			return self(a).pop(), nil
		}},
		{Name: "popleft", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if self(a).n == 0 {
				return py.Value{}, empty(t)
			}
			return self(a).popLeft(), nil
		}},
		{Name: "extend", Sig: "iterable, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a).extend(t, a[0], a[1], self(a).append)
		}},
		{Name: "extendleft", Sig: "iterable, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a).extend(t, a[0], a[1], self(a).appendLeft)
		}},
		{Name: "clear", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { self(a).clear(); return py.None, nil }},
		{Name: "copy", Fn: copyOf},
		{Name: "__copy__", Fn: copyOf},
		{Name: "rotate", Sig: "n=1, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n := 1
			if a[1].IsSet() {
				var err error
				if n, err = t.IntArg(a[1]); err != nil {
					return py.Value{}, err
				}
			}
			return py.None, self(a).rotate(t, n)
		}},
		{Name: "reverse", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a)
			if err := t.Charge(d.n / 16); err != nil {
				return py.Value{}, err
			}
			for i, j := 0, d.n-1; i < j; i, j = i+1, j-1 {
				*d.at(i), *d.at(j) = *d.at(j), *d.at(i)
			}
			return py.None, nil
		}},
		{Name: "count", Sig: "value, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n, d := 0, self(a)
			for i := 0; ; i++ {
				i2, err := d.find(t, a[1], i, d.n, "deque mutated during iteration")
				if err != nil {
					return py.Value{}, err
				}
				if i2 < 0 {
					return py.Int(int64(n)), nil
				}
				n, i = n+1, i2
			}
		}},
		{Name: "index", Sig: "value, start=0, stop=9223372036854775807, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a)
			bounds := [2]int{0, d.n}
			for i := range bounds {
				if v := a[2+i]; v.IsSet() {
					n, err := clampIndex(t, v)
					if err != nil {
						return py.Value{}, err
					}
					if n < 0 {
						n = max(n+d.n, 0)
					}
					bounds[i] = min(n, d.n)
				}
			}
			i, err := d.find(t, a[1], bounds[0], bounds[1], "deque mutated during iteration")
			if err != nil {
				return py.Value{}, err
			}
			if i < 0 {
				return py.Value{}, t.Raisef(&py.ValueError, "deque.index(x): x not in deque")
			}
			return py.Int(int64(i)), nil
		}},
		{Name: "remove", Sig: "value, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a)
			i, err := d.find(t, a[1], 0, d.n, "")
			if err != nil {
				return py.Value{}, err
			}
			if i < 0 {
				return py.Value{}, t.Raisef(&py.ValueError, "deque.remove(x): x not in deque")
			}
			return py.None, d.remove(t, i)
		}},
		{Name: "insert", Sig: "index, value, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a)
			i, err := t.IntArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			if d.maxlen >= 0 && d.n >= d.maxlen {
				return py.Value{}, t.Raisef(&py.IndexError, "deque already at its maximum size")
			}
			if i < 0 {
				i = max(i+d.n, 0)
			}
			i = min(i, d.n)
			if err := t.Charge(min(i, d.n-i) / 8); err != nil {
				return py.Value{}, err
			}
			if i < d.n/2 {
				if err := d.appendLeft(t, a[2]); err != nil {
					return py.Value{}, err
				}
				for k := range i {
					*d.at(k) = *d.at(k + 1)
				}
			} else {
				if err := d.append(t, a[2]); err != nil {
					return py.Value{}, err
				}
				for k := d.n - 1; k > i; k-- {
					*d.at(k) = *d.at(k - 1)
				}
			}
			*d.at(i) = a[2]
			return py.None, nil
		}},
		{Name: "__reversed__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return iterate(t, self(a), &dequeReverseIteratorType), nil
		}},
		{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a)
			state, err := t.CallMethod(a[0], "__getstate__")
			if err != nil {
				return py.Value{}, err
			}
			args := []py.Value{}
			if d.maxlen >= 0 {
				args = append(args, py.Obj(py.EmptyTuple()), py.Int(int64(d.maxlen)))
			}
			return t.Tuple(py.Obj(a[0].Type()), t.Tuple(args...), state, iterate(t, d, &dequeIteratorType)), nil
		}},
	}
}

// clampIndex reads a bound of index(): one beyond the machine's ints counts as the last.
func clampIndex(t *py.Thread, v py.Value) (int, error) {
	i, err := t.Index(v)
	if err != nil {
		return 0, t.Raisef(&py.TypeError, "slice indices must be integers or have an __index__ method")
	}
	small, large, _ := i.Long()
	if large != nil {
		if large.Sign() < 0 {
			return -1 << 62, nil
		}
		return 1 << 62, nil
	}
	return int(small), nil
}
