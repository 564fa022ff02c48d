package itertools

import "github.com/assay-score/assay/interp/internal/py"

// grouping is groupby. Its groups read from it, as long as they are the current one.
type grouping struct {
	py.Header
	source, key     py.Value
	target, current py.Value // keys
	value           py.Value // read ahead, under the key current
	group           *grouper // the current one
}

type grouper struct {
	py.Header
	parent *grouping
	key    py.Value
}

type pairs struct {
	py.Header
	source, last py.Value
}

type batches struct {
	py.Header
	source py.Value
	n      int
	strict bool
}

// stream is what the iterators that tee made share: a linked list of what was read and not yet passed by all of them.
// Its links are objects, so that a trace counts each of them once, however many iterators have not passed it.
type stream struct {
	source py.Value
	busy   bool
}

type link struct {
	py.Header
	v    py.Value
	next *link // nil: not read yet
}

type teeIterator struct {
	py.Header
	from *stream
	at   *link // its v is handed out next; next nil: has to be read
}

// advance reads the next value and its key.
func (g *grouping) advance(t *py.Thread) (bool, error) {
	v, err := t.Next(g.source)
	if err != nil || !v.IsSet() {
		return false, err
	}
	key := v
	if g.key.IsSet() {
		if key, err = t.Call(g.key, v); err != nil {
			return false, err
		}
	}
	g.value, g.current = v, key
	return true, nil
}

func nextGroup(t *py.Thread, g *grouping) (py.Value, error) {
	g.group = nil
	for {
		switch {
		case !g.current.IsSet():
		case !g.target.IsSet():
			goto found
		default:
			same, err := t.EqualIdentity(g.target, g.current)
			if err != nil {
				return py.Value{}, err
			}
			if !same {
				goto found
			}
		}
		if err := t.Charge(1); err != nil {
			return py.Value{}, err
		}
		if ok, err := g.advance(t); !ok {
			return py.Value{}, err
		}
	}
found:
	g.target = g.current
	o, v := py.Instance[grouper](t, &grouperType)
	o.parent, o.key = g, g.target
	g.group = o
	return t.Tuple(g.current, v), nil
}

func nextInGroup(t *py.Thread, o *grouper) (py.Value, error) {
	g := o.parent
	if g.group != o {
		return py.Value{}, nil
	}
	if !g.value.IsSet() {
		if ok, err := g.advance(t); !ok {
			return py.Value{}, err
		}
	}
	same, err := t.EqualIdentity(o.key, g.current)
	if err != nil || !same {
		return py.Value{}, err
	}
	v := g.value
	g.value = py.Value{}
	return v, nil
}

func tee(t *py.Thread, a []py.Value) (py.Value, error) {
	n := 2
	if a[1].IsSet() {
		var err error
		if n, err = t.IntArg(a[1]); err != nil {
			return py.Value{}, err
		}
	}
	if n < 0 {
		return py.Value{}, t.Raisef(&py.ValueError, "n must be >= 0")
	}
	if err := t.Grow(uint64(n) * 80); err != nil {
		return py.Value{}, err
	}
	if err := t.Charge(n); err != nil {
		return py.Value{}, err
	}
	if n == 0 {
		return py.Obj(py.EmptyTuple()), nil
	}
	it, err := t.Iter(a[0])
	if err != nil {
		return py.Value{}, err
	}
	var from *stream
	var at *link
	if it.Type() == &teeType {
		from, at = py.As[teeIterator](it).from, py.As[teeIterator](it).at
	} else {
		from = &stream{source: it}
		at, _ = py.Instance[link](t, &linkType)
	}
	out := make([]py.Value, n)
	for i := range out {
		o, v := py.Instance[teeIterator](t, &teeType)
		o.from, o.at = from, at
		out[i] = v
	}
	return t.Tuple(out...), nil
}

func nextOfTee(t *py.Thread, it *teeIterator) (py.Value, error) {
	if it.at.next == nil {
		if it.from.busy {
			return py.Value{}, t.Raisef(&py.RuntimeError, "cannot re-enter the tee iterator")
		}
		it.from.busy = true
		v, err := t.Next(it.from.source)
		it.from.busy = false
		if err != nil || !v.IsSet() {
			return v, err
		}
		next, _ := py.Instance[link](t, &linkType)
		it.at.v, it.at.next = v, next
	}
	v := it.at.v
	it.at = it.at.next
	return v, nil
}

func defineGroups() {
	class(&groupbyType, "groupby", "iterable, key=None", func(t *py.Thread, g *grouping, a []py.Value) (err error) {
		g.key = given(a[1])
		g.source, err = t.Iter(a[0])
		return err
	}, nextGroup, func(g *grouping, visit func(py.Value)) {
		visitSet(visit, g.source, g.key, g.target, g.current, g.value)
	})
	iterator(&grouperType, py.Class{Module: "itertools", Name: "_grouper", Final: true}, nextInGroup, func(o *grouper, visit func(py.Value)) {
		visit(py.Obj(o.parent))
		visitSet(visit, o.key)
	})
	class(&pairwiseType, "pairwise", "iterable, /", func(t *py.Thread, p *pairs, a []py.Value) (err error) {
		p.source, err = t.Iter(a[0])
		return err
	}, func(t *py.Thread, p *pairs) (py.Value, error) {
		if !p.source.IsSet() {
			return py.Value{}, nil
		}
		if !p.last.IsSet() {
			v, err := t.Next(p.source)
			if err != nil || !v.IsSet() {
				p.source = py.Value{}
				return py.Value{}, err
			}
			p.last = v
			if !p.source.IsSet() {
				return py.Value{}, nil
			}
		}
		last := p.last
		v, err := t.Next(p.source)
		if err != nil || !v.IsSet() {
			p.source, p.last = py.Value{}, py.Value{}
			return py.Value{}, err
		}
		p.last = v
		return t.Tuple(last, v), nil
	}, func(p *pairs, visit func(py.Value)) { visitSet(visit, p.source, p.last) })

	class(&batchedType, "batched", "iterable, n, *, strict=False", func(t *py.Thread, b *batches, a []py.Value) (err error) {
		if b.n, err = t.IntArg(a[1]); err != nil {
			return err
		}
		if a[2].IsSet() {
			if b.strict, err = t.Truth(a[2]); err != nil {
				return err
			}
		}
		if b.n < 1 {
			return t.Raisef(&py.ValueError, "n must be at least one")
		}
		b.source, err = t.Iter(a[0])
		return err
	}, func(t *py.Thread, b *batches) (py.Value, error) {
		if !b.source.IsSet() {
			return py.Value{}, nil
		}
		row := t.NewList(nil)
		t.Hold(py.Obj(row))
		defer t.Release(1)
		for len(row.Items) < b.n {
			v, err := t.Next(b.source)
			if err != nil {
				b.source = py.Value{}
				return py.Value{}, err
			}
			if !v.IsSet() {
				b.source = py.Value{}
				break
			}
			if err := t.Charge(1); err != nil {
				return py.Value{}, err
			}
			if err := row.Append(t, v); err != nil {
				return py.Value{}, err
			}
		}
		if len(row.Items) == 0 {
			return py.Value{}, nil
		}
		if len(row.Items) < b.n && b.strict {
			return py.Value{}, t.Raisef(&py.ValueError, "batched(): incomplete batch")
		}
		return t.Tuple(row.Items...), nil
	}, func(b *batches, visit func(py.Value)) { visitSet(visit, b.source) })

	teeSig := py.ParseSignature("iterable, /")
	teeClass := py.Class{Module: "itertools", Name: "_tee", Referable: true, Methods: []py.Def{{Name: "__copy__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		it := py.As[teeIterator](a[0])
		o, v := py.Instance[teeIterator](t, &teeType)
		o.from, o.at = it.from, it.at
		return v, nil
	}}}}
	teeClass.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		a, err := t.Bind("_tee", teeSig, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		r, err := tee(t, []py.Value{a[0], py.Int(1)})
		if err != nil {
			return py.Value{}, err
		}
		return r.Tuple().Items[0], nil
	}
	iterator(&teeType, teeClass, nextOfTee, func(it *teeIterator, visit func(py.Value)) {
		visitSet(visit, it.from.source)
		visit(py.Obj(it.at))
	})
	links := py.Class{Module: "itertools", Name: "_tee_dataobject", Final: true}
	links.Trace = func(v py.Value, visit func(py.Value)) {
		l := py.As[link](v)
		visitSet(visit, l.v)
		if l.next != nil {
			visit(py.Obj(l.next))
		}
	}
	py.DefineClass[link](&linkType, links)
}
