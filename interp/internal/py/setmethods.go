package py

import ()

// setMethods defines the methods of set and frozenset.
func setMethods() {
	s := func(a []Value) *Set { return as[Set](a[0]) }
	result := func(a []Value, r *Set, err error) (Value, error) {
		if r == nil || err != nil {
			return Value{}, err
		}
		r.typ = baseSetType(a[0])
		return Obj(r), nil
	}
	others := func(a []Value) []Value { return a[1].Tuple().Items }
	copied := func(t *Thread, a []Value) (Value, error) {
		if a[0].Type() == &FrozenSetType {
			return a[0], nil
		}
		r, err := s(a).Copy(t, &SetType)
		return result(a, r, err)
	}
	another := func(t *Thread, a []Value) (Value, error) { // a frozenset is copied, too
		r, err := s(a).Copy(t, &SetType)
		return result(a, r, err)
	}
	isSuperset := func(t *Thread, x *Set, v Value) (bool, error) {
		if y := v.Set(); y != nil {
			return y.IsSubset(t, x)
		}
		all := true
		err := t.Iterate(v, func(e Value) error {
			in, err := x.Has(t, e)
			if err == nil && !in {
				all = false
				return errStopIterating
			}
			return err
		})
		return all, err
	}
	shared := []Def{
		{"copy", "", copied},
		{"__reduce__", "", setReduce},
		{"union", "*others", func(t *Thread, a []Value) (Value, error) {
			r, err := s(a).Copy(t, &SetType)
			for _, v := range others(a) {
				if err == nil {
					err = r.AddAll(t, v)
				}
			}
			return result(a, r, err)
		}},
		{"intersection", "*others", func(t *Thread, a []Value) (Value, error) {
			if len(others(a)) == 0 {
				return another(t, a)
			}
			r, err := s(a), error(nil)
			for _, v := range others(a) {
				if err == nil {
					r, err = r.intersection(t, v)
				}
			}
			return result(a, r, err)
		}},
		{"difference", "*others", func(t *Thread, a []Value) (Value, error) {
			if len(others(a)) == 0 {
				return another(t, a)
			}
			r, err := s(a).difference(t, others(a)[0])
			for _, v := range others(a)[1:] {
				if err == nil {
					err = r.differenceUpdate(t, v)
				}
			}
			return result(a, r, err)
		}},
		{"symmetric_difference", "other, /", func(t *Thread, a []Value) (Value, error) {
			r, err := t.SetFrom(&SetType, a[1])
			if err == nil {
				err = r.symmetricUpdate(t, a[0])
			}
			return result(a, r, err)
		}},
		{"issubset", "other, /", func(t *Thread, a []Value) (Value, error) {
			if y := a[1].Set(); y != nil {
				ok, err := s(a).IsSubset(t, y)
				return Bool(ok), err
			}
			r, err := s(a).intersection(t, a[1])
			return Bool(err == nil && r.live == s(a).live), err
		}},
		{"issuperset", "other, /", func(t *Thread, a []Value) (Value, error) {
			ok, err := isSuperset(t, s(a), a[1])
			return Bool(ok), err
		}},
		{"isdisjoint", "other, /", func(t *Thread, a []Value) (Value, error) {
			x, v := s(a), a[1]
			if y := v.Set(); y != nil && y.live > x.live {
				x, v = y, a[0]
			}
			disjoint := true
			err := t.Iterate(v, func(e Value) error {
				in, err := x.Has(t, e)
				if err == nil && in {
					disjoint = false
					return errStopIterating
				}
				return err
			})
			return Bool(disjoint), err
		}},
	}
	SetType.addMethods(shared)
	FrozenSetType.addMethods(shared)
	SetType.addMethods([]Def{
		{"add", "object, /", func(t *Thread, a []Value) (Value, error) { return None, s(a).Add(t, a[1]) }},
		{"discard", "object, /", func(t *Thread, a []Value) (Value, error) {
			_, err := s(a).Remove(t, a[1])
			return None, err
		}},
		{"remove", "object, /", func(t *Thread, a []Value) (Value, error) {
			ok, err := s(a).Remove(t, a[1])
			if err == nil && !ok {
				err = t.KeyError(a[1])
			}
			return None, err
		}},
		{"pop", "", func(t *Thread, a []Value) (Value, error) { return s(a).pop(t) }},
		{"clear", "", func(t *Thread, a []Value) (Value, error) { s(a).Clear(); return None, nil }},
		{"update", "*others", func(t *Thread, a []Value) (Value, error) {
			for _, v := range others(a) {
				if err := s(a).AddAll(t, v); err != nil {
					return Value{}, err
				}
			}
			return None, nil
		}},
		{"intersection_update", "*others", func(t *Thread, a []Value) (Value, error) {
			r, err := s(a).Copy(t, &SetType)
			for _, v := range others(a) {
				if err == nil {
					r, err = r.intersection(t, v)
				}
			}
			if err == nil {
				s(a).take(r)
			}
			return None, err
		}},
		{"difference_update", "*others", func(t *Thread, a []Value) (Value, error) {
			for _, v := range others(a) {
				if err := s(a).differenceUpdate(t, v); err != nil {
					return Value{}, err
				}
			}
			return None, nil
		}},
		{"symmetric_difference_update", "other, /", func(t *Thread, a []Value) (Value, error) {
			return None, s(a).symmetricUpdate(t, a[1])
		}},
	})
	for _, typ := range []*Type{&SetType, &FrozenSetType} {
		typ.addClassMethods([]Def{{"__class_getitem__", "object, /", classGetItem}})
	}
	SetIteratorType.addMethods([]Def{
		{"__length_hint__", "", func(t *Thread, a []Value) (Value, error) {
			it := as[setIterator](a[0])
			if it.s == nil || it.s.live != it.live {
				return Int(0), nil
			}
			n := int64(0)
			for i := it.pos; i < len(it.s.table); i++ {
				if it.s.table[i].key.IsSet() {
					n++
				}
			}
			return Int(n), t.Charge(len(it.s.table) / 8)
		}},
		{"__reduce__", "", reduceIterator},
	})
}

// setReduce is how copy and pickle take a set apart.
func setReduce(t *Thread, a []Value) (Value, error) {
	elements := as[Set](a[0]).Elements()
	if err := t.Charge(len(elements) / 8); err != nil {
		return Value{}, err
	}
	state, err := t.objectState(a[0])
	return t.Tuple(Obj(a[0].Type()), t.Tuple(t.ListValue(elements)), state), err
}
