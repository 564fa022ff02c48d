package py

// PlainSlice is v[from:to] of an exact list, tuple or str with bounds that are small ints or None; ok is false for
// everything else.
func (t *Thread) PlainSlice(v, from, to Value) (r Value, ok bool, err error) {
	n := 0
	typ := v.Type()
	switch typ {
	case &ListType, &TupleType:
		n = len(as[List](v).Items)
	case &StrType:
		n = as[Str](v).Len()
	default:
		return Value{}, false, nil
	}
	i, ok := plainBound(from, 0, n)
	if !ok {
		return Value{}, false, nil
	}
	j, ok := plainBound(to, n, n)
	if !ok {
		return Value{}, false, nil
	}
	j = max(i, j)
	if err := t.Charge((j - i) / 32); err != nil {
		return Value{}, true, err
	}
	switch {
	case typ == &StrType:
		s := as[Str](v)
		switch j - i {
		case n:
			return v, true, nil
		case 0:
			return Obj(emptyStr), true, nil
		case 1:
			return s.index(t, i), true, nil
		}
		return t.slice(s, i, j), true, nil
	case typ == &TupleType && j-i == n:
		return v, true, nil
	}
	if err := t.Grow(uint64(j-i) * 16); err != nil {
		return Value{}, true, err
	}
	if typ == &TupleType {
		t.mem.since -= uint64(j-i) * 16 // the tuple charges its items itself
		return t.TupleOf(as[Tuple](v).Items[i:j]), true, nil
	}
	t.mem.since -= uint64(j-i) * 16
	items := make([]Value, j-i)
	copy(items, as[List](v).Items[i:j])
	return Obj(t.NewList(items)), true, nil
}

// PlainItem is v[key] of an exact str of ASCII characters or an exact dict; ok is false for everything else.
func (t *Thread) PlainItem(v, key Value) (r Value, ok bool, err error) {
	switch v.Type() {
	case &StrType:
		s := as[Str](v)
		if key.IsInt() && s.ASCII() {
			i := key.Small()
			if i < 0 {
				i += int64(len(s.S))
			}
			if uint64(i) < uint64(len(s.S)) {
				return Obj(charStr(s.S[i])), true, nil
			}
		}
	case &DictType:
		if r, err = as[Dict](v).Get(t, key); err == nil && !r.IsSet() {
			err = t.KeyError(key)
		}
		return r, true, err
	}
	return Value{}, false, nil
}

// plainBound is a bound of a slice of n items.
func plainBound(v Value, missing, n int) (int, bool) {
	if v.IsNone() {
		return missing, true
	}
	if !v.IsInt() {
		return 0, false
	}
	i := v.Small()
	if i < 0 {
		return int(max(i+int64(n), 0)), true
	}
	return int(min(i, int64(n))), true
}
