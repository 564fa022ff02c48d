package gpython

import (
	"sort"
	"strings"

	"github.com/go-python/gpython/py"
)

// args sorts the arguments of a native into its parameters. A name that ends in "?" is optional, and nil where it is not
// given; one that begins with "*" can only be given by keyword. pos does not include self.
func (r *run) args(fn string, pos []object, kw kwargs, names ...string) ([]object, error) {
	out := make([]object, len(names))
	positional := 0
	for _, n := range names {
		if n[0] != '*' {
			positional++
		}
	}
	if len(pos) > positional {
		return nil, r.errorf("TypeError", "%s() takes at most %d argument%s (%d given)", fn, positional, plural(positional), len(pos)+len(kw))
	}
	copy(out, pos)
next:
	for _, a := range kw {
		for i, n := range names {
			if strings.Trim(n, "*?") == a.name {
				if out[i] != nil {
					return nil, r.errorf("TypeError", "argument for %s() given by name ('%s') and position (%d)", fn, a.name, i+1)
				}
				out[i] = a.value
				continue next
			}
		}
		return nil, r.errorf("TypeError", "%s() got an unexpected keyword argument '%s'", fn, a.name)
	}
	for i, n := range names {
		if out[i] == nil && n[len(n)-1] != '?' {
			return nil, r.errorf("TypeError", "%s() missing required argument '%s' (pos %d)", fn, strings.Trim(n, "*?"), i+1)
		}
	}
	return out, nil
}

// intArg gives an optional argument that has to be an int.
func (r *run) intArg(v object, def int64) (int64, error) {
	if v == nil || v == py.None {
		return def, nil
	}
	return r.index(v)
}

func (r *run) stringArg(fn string, v object) (string, error) {
	s, ok := v.(py.String)
	if !ok {
		return "", r.errorf("TypeError", "%s() argument must be str, not %s", fn, r.classOf(v).name)
	}
	return string(s), nil
}

func trimSpace(s string) string { return strings.TrimSpace(s) }

func sortStrings(s []string) { sort.Strings(s) }

// sort sorts items in place, stably. The keys are computed first, in order.
func (r *run) sort(items []object, key object, reverse bool) error {
	n := len(items)
	if err := r.alloc(uint64(n), sizeSorting); err != nil {
		return err
	}
	r.charge(uint64(n))
	keys := items
	if key != nil && key != py.None {
		part := &py.List{}
		r.held = append(r.held, part)
		for _, v := range items {
			k, err := r.call(key, []object{v}, nil)
			if err != nil {
				return err
			}
			part.Items = append(part.Items, k)
		}
		keys = part.Items
	} else {
		keys = append([]object(nil), items...)
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	if err := r.mergeSort(order, make([]int, n), keys, reverse); err != nil {
		return err
	}
	out := make([]object, n)
	for i, j := range order {
		out[i] = items[j]
	}
	copy(items, out)
	return nil
}

// mergeSort sorts indexes by their keys; its depth is the logarithm of their number.
func (r *run) mergeSort(order, spare []int, keys []object, reverse bool) error {
	if len(order) < 2 {
		return nil
	}
	mid := len(order) / 2
	a, b := order[:mid], order[mid:]
	if err := r.mergeSort(a, spare[:mid], keys, reverse); err != nil {
		return err
	}
	if err := r.mergeSort(b, spare[mid:], keys, reverse); err != nil {
		return err
	}
	copy(spare, order)
	a, b = spare[:mid], spare[mid:len(order)]
	for i := range order {
		takeB := len(a) == 0
		if !takeB && len(b) > 0 {
			r.charge(1)
			x, y := keys[b[0]], keys[a[0]]
			if reverse {
				x, y = y, x
			}
			var err error
			if takeB, err = r.less(x, y); err != nil {
				return err
			}
		}
		if takeB {
			order[i], b = b[0], b[1:]
		} else {
			order[i], a = a[0], a[1:]
		}
	}
	return nil
}
