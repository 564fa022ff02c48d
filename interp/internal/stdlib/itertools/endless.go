package itertools

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// counter is count(start, step). small counts by one step of a machine word; where that overflows, or the numbers are no
// ints, the values are added up as Python adds them.
type counter struct {
	py.Header
	next, step py.Value
	small      bool
}

type cycler struct {
	py.Header
	source py.Value // unset once it is used up
	saved  []py.Value
	pos    int
}

func (c *cycler) held() uint64 { return uint64(cap(c.saved)) * 16 }

type repeater struct {
	py.Header
	v    py.Value
	left int // -1: for ever
}

func isNumber(v py.Value) bool {
	if _, _, ok := v.Long(); ok {
		return true
	}
	if _, ok := v.Double(); ok {
		return true
	}
	typ := v.Type()
	if _, ok := py.AsComplex(v); ok {
		return true
	}
	return typ.Index != nil || typ.ToFloat != nil || typ.ToInt != nil
}

func (c *counter) text(t *py.Thread) (string, error) {
	s, err := t.Repr(c.next)
	if err != nil {
		return "", err
	}
	if c.step == py.Int(1) {
		return s, nil
	}
	r, err := t.Repr(c.step)
	return s + ", " + r, err
}

func defineEndless() {
	count := py.Class{Module: "itertools", Name: "count"}
	countSig := py.ParseSignature("start=0, step=1")
	count.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		a, err := t.Bind("count", countSig, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		c, v := py.Instance[counter](t, typ)
		c.next, c.step = py.Int(0), py.Int(1)
		if a[0].IsSet() {
			c.next = a[0]
		}
		if a[1].IsSet() {
			c.step = a[1]
		}
		if !isNumber(c.next) || !isNumber(c.step) {
			return py.Value{}, t.Raisef(&py.TypeError, "a number is required")
		}
		c.small = c.next.IsInt() && c.step.IsInt()
		return v, nil
	}
	count.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		s, err := py.As[counter](v).text(t)
		if err != nil {
			return py.Value{}, err
		}
		return t.StrValue(v.Type().ShortName() + "(" + s + ")"), nil
	}
	iterator(&countType, count, func(t *py.Thread, c *counter) (py.Value, error) {
		v := c.next
		if c.small {
			a, b := v.Small(), c.step.Small()
			if s := a + b; (s > a) == (b > 0) {
				c.next = py.Int(s)
				return v, nil
			}
		}
		next, err := t.Binary(code.OpAdd, v, c.step)
		if err != nil {
			return py.Value{}, err
		}
		c.next = next
		c.small = next.IsInt() && c.step.IsInt()
		return v, nil
	}, func(c *counter, visit func(py.Value)) { visitSet(visit, c.next, c.step) })

	class(&cycleType, "cycle", "iterable, /", func(t *py.Thread, c *cycler, a []py.Value) (err error) {
		c.source, err = t.Iter(a[0])
		return err
	}, func(t *py.Thread, c *cycler) (py.Value, error) {
		if c.source.IsSet() {
			v, err := t.Next(c.source)
			if err != nil {
				return py.Value{}, err
			}
			if v.IsSet() {
				if err := t.Grow(16); err != nil {
					return py.Value{}, err
				}
				c.saved = append(c.saved, v)
				return v, nil
			}
			c.source = py.Value{}
		}
		if len(c.saved) == 0 {
			return py.Value{}, nil
		}
		if c.pos >= len(c.saved) {
			c.pos = 0
		}
		c.pos++
		return c.saved[c.pos-1], nil
	}, func(c *cycler, visit func(py.Value)) {
		visitSet(visit, c.source)
		visitAll(visit, c.saved)
	})

	repeat := py.Class{Module: "itertools", Name: "repeat", Methods: []py.Def{{Name: "__length_hint__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		r := py.As[repeater](a[0])
		if r.left < 0 {
			return py.Value{}, t.Raisef(&py.TypeError, "len() of unsized object")
		}
		return py.Int(int64(r.left)), nil
	}}}}
	repeatSig := py.ParseSignature("object, times=None")
	repeat.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		a, err := t.Bind("repeat", repeatSig, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		r, v := py.Instance[repeater](t, typ)
		r.v, r.left = a[0], -1
		if a[1].IsSet() {
			n, err := t.IntArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			r.left = max(n, 0)
		}
		return v, nil
	}
	repeat.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		r := py.As[repeater](v)
		s, err := t.Repr(r.v)
		if err != nil {
			return py.Value{}, err
		}
		if r.left >= 0 {
			s += ", " + py.Itoa(r.left)
		}
		return t.StrValue(v.Type().ShortName() + "(" + s + ")"), nil
	}
	iterator(&repeatType, repeat, func(t *py.Thread, r *repeater) (py.Value, error) {
		if r.left == 0 {
			return py.Value{}, nil
		}
		if r.left > 0 {
			r.left--
		}
		return r.v, nil
	}, func(r *repeater, visit func(py.Value)) { visitSet(visit, r.v) })
}
