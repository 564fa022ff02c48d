package py

// How copy and pickle take objects apart: __reduce_ex__, __reduce__ and __getstate__ of object, with the help of the
// library's module copyreg for what puts them together again.

// objectState is what an object has besides what its class and arguments say: its attributes, and its slots.
func (t *Thread) objectState(v Value) (Value, error) {
	state := None
	if e := v.ext(); e != nil && e.count() > 0 || v.Type().flags&hasDict != 0 && v.AttrDict(t) != nil && v.AttrDict(t).live > 0 {
		state = Obj(v.AttrDict(t))
	}
	var slots *Dict
	for _, c := range v.Type().MRO {
		for _, name := range c.slotNames {
			x, err := t.GetAttrOr(v, name)
			if err != nil {
				return Value{}, err
			}
			if x.IsSet() {
				if slots == nil {
					slots = t.NewDict()
				}
				slots.SetStr(t, t.Intern(name), x)
			}
		}
	}
	if slots != nil {
		return t.Tuple(state, Obj(slots)), nil
	}
	return state, nil
}

func objectReduceEx(t *Thread, a []Value) (Value, error) {
	protocol, err := t.IntArg(a[1])
	if err != nil {
		return Value{}, err
	}
	if fn := a[0].Type().Lookup("__reduce__"); fn != ObjectType.Attrs.Get("__reduce__") {
		return t.CallMethodOf(fn, a[0])
	}
	return t.reduce(a[0], protocol)
}

// copyreg is a function of the module of that name.
func (t *Thread) copyreg(name string) (Value, error) {
	m, err := t.Hooks.Import(t, "copyreg", nil, nil, 0)
	if err != nil {
		return Value{}, err
	}
	return t.GetAttr(m, t.Intern(name))
}

func (t *Thread) reduce(v Value, protocol int) (Value, error) {
	if err := t.Enter(); err != nil {
		return Value{}, err
	}
	defer t.Leave()
	if protocol < 2 {
		fn, err := t.copyreg("_reduce_ex")
		if err != nil {
			return Value{}, err
		}
		return t.Call(fn, v, Int(int64(protocol)))
	}
	typ := v.Type()
	refuse := func() (Value, error) {
		return Value{}, t.Raisef(&TypeError, "cannot pickle '%s' object", typ.Name)
	}
	if typ.New == nil {
		return refuse()
	}
	args, kwargs, has, err := t.newArgs(v)
	if err != nil {
		return Value{}, err
	}
	state := typ.Lookup("__getstate__")
	if s := solid(typ); state == ObjectType.Attrs.Get("__getstate__") && !has && s != &ObjectType && v.List() == nil && v.Dict() == nil {
		return refuse()
	}
	if state, err = t.CallMethodOf(state, v); err != nil {
		return Value{}, err
	}
	name, newArgs := "__newobj__", append([]Value{Obj(typ)}, args...)
	if kwargs != nil && kwargs.live > 0 {
		name, newArgs = "__newobj_ex__", []Value{Obj(typ), t.Tuple(args...), Obj(kwargs)}
	}
	fn, err := t.copyreg(name)
	if err != nil {
		return Value{}, err
	}
	items, pairs := None, None
	if v.List() != nil {
		if items, err = t.Iter(v); err != nil {
			return Value{}, err
		}
	}
	if v.Dict() != nil {
		view, err := t.CallMethod(v, "items")
		if err != nil {
			return Value{}, err
		}
		if pairs, err = t.Iter(view); err != nil {
			return Value{}, err
		}
	}
	return t.Tuple(fn, t.Tuple(newArgs...), state, items, pairs), nil
}

// newArgs are the arguments that __new__ is to get again.
func (t *Thread) newArgs(v Value) (args []Value, kwargs *Dict, has bool, err error) {
	typ := v.Type()
	if fn := typ.Lookup("__getnewargs_ex__"); fn.IsSet() {
		r, err := t.CallMethodOf(fn, v)
		if err != nil {
			return nil, nil, false, err
		}
		pair := r.Tuple()
		switch {
		case pair == nil:
			return nil, nil, false, t.Raisef(&TypeError, "__getnewargs_ex__ should return a tuple, not '%s'", r.Type().Name)
		case len(pair.Items) != 2:
			return nil, nil, false, t.Raisef(&ValueError, "__getnewargs_ex__ should return a tuple of length 2, not %d", len(pair.Items))
		case pair.Items[0].Tuple() == nil:
			return nil, nil, false, t.Raisef(&TypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%s'", pair.Items[0].Type().Name)
		case pair.Items[1].Dict() == nil:
			return nil, nil, false, t.Raisef(&TypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%s'", pair.Items[1].Type().Name)
		}
		return pair.Items[0].Tuple().Items, pair.Items[1].Dict(), true, nil
	}
	if fn := typ.Lookup("__getnewargs__"); fn.IsSet() {
		r, err := t.CallMethodOf(fn, v)
		if err != nil {
			return nil, nil, false, err
		}
		if r.Tuple() == nil {
			return nil, nil, false, t.Raisef(&TypeError, "__getnewargs__ should return a tuple, not '%s'", r.Type().Name)
		}
		return r.Tuple().Items, nil, true, nil
	}
	return nil, nil, false, nil
}

// builtin is a function of the module builtins.
func (t *Thread) builtin(name string) Value { return t.Builtins.GetStr(t, t.Intern(name)).orNone() }

// reduceIterator is __reduce__ of iterators: iter() of what they walk, and the position in it.
func reduceIterator(t *Thread, a []Value) (Value, error) {
	iter := t.builtin("iter")
	over := func(seq Value, pos int) (Value, error) { return t.Tuple(iter, t.Tuple(seq), Int(int64(pos))), nil }
	switch v := a[0]; v.Type() {
	case &ListIteratorType, &TupleIteratorType, &SequenceIteratorType, &ListReverseIteratorType, &ReversedType:
		it := as[seqIterator](v)
		switch {
		case !it.seq.IsSet() && v.Type() == &TupleIteratorType:
			return t.Tuple(iter, t.Tuple(Obj(emptyTuple))), nil
		case !it.seq.IsSet():
			return t.Tuple(iter, t.Tuple(t.ListValue(nil))), nil
		case it.reverse:
			return t.Tuple(t.builtin("reversed"), t.Tuple(it.seq), Int(int64(it.pos))), nil
		}
		return over(it.seq, it.pos)
	case &StrIteratorType:
		it := as[strIterator](v)
		if it.pos >= len(it.s.S) {
			return t.Tuple(iter, t.Tuple(Obj(emptyStr))), nil
		}
		return over(Obj(it.s), countRunes(it.s.S[:it.pos]))
	case &BytesIteratorType, &BytearrayIteratorType:
		it := as[bytesIterator](v)
		if it.b == nil {
			return t.Tuple(iter, t.Tuple(Obj(emptyTuple))), nil
		}
		return over(Obj(it.b), it.pos)
	case &CallIteratorType:
		it := as[callIterator](v)
		if !it.fn.IsSet() {
			return t.Tuple(iter, t.Tuple(Obj(emptyTuple))), nil
		}
		return t.Tuple(iter, t.Tuple(it.fn, it.sentinel)), nil
	case &RangeIteratorType:
		it := as[rangeIterator](v)
		r := t.NewRange(it.next, it.next+it.left*it.step, it.step)
		return t.Tuple(iter, t.Tuple(Obj(r)), None), nil
	}
	rest, err := t.remaining(a[0])
	return t.Tuple(iter, t.Tuple(rest)), err
}

// remaining is the list of what an iterator over a set or dict has still to give; the iterator stays where it is.
func (t *Thread) remaining(v Value) (Value, error) {
	var c Value
	switch v.Type() {
	case &SetIteratorType:
		it := &setIterator{}
		*it = *as[setIterator](v)
		c = Obj(it)
	default:
		it := &dictIterator{}
		*it = *as[dictIterator](v)
		c = Obj(it)
	}
	l := t.NewList(nil)
	return Obj(l), l.Extend(t, c)
}

// setIteratorState is __setstate__ of iterators that know their position.
func setIteratorState(t *Thread, a []Value) (Value, error) {
	n, err := t.IntArg(a[1])
	if err != nil {
		return Value{}, err
	}
	switch v := a[0]; v.Type() {
	case &StrIteratorType:
		it := as[strIterator](v)
		it.pos = it.s.byteOffset(min(max(n, 0), it.s.Len()))
		return None, t.Charge(len(it.s.S) / 32)
	case &BytesIteratorType, &BytearrayIteratorType:
		if it := as[bytesIterator](v); it.b != nil {
			it.pos = min(max(n, 0), len(it.b.B))
		}
	case &RangeIteratorType:
		it := as[rangeIterator](v)
		k := min(max(int64(n), 0), it.left)
		it.next, it.left = it.next+k*it.step, it.left-k
	default:
		it := as[seqIterator](v)
		if !it.seq.IsSet() {
			break
		}
		switch {
		case it.reverse:
			size, err := t.Len(it.seq)
			if err != nil {
				return Value{}, err
			}
			it.pos = min(max(n, -1), size-1)
		case it.seq.items() != nil:
			it.pos = min(max(n, 0), len(*it.seq.items()))
		default:
			it.pos = max(n, 0)
		}
	}
	return None, nil
}
