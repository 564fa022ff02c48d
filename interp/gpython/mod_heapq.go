package gpython

import (
	"github.com/go-python/gpython/py"
)

func heapqModule(r *run) *module {
	heap := func(name string, n int, fn func(r *run, l *py.List, pos []object) (object, error)) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, n, n); err != nil {
				return nil, err
			}
			l, ok := pos[0].(*py.List)
			if !ok {
				return nil, r.errorf("TypeError", "heap argument must be a list, not %s", r.classOf(pos[0]).name)
			}
			return fn(r, l, pos)
		}
	}
	pop := func(r *run, l *py.List, pos []object) (object, error) {
		n := len(l.Items)
		if n == 0 {
			return nil, r.errorf("IndexError", "index out of range")
		}
		last := l.Items[n-1]
		l.Items = l.Items[:n-1]
		if n == 1 {
			return last, nil
		}
		top := l.Items[0]
		l.Items[0] = last
		return top, r.siftUp(l, 0)
	}
	push := func(r *run, l *py.List, pos []object) (object, error) {
		r.grow(sizeSlot)
		l.Items = append(l.Items, pos[1])
		return py.None, r.siftDown(l, 0, len(l.Items)-1)
	}
	some := func(name string, largest bool) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args(name, pos, kw, "n", "iterable", "key?")
			if err != nil {
				return nil, err
			}
			n, err := r.index(a[0])
			if err != nil {
				return nil, err
			}
			items, err := r.collect(a[1])
			if err != nil {
				return nil, err
			}
			if err := r.sort(items, a[2], largest); err != nil {
				return nil, err
			}
			return &py.List{Items: items[:max(0, min(n, int64(len(items))))]}, nil
		}
	}
	return r.table("heapq", map[string]nativeFunc{
		"heappush": heap("heappush", 2, push), "heappop": heap("heappop", 1, pop),
		"heapify": heap("heapify", 1, func(r *run, l *py.List, pos []object) (object, error) {
			for i := len(l.Items)/2 - 1; i >= 0; i-- {
				if err := r.siftUp(l, i); err != nil {
					return nil, err
				}
			}
			return py.None, nil
		}),
		"heappushpop": heap("heappushpop", 2, func(r *run, l *py.List, pos []object) (object, error) {
			if len(l.Items) == 0 {
				return pos[1], nil
			}
			less, err := r.less(l.Items[0], pos[1])
			if err != nil || !less || len(l.Items) == 0 {
				return pos[1], err
			}
			top := l.Items[0]
			l.Items[0] = pos[1]
			return top, r.siftUp(l, 0)
		}),
		"heapreplace": heap("heapreplace", 2, func(r *run, l *py.List, pos []object) (object, error) {
			if len(l.Items) == 0 {
				return nil, r.errorf("IndexError", "index out of range")
			}
			top := l.Items[0]
			l.Items[0] = pos[1]
			return top, r.siftUp(l, 0)
		}),
		"nlargest": some("nlargest", true), "nsmallest": some("nsmallest", false),
	})
}

// heapLess compares two places of a heap, which the comparison itself may have shortened.
func (r *run) heapLess(l *py.List, i, j int) (bool, error) {
	r.charge(1)
	n := len(l.Items)
	less, err := r.less(l.Items[i], l.Items[j])
	if err == nil && len(l.Items) != n {
		err = r.errorf("RuntimeError", "list changed size during iteration")
	}
	return less, err
}

// siftDown moves an item towards the root until its parent is no larger.
func (r *run) siftDown(l *py.List, start, i int) error {
	for i > start {
		parent := (i - 1) / 2
		less, err := r.heapLess(l, i, parent)
		if err != nil || !less {
			return err
		}
		l.Items[i], l.Items[parent] = l.Items[parent], l.Items[i]
		i = parent
	}
	return nil
}

// siftUp moves the smaller children up until a leaf is reached, then the item back down: as heapq does, since the order
// of equal items shows.
func (r *run) siftUp(l *py.List, i int) error {
	start := i
	for {
		child := 2*i + 1
		if child >= len(l.Items) {
			return r.siftDown(l, start, i)
		}
		if right := child + 1; right < len(l.Items) {
			less, err := r.heapLess(l, child, right)
			if err != nil {
				return err
			}
			if !less {
				child = right
			}
		}
		l.Items[i], l.Items[child] = l.Items[child], l.Items[i]
		i = child
	}
}

func bisectModule(r *run) *module {
	search := func(name string, right, insert bool) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args(name, pos, kw, "a", "x", "lo?", "hi?", "*key?")
			if err != nil {
				return nil, err
			}
			n, err := r.len(a[0])
			if err != nil {
				return nil, err
			}
			lo, err := r.intArg(a[2], 0)
			if err != nil {
				return nil, err
			}
			hi, err := r.intArg(a[3], n)
			if err != nil {
				return nil, err
			}
			if lo < 0 {
				return nil, r.errorf("ValueError", "lo must be non-negative")
			}
			x := a[1]
			key := func(v object) (object, error) {
				if a[4] == nil || a[4] == py.None {
					return v, nil
				}
				return r.call(a[4], []object{v}, nil)
			}
			if insert {
				if x, err = key(x); err != nil {
					return nil, err
				}
			}
			for lo < hi {
				r.charge(1)
				mid := lo + (hi-lo)/2
				v, err := r.getItem(a[0], py.Int(mid))
				if err != nil {
					return nil, err
				}
				if v, err = key(v); err != nil {
					return nil, err
				}
				var goRight bool
				if right {
					less, err := r.less(x, v)
					if err != nil {
						return nil, err
					}
					goRight = !less
				} else if goRight, err = r.less(v, x); err != nil {
					return nil, err
				}
				if goRight {
					lo = mid + 1
				} else {
					hi = mid
				}
			}
			if !insert {
				return py.Int(lo), nil
			}
			m, err := r.getAttr(a[0], "insert")
			if err != nil {
				return nil, err
			}
			return r.call(m, []object{py.Int(lo), a[1]}, nil)
		}
	}
	return r.table("bisect", map[string]nativeFunc{
		"bisect": search("bisect", true, false), "bisect_right": search("bisect_right", true, false), "bisect_left": search("bisect_left", false, false),
		"insort": search("insort", true, true), "insort_right": search("insort_right", true, true), "insort_left": search("insort_left", false, true),
	})
}
