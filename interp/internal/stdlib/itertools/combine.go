package itertools

import "github.com/assay-score/assay/interp/internal/py"

// selection is what the four combinatoric iterators have in common: pools of values and the positions chosen in them.
type selection struct {
	py.Header
	pools   [][]py.Value // product: one for each place; the others: one
	places  []int
	cycles  []int // permutations: how many turns are left at each place
	last    []py.Value
	started bool
	done    bool
}

func traceSelection(s *selection, visit func(py.Value)) {
	var before []py.Value
	for _, p := range s.pools {
		if len(p) > 0 && len(before) == len(p) && &before[0] == &p[0] {
			continue // product(..., repeat=n) has the same pools many times
		}
		visitAll(visit, p)
		before = p
	}
	visitAll(visit, s.last)
}

func (s *selection) held() uint64 {
	n := len(s.pools)*24 + (len(s.places)+len(s.cycles))*8 + len(s.last)*16
	var before []py.Value
	for _, p := range s.pools {
		if len(p) > 0 && len(before) == len(p) && &before[0] == &p[0] {
			continue
		}
		n += cap(p) * 16
		before = p
	}
	return uint64(n)
}

// result makes the tuple for the places chosen. Only what changed since the last one, from place i on, is looked up.
func (s *selection) result(t *py.Thread, i int) (py.Value, error) {
	if err := t.Charge(len(s.places) / 8); err != nil {
		return py.Value{}, err
	}
	items := make([]py.Value, len(s.places))
	copy(items, s.last[:i])
	for ; i < len(items); i++ {
		if len(s.pools) == 1 {
			items[i] = s.pools[0][s.places[i]]
		} else {
			items[i] = s.pools[i][s.places[i]]
		}
	}
	s.last = items
	return py.Obj(t.NewTuple(items)), nil
}

func (s *selection) reserve(t *py.Thread, n int) error {
	if err := t.Grow(uint64(n) * 24); err != nil {
		return err
	}
	return t.Charge(n / 8)
}

// size reads the argument r.
func size(t *py.Thread, v py.Value) (int, error) {
	r, err := t.IntArg(v)
	if err == nil && r < 0 {
		err = t.Raisef(&py.ValueError, "r must be non-negative")
	}
	return r, err
}

func defineSelectionsOfMany() {
	product := py.Class{Module: "itertools", Name: "product"}
	product.New = newProduct
	iterator(&productType, product, nextProduct, traceSelection)

	class(&permutationsType, "permutations", "iterable, r=None", func(t *py.Thread, s *selection, a []py.Value) error {
		pool, err := t.ToSlice(a[0])
		if err != nil {
			return err
		}
		r := len(pool)
		if v := given(a[1]); v.IsSet() {
			if _, _, ok := v.Long(); !ok {
				return t.Raisef(&py.TypeError, "Expected int as r")
			}
			if r, err = size(t, v); err != nil {
				return err
			}
		}
		s.pools = [][]py.Value{pool}
		if s.done = r > len(pool); s.done {
			return nil
		}
		if err := s.reserve(t, len(pool)+r); err != nil {
			return err
		}
		s.places, s.cycles = make([]int, len(pool)), make([]int, r)
		for i := range pool {
			s.places[i] = i
		}
		for i := range r {
			s.cycles[i] = len(pool) - i
		}
		return nil
	}, nextPermutation, traceSelection)

	class(&combinationsType, "combinations", "iterable, r", func(t *py.Thread, s *selection, a []py.Value) error {
		return buildCombinations(t, s, a, false)
	}, func(t *py.Thread, s *selection) (py.Value, error) {
		n := len(s.pools[0])
		return s.nextCombination(t, func(i int) bool { return s.places[i] != i+n-len(s.places) }, func(i int) {
			s.places[i] = s.places[i-1] + 1
		})
	}, traceSelection)

	class(&cwrType, "combinations_with_replacement", "iterable, r", func(t *py.Thread, s *selection, a []py.Value) error {
		return buildCombinations(t, s, a, true)
	}, func(t *py.Thread, s *selection) (py.Value, error) {
		n := len(s.pools[0])
		return s.nextCombination(t, func(i int) bool { return s.places[i] != n-1 }, func(i int) { s.places[i] = s.places[i-1] })
	}, traceSelection)
}

func newProduct(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
	repeat := 1
	for _, k := range kw {
		if k.Name.S != "repeat" {
			return py.Value{}, t.Raisef(&py.TypeError, "product() got an unexpected keyword argument '%s'", k.Name.S)
		}
		n, err := t.IntArg(k.Value)
		if err != nil {
			return py.Value{}, err
		}
		if n < 0 {
			return py.Value{}, t.Raisef(&py.ValueError, "repeat argument cannot be negative")
		}
		repeat = n
	}
	s, v := py.Instance[selection](t, typ)
	t.Hold(v)
	defer t.Release(1)
	if repeat == 0 {
		args = nil
	}
	if len(args) == 0 {
		repeat = 0 // nothing repeated is nothing, however often
	}
	pools := make([][]py.Value, 0, len(args))
	for _, a := range args {
		p, err := t.ToSlice(a)
		if err != nil {
			return py.Value{}, err
		}
		pools = append(pools, p)
		s.done = s.done || len(p) == 0
	}
	if len(pools) > 0 && repeat > (1<<40)/len(pools) {
		return py.Value{}, t.Raisef(&py.OverflowError, "repeat argument too large")
	}
	if err := s.reserve(t, len(pools)*repeat*2); err != nil {
		return py.Value{}, err
	}
	for range repeat {
		s.pools = append(s.pools, pools...)
	}
	s.places = make([]int, len(s.pools))
	return v, nil
}

func nextProduct(t *py.Thread, s *selection) (py.Value, error) {
	if s.done {
		return py.Value{}, nil
	}
	if !s.started {
		s.started = true
		return s.result(t, 0)
	}
	for i := len(s.places) - 1; i >= 0; i-- {
		if s.places[i]++; s.places[i] < len(s.pools[i]) {
			return s.result(t, i)
		}
		s.places[i] = 0
	}
	s.done = true
	return py.Value{}, nil
}

func buildCombinations(t *py.Thread, s *selection, a []py.Value, replacing bool) error {
	pool, err := t.ToSlice(a[0])
	if err != nil {
		return err
	}
	r, err := size(t, a[1])
	if err != nil {
		return err
	}
	s.pools = [][]py.Value{pool}
	if s.done = !replacing && r > len(pool) || replacing && len(pool) == 0 && r > 0; s.done {
		return nil
	}
	if err := s.reserve(t, r); err != nil {
		return err
	}
	s.places = make([]int, r)
	if !replacing {
		for i := range r {
			s.places[i] = i
		}
	}
	return nil
}

// nextCombination finds the rightmost place that can move on and starts those to the right of it anew.
func (s *selection) nextCombination(t *py.Thread, movable func(i int) bool, follow func(i int)) (py.Value, error) {
	if s.done {
		return py.Value{}, nil
	}
	if !s.started {
		s.started = true
		return s.result(t, 0)
	}
	for i := len(s.places) - 1; i >= 0; i-- {
		if movable(i) {
			s.places[i]++
			for j := i + 1; j < len(s.places); j++ {
				follow(j)
			}
			return s.result(t, i)
		}
	}
	s.done = true
	return py.Value{}, nil
}

func nextPermutation(t *py.Thread, s *selection) (py.Value, error) {
	if s.done {
		return py.Value{}, nil
	}
	r, n := len(s.cycles), len(s.places)
	changed := 0
	if s.started {
		i := r - 1
		for ; i >= 0; i-- {
			s.cycles[i]--
			if s.cycles[i] > 0 {
				j := n - s.cycles[i]
				s.places[i], s.places[j] = s.places[j], s.places[i]
				changed = i
				break
			}
			if err := t.Charge((n - i) / 16); err != nil {
				return py.Value{}, err
			}
			first := s.places[i]
			copy(s.places[i:], s.places[i+1:])
			s.places[n-1] = first
			s.cycles[i] = n - i
		}
		if i < 0 {
			s.done = true
			return py.Value{}, nil
		}
	}
	s.started = true
	if err := t.Charge(r / 8); err != nil {
		return py.Value{}, err
	}
	items := make([]py.Value, r)
	copy(items, s.last[:min(changed, len(s.last))])
	for i := changed; i < r; i++ {
		items[i] = s.pools[0][s.places[i]]
	}
	s.last = items
	return py.Obj(t.NewTuple(items)), nil
}
