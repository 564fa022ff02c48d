package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// loadAttr is LoadAttr where the first entry of its cache knows no field. It looks the attribute up in full, and remembers what can be
// found again quickly. A property's function runs on a frame of the machine.
func (m *Machine) loadAttr(f *frame, in *code.Instr) error {
	t := m.t
	o := *f.regs.At(in.B)
	c := f.cache(in)
	for k := c; k != nil; k = k.Other {
		if v := o.Known(k); v.IsSet() {
			*f.regs.At(in.A) = v
			return nil
		}
		if fn := o.Getter(k); fn.IsSet() && fn.Func() != nil {
			return m.pushArgs(f, fn.Func(), in.A, o)
		}
	}
	name := f.name(in)
	typ := o.Type()
	if typ.UsesGeneric() {
		d := t.Lookup(typ, name)
		switch {
		case d.IsSet() && py.IsDataDescriptor(d):
			if slot, ok := d.SlotIndex(); ok && o.SlotOf(d) {
				c.SetSlot(o, slot)
			} else if fn := d.PropertyGetter(); fn.IsSet() && fn.Func() != nil {
				c.SetGetter(o, d)
				return m.pushArgs(f, fn.Func(), in.A, o)
			}
		case c.SetField(t, o, name):
			if c.Field && c.Shape == o.ExtOf().Shape {
				*f.regs.At(in.A) = o.ExtOf().Vals[c.Index]
				return nil
			}
		case d.IsSet() && !py.HasGet(d):
			c.SetMethod(o, d)
		}
	}
	v, err := t.GetAttr(o, name)
	return f.put(in.A, v, err)
}

// storeAttr is StoreAttr where the first entry of its cache knows no field.
func (m *Machine) storeAttr(f *frame, in *code.Instr) error {
	t := m.t
	o, v := *f.regs.At(in.A), *f.regs.At(in.B)
	c := f.cache(in)
	for k := c; k != nil; k = k.Other {
		if t.StoreNew(o, k, v) {
			return nil
		}
	}
	name := f.name(in)
	typ := o.Type()
	if !typ.SetsPlainly() {
		return t.SetAttr(o, name, v)
	}
	if d := t.Lookup(typ, name); d.IsSet() && py.IsDataDescriptor(d) {
		if slot, ok := d.SlotIndex(); ok && o.SlotOf(d) {
			c.SetSlot(o, slot)
		}
		return t.SetAttr(o, name, v)
	}
	from := o.Growth()
	if err := t.SetAttr(o, name, v); err != nil {
		return err
	}
	if now := o.Growth(); now == from {
		c.SetField(t, o, name)
	} else {
		c.SetGrowth(o, from)
	}
	return nil
}
