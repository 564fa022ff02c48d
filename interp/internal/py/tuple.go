package py

import (
	"github.com/assay-score/assay/interp/internal/code"
)

// Tuple is a tuple. Its items never change once anybody has seen it.
type Tuple struct {
	Header
	Items []Value
}

// NewTuple makes a tuple that owns items.
func (t *Thread) NewTuple(items []Value) *Tuple {
	t.alloc(objectSize + uint64(len(items))*16)
	return &Tuple{Header{typ: &TupleType}, items}
}

// TupleOf makes a tuple of a copy of items; short ones lie beside the tuple, in one allocation.
func (t *Thread) TupleOf(items []Value) Value {
	var o *Tuple
	switch len(items) {
	case 0:
		return Obj(emptyTuple)
	case 1:
		x := new(shortTuple[[1]Value])
		x.room[0] = items[0]
		o, x.Items = &x.Tuple, x.room[:]
	case 2:
		x := new(shortTuple[[2]Value])
		x.room[0], x.room[1] = items[0], items[1]
		o, x.Items = &x.Tuple, x.room[:]
	case 3:
		x := new(shortTuple[[3]Value])
		x.room[0], x.room[1], x.room[2] = items[0], items[1], items[2]
		o, x.Items = &x.Tuple, x.room[:]
	case 4:
		x := new(shortTuple[[4]Value])
		copy(x.room[:], items)
		o, x.Items = &x.Tuple, x.room[:]
	default:
		return Obj(t.NewTuple(append([]Value(nil), items...)))
	}
	o.typ = &TupleType
	t.alloc(objectSize + uint64(len(items))*16)
	return Obj(o)
}

// shortTuple is a tuple with its items.
type shortTuple[T any] struct {
	Tuple
	room T
}

// Tuple makes a tuple value of a copy of its items, so that they need not outlive the call.
func (t *Thread) Tuple(items ...Value) Value { return t.TupleOf(items) }

func tupleGetItem(t *Thread, self, key Value) (Value, error) {
	return seqGetItem(t, self, key, "tuple")
}

func tupleCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	if a.Tuple() == nil || b.Tuple() == nil {
		return NotImplemented, nil
	}
	return t.compareSeqs(op, a, b)
}

func tupleAdd(t *Thread, a, b Value) (Value, error) {
	x, y := a.Tuple(), b.Tuple()
	if x == nil || y == nil {
		return NotImplemented, nil
	}
	items, err := t.concat(x.Items, y.Items)
	return Obj(&Tuple{Header{typ: &TupleType}, items}), err
}

func tupleMul(t *Thread, a, b Value) (Value, error) {
	if a.Tuple() == nil {
		a, b = b, a
	}
	if b.IsInt() && b.Small() == 1 && a.Type() == &TupleType {
		return a, nil
	}
	items, ok, err := t.repeat(a.Tuple().Items, b)
	if err != nil || !ok {
		return NotImplemented, err
	}
	return Obj(&Tuple{Header{typ: &TupleType}, items}), nil
}

// tupleHash is CPython's, which mixes the items' hashes as xxHash does.
func tupleHash(t *Thread, self Value) (int64, error) {
	const (
		p1 = 11400714785074694791
		p2 = 14029467366897019727
		p5 = 2870177450012600261
	)
	if err := t.Enter(); err != nil {
		return 0, err
	}
	defer t.Leave()
	items := as[Tuple](self).Items
	if err := t.Charge(len(items) / 4); err != nil {
		return 0, err
	}
	acc := uint64(p5)
	for _, v := range items {
		h, err := t.Hash(v)
		if err != nil {
			return 0, err
		}
		acc += h * p2
		acc = acc<<31 | acc>>33
		acc *= p1
	}
	acc += uint64(len(items)) ^ (p5 ^ 3527539)
	if acc == ^uint64(0) {
		return 1546275796, nil
	}
	return int64(acc), nil
}
