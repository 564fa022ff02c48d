package py

import "unsafe"

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

// Items are the items of an exact list or tuple: a tuple is laid out as a list is.
func (v *Value) Items() []Value { return (*List)(v.ref).Items }

// ExtAt is ExtOf where the type is known to have an Ext.
func (v *Value) ExtAt() *Ext { return (*Ext)(unsafe.Add(v.ref, (*Header)(v.ref).typ.extOff)) }

// SetPayload replaces the payload of a value whose tag stays.
func (v *Value) SetPayload(bits uint64) { v.bits = bits }

// HeaderOf is the identity of a value's object, for comparing with cached headers.
func HeaderOf(v Value) *Header { return (*Header)(v.ref) }

// instanceType reads a header's type; small ints included.
func (h *Header) Type() *Type { return h.typ }
