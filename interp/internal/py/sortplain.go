package py

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// keyed is a key, unpacked from its value, and the position that it stood at.
type keyed[K cmp.Ordered] struct {
	key K
	at  int32
}

// sortPlain sorts keys that are all small ints, all floats or all strings, without a call for a comparison. done is
// false where they are something else.
func (t *Thread) sortPlain(keys, items []Value, hasKey bool) (done bool, err error) {
	n := len(keys)
	if n > math.MaxInt32 {
		return false, nil
	}
	typ := keys[0].Type()
	for i := range keys {
		if keys[i].Type() != typ {
			return false, nil
		}
	}
	switch {
	case keys[0].IsInt():
		return true, sortBy(t, keys, items, hasKey, func(v Value) int64 { return int64(v.bits) }, Int)
	case keys[0].IsFloat():
		for _, k := range keys {
			if f := k.F(); f != f {
				return false, nil // with NaN among them the order depends on which comparisons are made
			}
		}
		return true, sortBy(t, keys, items, hasKey, Value.F, nil)
	case typ == &StrType:
		total := 0
		for _, k := range keys {
			total += len(as[Str](k).S)
		}
		if err := t.Charge(n + total/16*bits.Len(uint(n))); err != nil {
			return true, err
		}
		return true, sortBy(t, keys, items, hasKey, func(v Value) string { return as[Str](v).S }, nil)
	}
	return false, nil
}

// sortBy sorts by unpacked keys. Where equal keys are the same value, pack makes the values again, and stability is no
// question; else positions are sorted along.
func sortBy[K cmp.Ordered](t *Thread, keys, items []Value, hasKey bool, unpack func(Value) K, pack func(K) Value) error {
	n := len(keys)
	sorted := true
	for i := 1; i < n && sorted; i++ {
		sorted = unpack(keys[i-1]) <= unpack(keys[i])
	}
	work := n
	if !sorted {
		work += n * bits.Len(uint(n)) / 2
	}
	if err := t.Charge(work); err != nil || sorted {
		return err
	}
	if pack != nil && !hasKey {
		plain := make([]K, n)
		for i, k := range keys {
			plain[i] = unpack(k)
		}
		slices.Sort(plain)
		for i, k := range plain {
			items[i] = pack(k)
		}
		return nil
	}
	if err := t.Grow(uint64(n) * 32); err != nil {
		return err
	}
	order := make([]keyed[K], n)
	for i, k := range keys {
		order[i] = keyed[K]{unpack(k), int32(i)}
	}
	slices.SortFunc(order, func(a, b keyed[K]) int {
		switch {
		case a.key < b.key:
			return -1
		case a.key > b.key:
			return 1
		}
		return int(a.at - b.at)
	})
	from := make([]Value, n)
	copy(from, items)
	for i, o := range order {
		items[i] = from[o.at]
	}
	return nil
}
