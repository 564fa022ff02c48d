package py

// listMethods defines the methods of list.
func listMethods() {
	ListType.addMethods([]Def{
		{"append", "object, /", func(t *Thread, a []Value) (Value, error) { return None, as[List](a[0]).Append(t, a[1]) }},
		{"extend", "iterable, /", func(t *Thread, a []Value) (Value, error) { return None, as[List](a[0]).Extend(t, a[1]) }},
		{"insert", "index, object, /", listInsert},
		{"pop", "index=-1, /", listPop},
		{"remove", "value, /", listRemove},
		{"clear", "", func(t *Thread, a []Value) (Value, error) { as[List](a[0]).Items = nil; return None, nil }},
		{"copy", "", func(t *Thread, a []Value) (Value, error) {
			items, err := t.concat(as[List](a[0]).Items, nil)
			return Obj(&List{Header{typ: &ListType}, items}), err
		}},
		{"count", "value, /", seqCount},
		{"index", "value, start=0, stop=9223372036854775807, /", seqIndex},
		{"reverse", "", func(t *Thread, a []Value) (Value, error) {
			l := as[List](a[0])
			if err := t.Charge(len(l.Items) / 16); err != nil {
				return Value{}, err
			}
			flip(l.Items)
			return None, nil
		}},
		{"sort", "*, key=None, reverse=False", listSort},
		{"__reversed__", "", func(t *Thread, a []Value) (Value, error) {
			it := t.newSeqIterator(&ListReverseIteratorType, a[0])
			as[seqIterator](it).pos, as[seqIterator](it).reverse = len(as[List](a[0]).Items)-1, true
			return it, nil
		}},
	})
}

// tupleMethods defines the methods of tuple.
func tupleMethods() {
	TupleType.addMethods([]Def{
		{"__getnewargs__", "", func(t *Thread, a []Value) (Value, error) {
			if a[0].Type() == &TupleType {
				return t.Tuple(a[0]), nil
			}
			return t.Tuple(Obj(t.NewTuple(as[Tuple](a[0]).Items))), nil
		}},
		{"count", "value, /", seqCount},
		{"index", "value, start=0, stop=9223372036854775807, /", seqIndex},
	})
}

func listInsert(t *Thread, a []Value) (Value, error) {
	l := as[List](a[0])
	i, err := t.IntArg(a[1])
	if err != nil {
		return Value{}, err
	}
	n := len(l.Items)
	if i < 0 {
		i = max(0, i+n)
	}
	i = min(i, n)
	if err := t.Charge((n - i) / 32); err != nil {
		return Value{}, err
	}
	if err := l.Append(t, Value{}); err != nil {
		return Value{}, err
	}
	copy(l.Items[i+1:], l.Items[i:n])
	l.Items[i] = a[2]
	return None, nil
}

func listPop(t *Thread, a []Value) (Value, error) {
	l := as[List](a[0])
	n := len(l.Items)
	i := n - 1
	if a[1].IsSet() {
		var err error
		if i, err = t.IntArg(a[1]); err != nil {
			return Value{}, err
		}
		n = len(l.Items)
		if i < 0 {
			i += n
		}
	}
	if n == 0 {
		return Value{}, t.Raisef(&IndexError, "pop from empty list")
	}
	if i < 0 || i >= n {
		return Value{}, t.Raisef(&IndexError, "pop index out of range")
	}
	if err := t.Charge((n - i) / 32); err != nil {
		return Value{}, err
	}
	v := l.Items[i]
	l.remove(i)
	return v, nil
}

func listRemove(t *Thread, a []Value) (Value, error) {
	l := as[List](a[0])
	for i := 0; i < len(l.Items); i++ {
		if i&3 == 3 {
			if err := t.Charge(1); err != nil {
				return Value{}, err
			}
		}
		same, err := t.EqualIdentity(l.Items[i], a[1])
		if err != nil {
			return Value{}, err
		}
		if same {
			if i < len(l.Items) {
				l.remove(i)
			}
			return None, nil
		}
	}
	return Value{}, t.Raisef(&ValueError, "list.remove(x): x not in list")
}

func seqCount(t *Thread, a []Value) (Value, error) {
	n := int64(0)
	for i := 0; i < len(seqItems(a[0])); i++ {
		if i&3 == 3 {
			if err := t.Charge(1); err != nil {
				return Value{}, err
			}
		}
		same, err := t.EqualIdentity(seqItems(a[0])[i], a[1])
		if err != nil {
			return Value{}, err
		}
		if same {
			n++
		}
	}
	return Int(n), nil
}

// clampIndex reads a start or stop argument.
func (t *Thread) clampIndex(v Value, length, missing int) (int, error) {
	if !v.IsSet() || v.IsNone() {
		return missing, nil
	}
	if !v.isLong() && v.Type().Index == nil {
		return 0, t.Raisef(&TypeError, "slice indices must be integers or None or have an __index__ method")
	}
	x, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	i, large, _ := x.Long()
	if large != nil {
		if large.Sign() < 0 {
			return 0, nil
		}
		return length, nil
	}
	if i < 0 {
		i = max(0, i+int64(length))
	}
	return int(min(i, int64(length))), nil
}

// positionArg is clampIndex for arguments that may not be None.
func (t *Thread) positionArg(v Value, length, missing int) (int, error) {
	if v.IsSet() && !v.isLong() && v.Type().Index == nil {
		return 0, t.Raisef(&TypeError, "slice indices must be integers or have an __index__ method")
	}
	return t.clampIndex(v, length, missing)
}

func seqIndex(t *Thread, a []Value) (Value, error) {
	n := len(seqItems(a[0]))
	start, err := t.positionArg(a[2], n, 0)
	if err != nil {
		return Value{}, err
	}
	stop, err := t.positionArg(a[3], n, n)
	if err != nil {
		return Value{}, err
	}
	for i := start; i < stop && i < len(seqItems(a[0])); i++ {
		if i&3 == 3 {
			if err := t.Charge(1); err != nil {
				return Value{}, err
			}
		}
		same, err := t.EqualIdentity(seqItems(a[0])[i], a[1])
		if err != nil {
			return Value{}, err
		}
		if same {
			return Int(int64(i)), nil
		}
	}
	if a[0].List() != nil {
		return Value{}, t.Raisef(&ValueError, "list.index(x): x not in list")
	}
	return Value{}, t.Raisef(&ValueError, "tuple.index(x): x not in tuple")
}

// listSort sorts a list in place. While it does, the list is empty, so that nobody can change what is being sorted.
func listSort(t *Thread, a []Value) (Value, error) {
	l := as[List](a[0])
	reverse := false
	if a[2].IsSet() {
		var err error
		if reverse, err = t.Truth(a[2]); err != nil {
			return Value{}, err
		}
	}
	items := l.Items
	l.Items = nil
	hold := t.ListValue(items)
	t.Hold(hold)
	err := t.Sort(items, a[1], reverse)
	t.Release(1)
	changed := l.Items != nil
	l.Items = items
	if err == nil && changed {
		err = t.Raisef(&ValueError, "list modified during sort")
	}
	return None, err
}
