package py

import (
	"github.com/assay-score/assay/interp/internal/code"
)

// numbers defines int, bool, float and complex.
func (b *booter) numbers() {
	ints := Slots{New: intNew, Repr: intRepr, Hash: intHash, Compare: intCompare, Bool: intBool, Neg: intNeg, Pos: intPos, Invert: intNot, Abs: intAbs,
		ToInt: intSelf, Index: intSelf, ToFloat: intToFloat, Size: sizeInt}
	floats := Slots{New: floatNew, Repr: floatRepr, Hash: floatHash, Compare: floatCompare, Bool: floatBool, Neg: floatNeg, Pos: floatPos, Abs: floatAbs,
		ToInt: floatToInt, ToFloat: floatPos}
	complexes := Slots{New: complexNew, Repr: complexRepr, Hash: complexHash, Compare: complexCompare,
		Bool: func(t *Thread, v Value) (bool, error) { return as[Complex](v).C != 0, nil },
		Neg:  func(t *Thread, v Value) (Value, error) { return t.NewComplex(-as[Complex](v).C), nil },
		Pos:  func(t *Thread, v Value) (Value, error) { return t.NewComplex(as[Complex](v).C), nil },
		Abs:  complexAbs}
	for op := range code.BinOps {
		o := code.BinOp(op)
		if o != code.OpMatMul {
			ints.Binary[op] = intBinary(o)
		}
		switch o {
		case code.OpAdd, code.OpSub, code.OpMul, code.OpDiv, code.OpPow:
			floats.Binary[op] = floatBinary(o)
			complexes.Binary[op] = complexBinary(o)
		case code.OpMod, code.OpFloorDiv:
			floats.Binary[op] = floatBinary(o)
		}
	}
	b.define(&IntType, "int", nil, intSubclass|selfMatch, ints)
	layout[BigInt](&IntType, nil)
	IntType.extOff = 0
	b.define(&BoolType, "bool", &IntType, isFinal, Slots{New: boolNew,
		Repr: func(t *Thread, v Value) (Value, error) {
			if v == True {
				return Obj(t.Intern("True")), nil
			}
			return Obj(t.Intern("False")), nil
		},
		Invert: func(t *Thread, v Value) (Value, error) {
			err := t.Warn(&DeprecationWarning, "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the "+
				"underlying int object and is usually not what you expect from the negation of a bool. Use the 'not' operator for boolean negation or ~int(x) "+
				"for the bitwise inversion of the underlying int.")
			if err != nil {
				return Value{}, err
			}
			return intNot(t, v)
		}})
	BoolType.Binary[code.OpAnd] = boolBinary(code.OpAnd, func(x, y bool) bool { return x && y })
	BoolType.Binary[code.OpOr] = boolBinary(code.OpOr, func(x, y bool) bool { return x || y })
	BoolType.Binary[code.OpXor] = boolBinary(code.OpXor, func(x, y bool) bool { return x != y })
	b.define(&FloatType, "float", nil, floatSubclass|selfMatch, floats)
	layout[FloatObject](&FloatType, nil)
	b.define(&ComplexType, "complex", nil, 0, complexes)
	layout[Complex](&ComplexType, nil)
	ComplexType.addAttrs([]Attr{
		{"real", func(t *Thread, v Value) (Value, error) { return Float(real(as[Complex](v).C)), nil }, nil},
		{"imag", func(t *Thread, v Value) (Value, error) { return Float(imag(as[Complex](v).C)), nil }, nil},
	})
	complexMethods()
	intMethods()
	floatMethods()
}

func boolBinary(op code.BinOp, f func(x, y bool) bool) func(t *Thread, a, b Value) (Value, error) {
	ints := intBinary(op)
	return func(t *Thread, a, b Value) (Value, error) {
		if a.IsBool() && b.IsBool() {
			return Bool(f(a == True, b == True)), nil
		}
		return ints(t, a, b)
	}
}

// sequences defines str, list, tuple, range, slice and their iterators.
func (b *booter) sequences() {
	str := Slots{New: strNew, Repr: strRepr, Hash: strHash, Compare: strCompare, GetItem: strGetItem, Contains: strContains, Iter: strIter,
		ToStr: func(t *Thread, v Value) (Value, error) {
			if v.Type() == &StrType {
				return v, nil
			}
			return t.StrValue(as[Str](v).S), nil
		},
		Len:  func(t *Thread, v Value) (int, error) { return as[Str](v).Len(), nil },
		Size: func(v Value) uint64 { return as[Str](v).size() }}
	str.Binary[code.OpAdd], str.Binary[code.OpMul], str.Binary[code.OpMod] = strAdd, strMul, strMod
	b.define(&StrType, "str", nil, strSubclass|selfMatch, str)
	layout(&StrType, func(s *Str) { s.n = -1 })
	strMethods()

	list := Slots{New: listNew, Init: listInit, Repr: listRepr, Compare: listCompare, Len: seqLen, GetItem: listGetItem, SetItem: listSetItem,
		Contains: seqContains, Iter: listIter, Trace: traceItems,
		Size: func(v Value) uint64 { return objectSize + uint64(cap(as[List](v).Items))*16 }}
	list.Binary[code.OpAdd], list.Binary[code.OpMul] = listAdd, listMul
	list.InPlace[code.OpAdd], list.InPlace[code.OpMul] = listIAdd, listIMul
	b.define(&ListType, "list", nil, listSubclass|isSequence|selfMatch, list)
	layout[List](&ListType, nil)
	listMethods()

	tuple := Slots{New: tupleNew, Repr: tupleRepr, Hash: tupleHash, Compare: tupleCompare, Len: seqLen, GetItem: tupleGetItem, Contains: seqContains,
		Iter: tupleIter, Trace: traceItems, Size: func(v Value) uint64 { return objectSize + uint64(len(as[Tuple](v).Items))*16 }}
	tuple.Binary[code.OpAdd], tuple.Binary[code.OpMul] = tupleAdd, tupleMul
	b.define(&TupleType, "tuple", nil, tupleSubclass|isSequence|selfMatch, tuple)
	layout[Tuple](&TupleType, nil)
	tupleMethods()

	b.define(&RangeType, "range", nil, isFinal|isSequence, Slots{New: rangeNew, Repr: rangeRepr, Compare: rangeCompare, GetItem: rangeGetItem,
		Contains: rangeContains, Iter: rangeIter, Hash: rangeHash,
		Bool: func(t *Thread, v Value) (bool, error) {
			_, _, _, n := as[Range](v).parts()
			return n.Sign() != 0, nil
		}, Len: rangeLen, Size: func(v Value) uint64 { return as[Range](v).size() }})
	b.define(&SliceType, "slice", nil, isFinal, Slots{New: sliceNew, Repr: sliceRepr, Compare: sliceCompare, Hash: sliceHash, Trace: func(v Value, visit func(Value)) {
		s := as[SliceObject](v)
		visit(s.Start)
		visit(s.Stop)
		visit(s.Step)
	}})
	SliceType.addAttrs([]Attr{
		{"start", func(t *Thread, v Value) (Value, error) { return as[SliceObject](v).Start, nil }, nil},
		{"stop", func(t *Thread, v Value) (Value, error) { return as[SliceObject](v).Stop, nil }, nil},
		{"step", func(t *Thread, v Value) (Value, error) { return as[SliceObject](v).Step, nil }, nil},
	})
	sliceMethods()
	iter := func(typ *Type, name string, next unaryFunc, trace func(Value, func(Value))) {
		b.define(typ, name, nil, isFinal, Slots{Next: next, Iter: iterSelf, Trace: trace})
	}
	traceSeq := func(v Value, visit func(Value)) {
		if s := as[seqIterator](v).seq; s.IsSet() {
			visit(s)
		}
	}
	iter(&StrIteratorType, "str_ascii_iterator", strIterNext, func(v Value, visit func(Value)) { visit(Obj(as[strIterator](v).s)) })
	iter(&ListIteratorType, "list_iterator", seqIterNext, traceSeq)
	iter(&ListReverseIteratorType, "list_reverseiterator", seqIterNext, traceSeq)
	iter(&TupleIteratorType, "tuple_iterator", seqIterNext, traceSeq)
	iter(&RangeIteratorType, "range_iterator", rangeIterNext, nil)
	iter(&LongRangeIteratorType, "longrange_iterator", hugeRangeIterNext, nil)
	LongRangeIteratorType.Size = func(v Value) uint64 { return as[hugeRangeIterator](v).size() }
	rangeMethods()
	iter(&SequenceIteratorType, "iterator", getItemIterNext, traceSeq)
	iter(&CallIteratorType, "callable_iterator", callIterNext, func(v Value, visit func(Value)) {
		visit(as[callIterator](v).fn)
		visit(as[callIterator](v).sentinel)
	})
	b.define(&ReversedType, "reversed", nil, 0, Slots{Next: getItemIterNext, Iter: iterSelf, Trace: traceSeq,
		New: func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
			if len(kw) > 0 {
				return Value{}, t.Raisef(&TypeError, "reversed() takes no keyword arguments")
			}
			if len(args) != 1 {
				return Value{}, t.Raisef(&TypeError, "reversed expected 1 argument, got %d", len(args))
			}
			v, err := t.Reversed(args[0])
			if err == nil && typ != &ReversedType && v.Type() == &ReversedType {
				o := typ.alloc(t, typ)
				it := as[seqIterator](v)
				as[seqIterator](o).seq, as[seqIterator](o).pos, as[seqIterator](o).reverse = it.seq, it.pos, true
				return o, nil
			}
			return v, err
		}})
	layout[seqIterator](&ReversedType, nil)
	b.bytesTypes()
	iteratorMethods()
}

func iterSelf(t *Thread, v Value) (Value, error) { return v, nil }

func traceItems(v Value, visit func(Value)) {
	for _, x := range seqItems(v) {
		visit(x)
	}
}

// mappings defines dict, its views, set and frozenset.
func (b *booter) mappings() {
	dict := Slots{New: dictNew, Init: dictInit, Repr: dictRepr, Compare: dictCompare, GetItem: dictGetItem, SetItem: dictSetItem, Contains: dictContains,
		Iter: dictIter, Len: func(t *Thread, v Value) (int, error) { return as[Dict](v).live, nil },
		Trace: func(v Value, visit func(Value)) { as[Dict](v).trace(visit) },
		Size:  func(v Value) uint64 { return objectSize + as[Dict](v).size() }}
	dict.Binary[code.OpOr] = dictOr
	dict.InPlace[code.OpOr] = dictIOr
	b.define(&DictType, "dict", nil, dictSubclass|isMapping|selfMatch, dict)
	layout[Dict](&DictType, nil)
	dictMethods()
	b.dictViews()

	set := Slots{New: setNew, Init: setInit, Repr: setRepr, Compare: setCompare, Contains: setContains, Iter: setIter,
		Len: func(t *Thread, v Value) (int, error) { return as[Set](v).live, nil },
		Trace: func(v Value, visit func(Value)) {
			for _, e := range as[Set](v).table {
				if e.key.IsSet() {
					visit(e.key)
				}
			}
		},
		Size: func(v Value) uint64 { return objectSize + uint64(len(as[Set](v).table))*24 }}
	for _, op := range []code.BinOp{code.OpOr, code.OpAnd, code.OpSub, code.OpXor} {
		set.Binary[op] = setBinary(op)
	}
	frozen := set
	for _, op := range []code.BinOp{code.OpOr, code.OpAnd, code.OpSub, code.OpXor} {
		set.InPlace[op] = setInPlace(op)
	}
	b.define(&SetType, "set", nil, setSubclass|selfMatch, set)
	layout(&SetType, func(s *Set) { s.table = make([]setEntry, minSet) })
	frozen.New, frozen.Init, frozen.Hash = frozenSetNew, nil, frozenSetHash
	b.define(&FrozenSetType, "frozenset", nil, setSubclass|selfMatch, frozen)
	layout(&FrozenSetType, func(s *Set) { s.table = make([]setEntry, minSet) })
	b.define(&SetIteratorType, "set_iterator", nil, isFinal, Slots{Next: setIterNext, Iter: iterSelf, Trace: func(v Value, visit func(Value)) {
		if s := as[setIterator](v).s; s != nil {
			visit(Obj(s))
		}
	}})
	setMethods()
}
