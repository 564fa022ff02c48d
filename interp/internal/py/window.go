package py

import (
	"math"
	"unsafe"
)

// Window is the registers of a frame: a pointer into a stack chunk. Access is unchecked; the verifier has seen to it
// that every register operand of a code object lies inside its window.
type Window struct{ base unsafe.Pointer }

// WindowOf is the window at the start of a slice.
func WindowOf(regs []Value) Window { return Window{unsafe.Pointer(unsafe.SliceData(regs))} }

// At is register i.
func (w Window) At(i uint16) *Value {
	return (*Value)(unsafe.Add(w.base, uintptr(i)*unsafe.Sizeof(Value{})))
}

// AtInt is register i, for operands that are wider than a register's.
func (w Window) AtInt(i int32) *Value {
	return (*Value)(unsafe.Add(w.base, uintptr(uint32(i))*unsafe.Sizeof(Value{})))
}

// Shift is the window that begins at register i.
func (w Window) Shift(i int) Window {
	return Window{unsafe.Add(w.base, uintptr(i)*unsafe.Sizeof(Value{}))}
}

// Slice is n registers from i on. Natives get their arguments this way and must not keep them.
func (w Window) Slice(i, n int) []Value {
	if n == 0 {
		return nil // register i may be the one past the end, which nothing may point to
	}
	return unsafe.Slice((*Value)(unsafe.Add(w.base, uintptr(i)*unsafe.Sizeof(Value{}))), n)
}

// Room is how many registers lie between w and the end of the chunk that regs is.
func (w Window) Room(regs []Value) int {
	end := uintptr(unsafe.Pointer(unsafe.SliceData(regs))) + uintptr(len(regs))*unsafe.Sizeof(Value{})
	return int((end - uintptr(w.base)) / unsafe.Sizeof(Value{}))
}

// RangeState is the first register of a for loop that counts: the next number. The two after it hold the count left and
// the step, as ints.
func RangeState(next int64) Value { return Value{unsafe.Pointer(&rangeTag), uint64(next)} }

// IsRangeState tells a RangeState.
func (v Value) IsRangeState() bool { return v.ref == unsafe.Pointer(&rangeTag) }

// IndexState is the second register of a for loop over a list or tuple: the next position.
func IndexState(i int) Value { return Value{unsafe.Pointer(&indexTag), uint64(i)} }

// IsIndexState tells an IndexState.
func (v Value) IsIndexState() bool { return v.ref == unsafe.Pointer(&indexTag) }

// SetInt stores a small int; where the register holds one already, only the payload is written.
func (v *Value) SetInt(i int64) {
	if v.ref == unsafe.Pointer(&intTag) {
		v.bits = uint64(i)
		return
	}
	*v = Value{unsafe.Pointer(&intTag), uint64(i)}
}

// SetFloat stores a float.
func (v *Value) SetFloat(x float64) {
	if v.ref == unsafe.Pointer(&floatTag) {
		v.bits = math.Float64bits(x)
		return
	}
	*v = Value{unsafe.Pointer(&floatTag), math.Float64bits(x)}
}

// Element is element i of an exact list or tuple, nil where v is none or has no such element.
func (v *Value) Element(i int64) *Value {
	typ := v.Type()
	if typ != &ListType && typ != &TupleType {
		return nil
	}
	l := as[List](*v) // a tuple is laid out as a list is
	if i < 0 {
		i += int64(len(l.Items))
	}
	if uint64(i) >= uint64(len(l.Items)) {
		return nil
	}
	return &l.Items[i]
}

// Elements is the n elements of an exact list or tuple of just that many, else nil.
func (v *Value) Elements(n int) []Value {
	typ := v.Type()
	if typ != &ListType && typ != &TupleType || len(as[List](*v).Items) != n {
		return nil
	}
	return as[List](*v).Items
}

// IsList tells whether v is exactly a list.
func (v *Value) IsList() bool { return v.Type() == &ListType }

// AppendInPlace appends to the list v if it is exactly a list and has room.
func (v *Value) AppendInPlace(x Value) bool {
	l := as[List](*v)
	if l.typ != &ListType || len(l.Items) == cap(l.Items) {
		return false
	}
	l.Items = append(l.Items, x)
	return true
}

// SetPayload replaces the payload of a value whose tag stays.
func (v *Value) SetPayload(bits uint64) { v.bits = bits }

// HeaderOf is the identity of a value's object, for comparing with cached headers.
func HeaderOf(v Value) *Header { return (*Header)(v.ref) }

// instanceType reads a header's type; small ints included.
func (h *Header) Type() *Type { return h.typ }
