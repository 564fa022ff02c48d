package stdlib

import (
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// heapFunctions are the functions of the module _heapq, on heaps with the smallest or, with the suffix _max, the largest
// item first. The rest of the module heapq is Python's own text.
var heapFunctions = sync.OnceValue(func() *py.FunctionSet {
	var defs []py.Def
	for _, max := range []bool{false, true} {
		suffix := ""
		if max {
			suffix = "_max"
		}
		add := func(name, sig string, fn func(t *py.Thread, h heap, a []py.Value) (py.Value, error)) {
			defs = append(defs, py.Def{Name: name + suffix, Sig: sig, Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
				l := a[0].List()
				if l == nil {
					return py.Value{}, t.Raisef(&py.TypeError, "%s() argument%s must be list, not %s", name+suffix, firstOf(a), a[0].Type().Name)
				}
				return fn(t, heap{l, max}, a)
			}})
		}
		add("heappush", "heap, item, /", func(t *py.Thread, h heap, a []py.Value) (py.Value, error) {
			if err := h.l.Append(t, a[1]); err != nil {
				return py.Value{}, err
			}
			return py.None, h.up(t, 0, len(h.l.Items)-1)
		})
		add("heappop", "heap, /", func(t *py.Thread, h heap, a []py.Value) (py.Value, error) {
			n := len(h.l.Items)
			if n == 0 {
				return py.Value{}, t.Raisef(&py.IndexError, "index out of range")
			}
			last := h.l.Items[n-1]
			h.l.Items[n-1] = py.Value{}
			h.l.Items = h.l.Items[:n-1]
			if n == 1 {
				return last, nil
			}
			top := h.l.Items[0]
			h.l.Items[0] = last
			return top, h.down(t, 0)
		})
		add("heapreplace", "heap, item, /", func(t *py.Thread, h heap, a []py.Value) (py.Value, error) {
			if len(h.l.Items) == 0 {
				return py.Value{}, t.Raisef(&py.IndexError, "index out of range")
			}
			top := h.l.Items[0]
			h.l.Items[0] = a[1]
			return top, h.down(t, 0)
		})
		add("heappushpop", "heap, item, /", func(t *py.Thread, h heap, a []py.Value) (py.Value, error) {
			if len(h.l.Items) == 0 {
				return a[1], nil
			}
			top := h.l.Items[0]
			before, err := h.before(t, top, a[1])
			if err != nil || !before {
				return a[1], err
			}
			if len(h.l.Items) == 0 {
				return py.Value{}, t.Raisef(&py.IndexError, "index out of range")
			}
			top = h.l.Items[0]
			h.l.Items[0] = a[1]
			return top, h.down(t, 0)
		})
		add("heapify", "heap, /", func(t *py.Thread, h heap, a []py.Value) (py.Value, error) {
			for i := len(h.l.Items)/2 - 1; i >= 0; i-- {
				if err := h.down(t, i); err != nil {
					return py.Value{}, err
				}
			}
			return py.None, nil
		})
	}
	defs = append(defs, py.Def{Name: "_best", Sig: "n, iterable, key, largest, /", Fn: best})
	return py.Functions("_heapq", defs)
})

func firstOf(a []py.Value) string {
	if len(a) > 1 {
		return " 1"
	}
	return ""
}

// heap is a list kept as a heap. Comparing may call Python, which may change the list: its length is looked at again
// after every comparison.
type heap struct {
	l   *py.List
	max bool
}

// before tells whether a belongs nearer to the top than b.
func (h heap) before(t *py.Thread, a, b py.Value) (bool, error) {
	if h.max {
		a, b = b, a
	}
	return t.Less(a, b)
}

func (h heap) changed(t *py.Thread) error {
	return t.Raisef(&py.RuntimeError, "list changed size during iteration")
}

// up moves the item at pos towards start until its parent belongs above it.
func (h heap) up(t *py.Thread, start, pos int) error {
	items := h.l.Items
	item := items[pos]
	for pos > start {
		parent := (pos - 1) >> 1
		t.Spend(1)
		before, err := h.before(t, item, items[parent])
		if err != nil {
			return err
		}
		if len(h.l.Items) != len(items) {
			return h.changed(t)
		}
		items = h.l.Items
		if !before {
			break
		}
		items[pos], items[parent] = items[parent], items[pos]
		item = items[parent]
		pos = parent
	}
	return t.Charge(1)
}

// down moves the item at pos to a leaf, always below the child that belongs above the other, and then up to its place:
// items that were at the end usually belong near it, and so this compares less than stopping on the way down would.
func (h heap) down(t *py.Thread, pos int) error {
	items := h.l.Items
	start, end := pos, len(items)
	for pos < end/2 {
		child := 2*pos + 1
		if child+1 < end {
			t.Spend(1)
			before, err := h.before(t, items[child], items[child+1])
			if err != nil {
				return err
			}
			if !before {
				child++
			}
			if len(h.l.Items) != end {
				return h.changed(t)
			}
			items = h.l.Items
		}
		items[pos], items[child] = items[child], items[pos]
		pos = child
	}
	return h.up(t, start, pos)
}

// candidate is a value that may be among the best, with its key and its place in the input, which decides between equals.
type candidate struct {
	key, v py.Value
	place  int
}

// best is the n smallest or largest values of an iterable, in order: what sorting all of it and cutting would give.
func best(t *py.Thread, a []py.Value) (py.Value, error) {
	n, err := t.IntArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	key := a[2]
	if key.IsNone() {
		key = py.Value{}
	}
	largest := a[3] == py.True
	// worse orders candidates in a heap with the worst of those kept on top.
	worse := func(x, y *candidate) (bool, error) {
		p, q := y.key, x.key
		if largest {
			p, q = q, p
		}
		less, err := t.Less(p, q)
		if err != nil || less {
			return less, err
		}
		if less, err = t.Less(q, p); err != nil || less {
			return false, err
		}
		return x.place > y.place, nil
	}
	var kept []candidate
	holder := t.NewList(nil)
	t.Hold(py.Obj(holder))
	defer t.Release(1)
	down := func(i int) error {
		for {
			c := 2*i + 1
			if c >= len(kept) {
				return nil
			}
			if c+1 < len(kept) {
				w, err := worse(&kept[c+1], &kept[c])
				if err != nil {
					return err
				}
				if w {
					c++
				}
			}
			w, err := worse(&kept[c], &kept[i])
			if err != nil || !w {
				return err
			}
			kept[i], kept[c] = kept[c], kept[i]
			i = c
		}
	}
	place := 0
	err = t.Iterate(a[1], func(v py.Value) error {
		c := candidate{v, v, place}
		place++
		if n <= 0 {
			return py.StopIterating()
		}
		if key.IsSet() {
			if c.key, err = t.Call(key, v); err != nil {
				return err
			}
		}
		if len(kept) < n {
			if err := t.Grow(64); err != nil {
				return err
			}
			kept = append(kept, c)
			holder.Items = append(holder.Items, c.key, c.v)
			if len(kept) == n {
				for i := n/2 - 1; i >= 0; i-- {
					if err := t.Charge(1); err != nil {
						return err
					}
					if err := down(i); err != nil {
						return err
					}
				}
			}
			return nil
		}
		p, q := c.key, kept[0].key
		if largest {
			p, q = q, p
		}
		better, err := t.Less(p, q)
		if err != nil || !better {
			return err
		}
		kept[0] = c
		t.Spend(4)
		return down(0)
	})
	if err != nil {
		return py.Value{}, err
	}
	pairs := make([]py.Value, len(kept))
	for i := range kept {
		place := kept[i].place
		if largest {
			place = -place
		}
		pairs[i] = t.Tuple(kept[i].key, py.Int(int64(place)), kept[i].v)
	}
	list := t.ListValue(pairs)
	if err := t.Sort(list.List().Items, py.Value{}, largest); err != nil {
		return py.Value{}, err
	}
	out := make([]py.Value, len(pairs))
	for i, p := range list.List().Items {
		out[i] = p.Tuple().Items[2]
	}
	return t.ListValue(out), nil
}

// heapModule is the module _heapq.
func heapModule(t *py.Thread) *py.Module { return t.ModuleOf("_heapq", heapFunctions()) }
