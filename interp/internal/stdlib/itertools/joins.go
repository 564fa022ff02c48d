package itertools

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

type accumulator struct {
	py.Header
	source, fn, total, initial py.Value
}

// chained is chain: sources yields the iterables, active is the iterator being used up.
type chained struct {
	py.Header
	sources, active py.Value
}

type longest struct {
	py.Header
	sources []py.Value // unset where used up
	active  int
	fill    py.Value
}

func (l *longest) held() uint64 { return uint64(cap(l.sources)) * 16 }

func defineJoins() {
	class(&accumulateType, "accumulate", "iterable, func=None, *, initial=None", func(t *py.Thread, it *accumulator, a []py.Value) (err error) {
		it.fn, it.initial = given(a[1]), given(a[2])
		it.source, err = t.Iter(a[0])
		return err
	}, func(t *py.Thread, it *accumulator) (py.Value, error) {
		if it.initial.IsSet() {
			it.total, it.initial = it.initial, py.Value{}
			return it.total, nil
		}
		v, err := t.Next(it.source)
		if err != nil || !v.IsSet() {
			return v, err
		}
		switch {
		case !it.total.IsSet():
		case !it.fn.IsSet():
			v, err = t.Binary(code.OpAdd, it.total, v)
		default:
			v, err = t.Call(it.fn, it.total, v)
		}
		if err != nil {
			return py.Value{}, err
		}
		it.total = v
		return v, nil
	}, func(it *accumulator, visit func(py.Value)) { visitSet(visit, it.source, it.fn, it.total, it.initial) })

	chain := py.Class{Module: "itertools", Name: "chain", Generic: true, ClassMethods: []py.Def{{Name: "from_iterable", Sig: "iterable, /",
		Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			sources, err := t.Iter(a[1])
			if err != nil {
				return py.Value{}, err
			}
			c, v := py.Instance[chained](t, a[0].AsType())
			c.sources = sources
			return v, nil
		}}}}
	chain.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if len(kw) > 0 {
			return py.Value{}, t.Raisef(&py.TypeError, "chain() takes no keyword arguments")
		}
		sources, err := t.Iter(t.Tuple(append([]py.Value(nil), args...)...))
		if err != nil {
			return py.Value{}, err
		}
		c, v := py.Instance[chained](t, typ)
		c.sources = sources
		return v, nil
	}
	iterator(&chainType, chain, func(t *py.Thread, c *chained) (py.Value, error) {
		for c.sources.IsSet() {
			if !c.active.IsSet() {
				s, err := t.Next(c.sources)
				if err != nil || !s.IsSet() {
					c.sources = py.Value{}
					return py.Value{}, err
				}
				if c.active, err = t.Iter(s); err != nil {
					c.sources, c.active = py.Value{}, py.Value{}
					return py.Value{}, err
				}
			}
			v, err := t.Next(c.active)
			if err != nil || v.IsSet() {
				return v, err
			}
			c.active = py.Value{}
			if err := t.Charge(1); err != nil {
				return py.Value{}, err
			}
		}
		return py.Value{}, nil
	}, func(c *chained, visit func(py.Value)) { visitSet(visit, c.sources, c.active) })

	zipLongest := py.Class{Module: "itertools", Name: "zip_longest"}
	zipLongest.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		it, v := py.Instance[longest](t, typ)
		it.fill = py.None
		for _, k := range kw {
			if k.Name.S != "fillvalue" {
				return py.Value{}, t.Raisef(&py.TypeError, "zip_longest() got an unexpected keyword argument")
			}
			it.fill = k.Value
		}
		if err := t.Grow(uint64(len(args)) * 16); err != nil {
			return py.Value{}, err
		}
		for _, a := range args {
			s, err := t.Iter(a)
			if err != nil {
				return py.Value{}, err
			}
			it.sources = append(it.sources, s)
		}
		it.active = len(args)
		return v, nil
	}
	iterator(&zipLongestType, zipLongest, func(t *py.Thread, it *longest) (py.Value, error) {
		if it.active == 0 {
			return py.Value{}, nil
		}
		if err := t.Charge(len(it.sources) / 4); err != nil {
			return py.Value{}, err
		}
		row := make([]py.Value, len(it.sources))
		for i, s := range it.sources {
			row[i] = it.fill
			if !s.IsSet() {
				continue
			}
			v, err := t.Next(s)
			if err != nil {
				it.active = 0
				return py.Value{}, err
			}
			if v.IsSet() {
				row[i] = v
				continue
			}
			it.sources[i] = py.Value{}
			if it.active--; it.active == 0 {
				return py.Value{}, nil
			}
		}
		return t.Tuple(row...), nil
	}, func(it *longest, visit func(py.Value)) {
		visitAll(visit, it.sources)
		visitSet(visit, it.fill)
	})
}
