package py

// Sort sorts items in place, stably, by their keys where there is a key function. It is a merge sort over runs, so that
// sorted input costs one pass, and it never looks outside the slice however inconsistent the comparisons are.
func (t *Thread) Sort(items []Value, key Value, reverse bool) error {
	n := len(items)
	if n == 0 {
		return nil
	}
	keys := items
	hasKey := key.IsSet() && !key.IsNone()
	if err := t.Grow(uint64(n) * 48); err != nil { // the keys and room to merge them and the items
		return err
	}
	if hasKey {
		keys = make([]Value, n)
		arg := make([]Value, 1)
		for i, v := range items {
			arg[0] = v
			k, err := t.CallKw(key, arg, nil)
			if err != nil {
				return err
			}
			keys[i] = k
		}
	}
	if reverse { // stability: equal elements keep their order
		flip(items)
		if hasKey {
			flip(keys)
		}
	}
	done, err := t.sortPlain(keys, items, hasKey)
	if !done && err == nil {
		s := &sorter{t: t, keys: keys, items: items, hasKey: hasKey, less: t.Less}
		err = s.sort()
	}
	if reverse {
		flip(items)
	}
	return err
}

func flip(s []Value) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

type sorter struct {
	t           *Thread
	keys, items []Value
	hasKey      bool
	less        func(a, b Value) (bool, error)
}

const minRun = 24

func (s *sorter) sort() error {
	n := len(s.keys)
	type run struct{ from, to int }
	var runs []run
	tmpK := make([]Value, n)
	tmpI := tmpK
	if s.hasKey {
		tmpI = make([]Value, n)
	}
	merge := func(i int) error {
		a, b := runs[i], runs[i+1]
		if err := s.merge(a.from, a.to, b.to, tmpK, tmpI); err != nil {
			return err
		}
		runs[i].to = b.to
		runs = append(runs[:i+1], runs[i+2:]...)
		return nil
	}
	for from := 0; from < n; {
		to, err := s.run(from)
		if err != nil {
			return err
		}
		runs = append(runs, run{from, to})
		from = to
		for len(runs) > 1 {
			k := len(runs)
			size := func(i int) int { return runs[i].to - runs[i].from }
			if k > 2 && size(k-3) <= size(k-2)+size(k-1) {
				i := k - 2
				if size(k-3) < size(k-1) {
					i = k - 3
				}
				if err := merge(i); err != nil {
					return err
				}
			} else if size(k-2) <= size(k-1) {
				if err := merge(k - 2); err != nil {
					return err
				}
			} else {
				break
			}
		}
	}
	for len(runs) > 1 {
		if err := merge(len(runs) - 2); err != nil {
			return err
		}
	}
	return nil
}

// run finds or makes a sorted run that begins at from.
func (s *sorter) run(from int) (int, error) {
	n := len(s.keys)
	to := from + 1
	if to == n {
		return to, nil
	}
	down, err := s.less(s.keys[to], s.keys[from])
	if err != nil {
		return 0, err
	}
	for to++; to < n; to++ {
		if to&7 == 0 {
			if err := s.t.Charge(24); err != nil {
				return 0, err
			}
		}
		lt, err := s.less(s.keys[to], s.keys[to-1])
		if err != nil {
			return 0, err
		}
		if lt != down {
			break
		}
	}
	if down {
		flip(s.keys[from:to])
		if s.hasKey {
			flip(s.items[from:to])
		}
	}
	end := min(from+minRun, n)
	if to >= end {
		return to, nil
	}
	if err := s.t.Charge((end - to) * 24); err != nil {
		return 0, err
	}
	for ; to < end; to++ { // binary insertion
		k := s.keys[to]
		lo, hi := from, to
		for lo < hi {
			mid := (lo + hi) / 2
			lt, err := s.less(k, s.keys[mid])
			if err != nil {
				return 0, err
			}
			if lt {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		copy(s.keys[lo+1:to+1], s.keys[lo:to])
		s.keys[lo] = k
		if s.hasKey {
			v := s.items[to]
			copy(s.items[lo+1:to+1], s.items[lo:to])
			s.items[lo] = v
		}
	}
	return end, nil
}

// merge merges two neighbouring runs. An error leaves every value in place once.
func (s *sorter) merge(a, b, c int, tmpK, tmpI []Value) error {
	if err := s.t.Charge((c - a) * 2); err != nil {
		return err
	}
	if lt, err := s.less(s.keys[b], s.keys[b-1]); err != nil || !lt {
		return err
	}
	n := copy(tmpK, s.keys[a:b])
	if s.hasKey {
		copy(tmpI, s.items[a:b])
	}
	i, j, k := 0, b, a
	var err error
	for i < n && j < c {
		var lt bool
		if lt, err = s.less(s.keys[j], tmpK[i]); err != nil {
			break
		}
		if lt {
			s.keys[k] = s.keys[j]
			if s.hasKey {
				s.items[k] = s.items[j]
			}
			j++
		} else {
			s.keys[k] = tmpK[i]
			if s.hasKey {
				s.items[k] = tmpI[i]
			}
			i++
		}
		k++
	}
	copy(s.keys[k:], tmpK[i:n])
	if s.hasKey {
		copy(s.items[k:], tmpI[i:n])
	}
	return err
}
