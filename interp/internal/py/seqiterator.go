package py

// seqIterator walks anything by position: lists and tuples directly, others through __getitem__.
type seqIterator struct {
	Header
	seq     Value // unset when finished
	pos     int
	reverse bool
}

func (t *Thread) newSeqIterator(typ *Type, seq Value) Value {
	t.alloc(objectSize)
	return Obj(&seqIterator{Header: Header{typ: typ}, seq: seq})
}

func listIter(t *Thread, self Value) (Value, error) {
	return t.newSeqIterator(&ListIteratorType, self), nil
}

func tupleIter(t *Thread, self Value) (Value, error) {
	return t.newSeqIterator(&TupleIteratorType, self), nil
}

func seqIterNext(t *Thread, self Value) (Value, error) {
	it := as[seqIterator](self)
	if !it.seq.IsSet() {
		return Value{}, nil
	}
	items := seqItems(it.seq)
	if it.reverse {
		if it.pos >= 0 && it.pos < len(items) {
			it.pos--
			return items[it.pos+1], nil
		}
	} else if it.pos < len(items) {
		it.pos++
		return items[it.pos-1], nil
	}
	it.seq = Value{}
	return Value{}, nil
}

// getItemIterNext is the old protocol: __getitem__ from 0 until IndexError.
func getItemIterNext(t *Thread, self Value) (Value, error) {
	it := as[seqIterator](self)
	if !it.seq.IsSet() || it.pos < 0 {
		return Value{}, nil
	}
	v, err := t.GetItem(it.seq, Int(int64(it.pos)))
	if err != nil {
		if Catch(err, &IndexError) != nil || Catch(err, &StopIteration) != nil {
			it.seq = Value{}
			return Value{}, nil
		}
		return Value{}, err
	}
	if it.reverse {
		it.pos--
	} else {
		it.pos++
	}
	return v, nil
}

// unknownLength is what an iterator has left over a sequence without a length.
const unknownLength = -1 << 62

// iteratorMethods defines what iterators can do besides walking: say how much is left, and be copied.
func iteratorMethods() {
	hint := func(left func(t *Thread, v Value) (int, error)) []Def {
		return []Def{{"__length_hint__", "", func(t *Thread, a []Value) (Value, error) {
			n, err := left(t, a[0])
			if n == unknownLength {
				return NotImplemented, nil
			}
			return Int(int64(max(n, 0))), err
		}}}
	}
	for _, typ := range []*Type{&ListIteratorType, &TupleIteratorType, &ListReverseIteratorType, &SequenceIteratorType, &ReversedType} {
		typ.addMethods(hint(func(t *Thread, v Value) (int, error) {
			it := as[seqIterator](v)
			if !it.seq.IsSet() {
				return 0, nil
			}
			if it.seq.Type().Len == nil && v.Type() == &SequenceIteratorType {
				return unknownLength, nil
			}
			if it.seq.Type().Len == nil {
				return 0, t.Raisef(&TypeError, "object of type '%s' has no len()", it.seq.Type().Name)
			}
			n, err := t.Len(it.seq)
			if it.reverse {
				if it.pos >= n {
					return 0, err
				}
				return it.pos + 1, err
			}
			return n - it.pos, err
		}))
	}
	StrIteratorType.addMethods(hint(func(t *Thread, v Value) (int, error) {
		it := as[strIterator](v)
		return countRunes(it.s.S[it.pos:]), t.Charge(len(it.s.S) / 32)
	}))
	RangeIteratorType.addMethods(hint(func(t *Thread, v Value) (int, error) { return int(as[rangeIterator](v).left), nil }))
	for _, typ := range []*Type{&BytesIteratorType, &BytearrayIteratorType} {
		typ.addMethods(hint(func(t *Thread, v Value) (int, error) {
			it := as[bytesIterator](v)
			if it.b == nil {
				return 0, nil
			}
			return len(it.b.B) - it.pos, nil
		}))
	}
	for _, typ := range []*Type{&ListIteratorType, &TupleIteratorType, &ListReverseIteratorType, &SequenceIteratorType, &ReversedType, &StrIteratorType,
		&RangeIteratorType, &BytesIteratorType, &BytearrayIteratorType} {
		typ.addMethods([]Def{{"__reduce__", "", reduceIterator}, {"__setstate__", "state, /", setIteratorState}})
	}
	CallIteratorType.addMethods([]Def{{"__reduce__", "", reduceIterator}})
}
