package py

import (
	"github.com/assay-score/assay/interp/internal/code"
)

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
			return Obj(&MappingProxy{Header: Header{typ: &MappingProxyType}, M: Obj(as[DictView](v).D)}), nil
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
	for _, typ := range []*Type{&DictKeyIteratorType, &DictValueIteratorType, &DictItemIteratorType, &DictReverseKeyIteratorType,
		&DictReverseValueIteratorType, &DictReverseItemIteratorType} {
		typ.addMethods([]Def{
			{"__length_hint__", "", func(t *Thread, a []Value) (Value, error) { return t.dictIteratorLeft(as[dictIterator](a[0])) }},
			{"__reduce__", "", reduceIterator},
		})
	}
	b.define(&MappingProxyType, "mappingproxy", nil, isFinal|isMapping, Slots{
		ToStr: func(t *Thread, v Value) (Value, error) {
			s, err := t.Str(t.proxied(v))
			return t.StrValue(s), err
		},
		Trace: func(v Value, visit func(Value)) {
			visit(as[MappingProxy](v).M)
			visit(classOrNone(as[MappingProxy](v).cls))
		},
		Len:      func(t *Thread, v Value) (int, error) { return t.Len(t.proxied(v)) },
		GetItem:  func(t *Thread, v, k Value) (Value, error) { return t.GetItem(t.proxied(v), k) },
		Contains: func(t *Thread, v, k Value) (bool, error) { return t.Contains(t.proxied(v), k) },
		Iter:     func(t *Thread, v Value) (Value, error) { return t.Iter(t.proxied(v)) },
		Repr: func(t *Thread, v Value) (Value, error) {
			s, err := t.Repr(t.proxied(v))
			return t.strResult("mappingproxy("+s+")", err)
		},
		Compare: func(t *Thread, op code.CmpOp, x, y Value) (Value, error) {
			if y.Type() == &MappingProxyType {
				y = t.proxied(y)
			}
			return t.Compare(op, t.proxied(x), y)
		},
		New: func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
			if len(args) != 1 {
				return Value{}, t.Raisef(&TypeError, "mappingproxy expected 1 argument, got %d", len(args))
			}
			if c := args[0].Type(); c.GetItem == nil || c.flags&(listSubclass|tupleSubclass|strSubclass) != 0 {
				return Value{}, t.Raisef(&TypeError, "mappingproxy() argument must be a mapping, not %s", c.Name)
			}
			return Obj(&MappingProxy{Header: Header{typ: &MappingProxyType}, M: args[0]}), nil
		},
	})
	MappingProxyType.Binary[code.OpOr] = func(t *Thread, a, b Value) (Value, error) {
		inner := func(v Value) Value {
			if v.Type() == &MappingProxyType {
				return t.proxied(v)
			}
			return v
		}
		return t.Binary(code.OpOr, inner(a), inner(b))
	}
	MappingProxyType.InPlace[code.OpOr] = func(t *Thread, a, b Value) (Value, error) {
		return Value{}, t.Raisef(&TypeError, "'|=' is not supported by mappingproxy; use '|' instead")
	}
	MappingProxyType.Hash = func(t *Thread, v Value) (int64, error) {
		h, err := t.Hash(t.proxied(v))
		return int64(h), err
	}
	MappingProxyType.addMethods([]Def{{"__reversed__", "", func(t *Thread, a []Value) (Value, error) { return t.Reversed(t.proxied(a[0])) }}})
	MappingProxyType.addClassMethods([]Def{{"__class_getitem__", "object, /", classGetItem}})
	for _, name := range []string{"get", "keys", "values", "items", "copy"} {
		MappingProxyType.addMethods([]Def{{name, "*args", func(t *Thread, a []Value) (Value, error) {
			return t.CallMethod(t.proxied(a[0]), name, a[1].Tuple().Items...)
		}}})
	}
}

// isSetView tells the views that are like sets.
func (v Value) isSetView() bool {
	return v.Type().IsSubtype(&DictKeysType) || v.Type().IsSubtype(&DictItemsType)
}

// viewBinary makes |, &, - and ^ of views, which make sets and take any iterable on the other side.
func viewBinary(op code.BinOp) func(t *Thread, a, b Value) (Value, error) {
	return func(t *Thread, a, b Value) (Value, error) {
		if op == code.OpAnd {
			if !a.isSetView() {
				a, b = b, a
			}
			return t.viewAnd(a, b)
		}
		if a.Type().IsSubtype(&DictKeysType) && as[DictView](a).D.typ == &DictType {
			a = Obj(as[DictView](a).D)
		}
		r, err := t.SetFrom(&SetType, a)
		if err != nil {
			return Value{}, err
		}
		switch op {
		case code.OpOr:
			err = r.AddAll(t, b)
		case code.OpSub:
			err = r.differenceUpdate(t, b)
		default:
			err = r.symmetricUpdate(t, b)
		}
		return Obj(r), err
	}
}

// viewAnd is the set of the elements of an iterable that are in a view too; of two views the shorter is walked.
func (t *Thread) viewAnd(view, other Value) (Value, error) {
	if other.isSetView() {
		if as[DictView](other).D.live > as[DictView](view).D.live {
			view, other = other, view
		}
	} else if s := other.Set(); s != nil && s.live > as[DictView](view).D.live {
		r, err := s.intersection(t, view)
		return Obj(r), err
	}
	r := t.NewSet()
	err := t.Iterate(other, func(x Value) error {
		in, err := t.Contains(view, x)
		if err != nil || !in {
			return err
		}
		return r.Add(t, x)
	})
	return Obj(r), err
}

func viewCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	isSetLike := func(v Value) bool { return v.Set() != nil || v.isSetView() }
	if !isSetLike(a) || !isSetLike(b) {
		return NotImplemented, nil
	}
	m, err := t.Len(a)
	if err != nil {
		return Value{}, err
	}
	n, err := t.Len(b)
	if err != nil {
		return Value{}, err
	}
	var fits bool
	switch op {
	case code.CmpEq, code.CmpNe:
		fits = m == n
	case code.CmpLt:
		fits = m < n
	case code.CmpLe:
		fits = m <= n
	case code.CmpGt:
		fits, a, b = m > n, b, a
	default:
		fits, a, b = m >= n, b, a
	}
	if fits {
		fits, err = t.allIn(a, b)
	}
	return Bool(fits != (op == code.CmpNe)), err
}

// allIn tells whether each element of a is in b. The elements need not be hashable: items have values.
func (t *Thread) allIn(a, b Value) (all bool, err error) {
	all = true
	err = t.Iterate(a, func(x Value) (err error) {
		if all, err = t.Contains(b, x); err == nil && !all {
			err = errStopIterating
		}
		return err
	})
	return all, err
}

// dictIteratorLeft is how many items an iterator has still to give.
func (t *Thread) dictIteratorLeft(it *dictIterator) (Value, error) {
	if it.d == nil || it.d.live != it.live {
		return Int(0), nil
	}
	n := int64(0)
	entries := it.d.entries
	if it.reverse {
		entries = entries[:min(max(it.pos+1, 0), len(entries))]
	} else {
		entries = entries[min(max(it.pos, 0), len(entries)):]
	}
	for i := range entries {
		if entries[i].key.IsSet() {
			n++
		}
	}
	return Int(n), t.Charge(len(entries) / 16)
}
