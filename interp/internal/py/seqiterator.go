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
