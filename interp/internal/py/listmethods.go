package py

import "github.com/assay-score/assay/interp/internal/code"

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

func seqIndex(t *Thread, a []Value) (Value, error) {
	n := len(seqItems(a[0]))
	start, err := t.clampIndex(a[2], n, 0)
	if err != nil {
		return Value{}, err
	}
	stop, err := t.clampIndex(a[3], n, n)
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

// dictMethods defines the methods of dict.
func dictMethods() {
	d := func(a []Value) *Dict { return as[Dict](a[0]) }
	DictType.addMethods([]Def{
		{"get", "key, default=None, /", func(t *Thread, a []Value) (Value, error) {
			v, err := d(a).Get(t, a[1])
			if err == nil && !v.IsSet() {
				return a[2].orNone(), nil
			}
			return v, err
		}},
		{"setdefault", "key, default=None, /", func(t *Thread, a []Value) (Value, error) {
			h, err := t.Hash(a[1])
			if err != nil {
				return Value{}, err
			}
			i, err := d(a).find(t, a[1], h)
			if err != nil {
				return Value{}, err
			}
			if i >= 0 {
				return d(a).entries[i].val, nil
			}
			return a[2].orNone(), d(a).insert(t, a[1], a[2].orNone(), h)
		}},
		{"pop", "key, default=None, /", func(t *Thread, a []Value) (Value, error) {
			v, ok, err := d(a).Delete(t, a[1])
			if err == nil && !ok {
				if a[2].IsSet() {
					return a[2], nil
				}
				return Value{}, t.KeyError(a[1])
			}
			return v, err
		}},
		{"popitem", "", func(t *Thread, a []Value) (Value, error) {
			x := d(a)
			if x.live == 0 {
				return Value{}, t.NewException(&KeyError, t.StrValue("popitem(): dictionary is empty"))
			}
			i := len(x.entries) - 1
			for !x.entries[i].key.IsSet() {
				i--
			}
			k := x.entries[i].key
			v := x.deleteAt(t, i)
			x.entries = x.entries[:min(i, len(x.entries))]
			return t.Tuple(k, v), nil
		}},
		{"keys", "", func(t *Thread, a []Value) (Value, error) { return t.newView(&DictKeysType, d(a)), nil }},
		{"values", "", func(t *Thread, a []Value) (Value, error) { return t.newView(&DictValuesType, d(a)), nil }},
		{"items", "", func(t *Thread, a []Value) (Value, error) { return t.newView(&DictItemsType, d(a)), nil }},
		{"update", "*args, **kwargs", func(t *Thread, a []Value) (Value, error) {
			args := a[1].Tuple().Items
			if len(args) > 1 {
				return Value{}, t.Raisef(&TypeError, "update expected at most 1 argument, got %d", len(args))
			}
			return None, t.dictUpdate(d(a), args, t.Keywords(a[2]))
		}},
		{"clear", "", func(t *Thread, a []Value) (Value, error) { d(a).Clear(t); return None, nil }},
		{"copy", "", func(t *Thread, a []Value) (Value, error) {
			c, err := d(a).Copy(t)
			return Obj(c), err
		}},
		{"__reversed__", "", func(t *Thread, a []Value) (Value, error) { return t.newDictIterator(d(a), 'k', true), nil }},
	})
	DictType.addClassMethods([]Def{{"fromkeys", "iterable, value=None, /", func(t *Thread, a []Value) (Value, error) {
		v, err := t.Call(a[0])
		if err != nil {
			return Value{}, err
		}
		return v, t.Iterate(a[1], func(k Value) error { return t.SetItem(v, k, a[2].orNone()) })
	}}})
}

func (t *Thread) newView(typ *Type, d *Dict) Value {
	t.alloc(objectSize)
	return Obj(&DictView{Header{typ: typ}, d})
}

// dictViews defines the views of a dict and their iterators, and the read-only mapping proxy.
func (b *booter) dictViews() {
	trace := func(v Value, visit func(Value)) { visit(Obj(as[DictView](v).D)) }
	view := func(typ *Type, name string, kind byte) {
		s := Slots{Trace: trace, Len: func(t *Thread, v Value) (int, error) { return as[DictView](v).D.live, nil },
			Iter: func(t *Thread, v Value) (Value, error) { return t.newDictIterator(as[DictView](v).D, kind, false), nil },
			Repr: func(t *Thread, v Value) (Value, error) {
				if t.reprEnter(v) {
					return t.StrValue("..."), nil
				}
				defer t.reprLeave()
				items, err := t.ToSlice(v)
				if err != nil {
					return Value{}, err
				}
				return t.joinReprs(v.Type().Name+"([", "])", items, false)
			}}
		if kind != 'v' {
			s.Compare = viewCompare
			for _, op := range []code.BinOp{code.OpOr, code.OpAnd, code.OpSub, code.OpXor} {
				s.Binary[op] = viewBinary(op)
			}
			s.Contains = func(t *Thread, v, x Value) (bool, error) {
				d := as[DictView](v).D
				if kind == 'k' {
					return dictContains(t, Obj(d), x)
				}
				pair := x.Tuple()
				if pair == nil || len(pair.Items) != 2 {
					return false, nil
				}
				y, err := d.Get(t, pair.Items[0])
				if err != nil || !y.IsSet() {
					return false, err
				}
				return t.EqualIdentity(y, pair.Items[1])
			}
		}
		b.define(typ, name, nil, isFinal, s)
		typ.addMethods([]Def{
			{"__reversed__", "", func(t *Thread, a []Value) (Value, error) {
				return t.newDictIterator(as[DictView](a[0]).D, kind, true), nil
			}},
		})
		if kind != 'v' {
			typ.addMethods([]Def{{"isdisjoint", "other, /", func(t *Thread, a []Value) (Value, error) {
				disjoint := True
				err := t.Iterate(a[1], func(x Value) error {
					in, err := t.Contains(a[0], x)
					if in {
						disjoint = False
						return errStopIterating
					}
					return err
				})
				return disjoint, err
			}}})
		}
		typ.addAttrs([]Attr{{"mapping", func(t *Thread, v Value) (Value, error) {
			return Obj(&MappingProxy{Header{typ: &MappingProxyType}, Obj(as[DictView](v).D)}), nil
		}, nil}})
	}
	view(&DictKeysType, "dict_keys", 'k')
	view(&DictValuesType, "dict_values", 'v')
	view(&DictItemsType, "dict_items", 'i')
	for _, x := range []struct {
		typ  *Type
		name string
	}{{&DictKeyIteratorType, "dict_keyiterator"}, {&DictValueIteratorType, "dict_valueiterator"}, {&DictItemIteratorType, "dict_itemiterator"},
		{&DictReverseKeyIteratorType, "dict_reversekeyiterator"}, {&DictReverseValueIteratorType, "dict_reversevalueiterator"},
		{&DictReverseItemIteratorType, "dict_reverseitemiterator"}} {
		b.define(x.typ, x.name, nil, isFinal, Slots{Iter: iterSelf, Next: dictIterNext, Trace: func(v Value, visit func(Value)) {
			if d := as[dictIterator](v).d; d != nil {
				visit(Obj(d))
			}
		}})
	}
	DictItemIteratorType.NextPair, DictReverseItemIteratorType.NextPair = dictIterNextPair, dictIterNextPair
	b.define(&MappingProxyType, "mappingproxy", nil, isFinal|isMapping, Slots{
		ToStr: func(t *Thread, v Value) (Value, error) {
			s, err := t.Str(as[MappingProxy](v).M)
			return t.StrValue(s), err
		},
		Trace:    func(v Value, visit func(Value)) { visit(as[MappingProxy](v).M) },
		Len:      func(t *Thread, v Value) (int, error) { return t.Len(as[MappingProxy](v).M) },
		GetItem:  func(t *Thread, v, k Value) (Value, error) { return t.GetItem(as[MappingProxy](v).M, k) },
		Contains: func(t *Thread, v, k Value) (bool, error) { return t.Contains(as[MappingProxy](v).M, k) },
		Iter:     func(t *Thread, v Value) (Value, error) { return t.Iter(as[MappingProxy](v).M) },
		Repr: func(t *Thread, v Value) (Value, error) {
			s, err := t.Repr(as[MappingProxy](v).M)
			return t.strResult("mappingproxy("+s+")", err)
		},
		Compare: func(t *Thread, op code.CmpOp, x, y Value) (Value, error) {
			if y.Type() == &MappingProxyType {
				y = as[MappingProxy](y).M
			}
			return t.Compare(op, as[MappingProxy](x).M, y)
		},
		New: func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
			if len(args) != 1 {
				return Value{}, t.Raisef(&TypeError, "mappingproxy expected 1 argument, got %d", len(args))
			}
			return Obj(&MappingProxy{Header{typ: &MappingProxyType}, args[0]}), nil
		},
	})
	for _, name := range []string{"get", "keys", "values", "items", "copy"} {
		MappingProxyType.addMethods([]Def{{name, "*args", func(t *Thread, a []Value) (Value, error) {
			return t.CallMethod(as[MappingProxy](a[0]).M, name, a[1].Tuple().Items...)
		}}})
	}
}

// viewSet is a view or any iterable as a set.
func (t *Thread) viewSet(v Value) (*Set, error) {
	if s := v.Set(); s != nil {
		return s, nil
	}
	return t.SetFrom(&SetType, v)
}

func viewBinary(op code.BinOp) func(t *Thread, a, b Value) (Value, error) {
	return func(t *Thread, a, b Value) (Value, error) {
		if !t.isIterable(a) || !t.isIterable(b) {
			return NotImplemented, nil
		}
		x, err := t.viewSet(a)
		if err != nil {
			return Value{}, err
		}
		y, err := t.viewSet(b)
		if err != nil {
			return Value{}, err
		}
		r, err := t.SetOp(op, x, y)
		return Obj(r), err
	}
}

func viewCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	isSetLike := func(v Value) bool {
		return v.Set() != nil || v.Type().IsSubtype(&DictKeysType) || v.Type().IsSubtype(&DictItemsType)
	}
	if !isSetLike(a) || !isSetLike(b) {
		return NotImplemented, nil
	}
	x, err := t.viewSet(a)
	if err != nil {
		return Value{}, err
	}
	y, err := t.viewSet(b)
	if err != nil {
		return Value{}, err
	}
	return setCompare(t, op, Obj(x), Obj(y))
}

// setMethods defines the methods of set and frozenset.
func setMethods() {
	s := func(a []Value) *Set { return as[Set](a[0]) }
	result := func(a []Value, r *Set, err error) (Value, error) {
		if r == nil {
			return Value{}, err
		}
		r.typ = baseSetType(a[0])
		return Obj(r), err
	}
	fold := func(op code.BinOp) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) {
			r, err := s(a).Copy(t, &SetType)
			for _, v := range a[1].Tuple().Items {
				if err != nil {
					break
				}
				var o *Set
				if o, err = t.viewSet(v); err == nil {
					r, err = t.SetOp(op, r, o)
				}
			}
			return result(a, r, err)
		}
	}
	test := func(f func(t *Thread, x, y *Set) (bool, error)) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) {
			y, err := t.viewSet(a[1])
			if err != nil {
				return Value{}, err
			}
			ok, err := f(t, s(a), y)
			return Bool(ok), err
		}
	}
	shared := []Def{
		{"copy", "", func(t *Thread, a []Value) (Value, error) {
			if a[0].Type() == &FrozenSetType {
				return a[0], nil
			}
			r, err := s(a).Copy(t, &SetType)
			return result(a, r, err)
		}},
		{"union", "*others", fold(code.OpOr)},
		{"intersection", "*others", fold(code.OpAnd)},
		{"difference", "*others", fold(code.OpSub)},
		{"symmetric_difference", "other, /", func(t *Thread, a []Value) (Value, error) {
			o, err := t.viewSet(a[1])
			if err != nil {
				return Value{}, err
			}
			r, err := t.SetOp(code.OpXor, s(a), o)
			return result(a, r, err)
		}},
		{"issubset", "other, /", test(func(t *Thread, x, y *Set) (bool, error) { return x.IsSubset(t, y) })},
		{"issuperset", "other, /", test(func(t *Thread, x, y *Set) (bool, error) { return y.IsSubset(t, x) })},
		{"isdisjoint", "other, /", test(func(t *Thread, x, y *Set) (bool, error) {
			r, err := t.SetOp(code.OpAnd, x, y)
			return err == nil && r.live == 0, err
		})},
	}
	SetType.addMethods(shared)
	FrozenSetType.addMethods(shared)
	update := func(op code.BinOp) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) {
			for _, v := range a[1].Tuple().Items {
				if op == code.OpOr {
					if err := s(a).AddAll(t, v); err != nil {
						return Value{}, err
					}
					continue
				}
				o, err := t.viewSet(v)
				if err != nil {
					return Value{}, err
				}
				r, err := t.SetOp(op, s(a), o)
				if err != nil {
					return Value{}, err
				}
				x := s(a)
				x.table, x.live, x.fill = r.table, r.live, r.fill
				x.ver++
			}
			return None, nil
		}
	}
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
		{"pop", "", func(t *Thread, a []Value) (Value, error) {
			x := s(a)
			if x.live == 0 {
				return Value{}, t.NewException(&KeyError, t.StrValue("pop from an empty set"))
			}
			for i := range x.table {
				if i&63 == 63 {
					if err := t.Charge(8); err != nil {
						return Value{}, err
					}
				}
				if x.table[i].key.IsSet() {
					v := x.table[i].key
					x.removeAt(i)
					return v, nil
				}
			}
			return None, nil
		}},
		{"clear", "", func(t *Thread, a []Value) (Value, error) { s(a).Clear(); return None, nil }},
		{"update", "*others", update(code.OpOr)},
		{"intersection_update", "*others", update(code.OpAnd)},
		{"difference_update", "*others", update(code.OpSub)},
		{"symmetric_difference_update", "other, /", func(t *Thread, a []Value) (Value, error) {
			return update(code.OpXor)(t, []Value{a[0], t.Tuple(a[1])})
		}},
	})
}
