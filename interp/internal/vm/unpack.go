package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// build does the instructions that fill containers.
func (m *Machine) build(f *frame, in *code.Instr) error {
	t := m.t
	regs := f.regs
	switch in.Op {
	case code.BuildSet:
		s := t.NewSet()
		for _, v := range regs.Slice(int(in.B), int(in.C)) {
			if err := s.Add(t, v); err != nil {
				return err
			}
		}
		*regs.At(in.A) = py.Obj(s)
	case code.BuildDict:
		d := t.NewDict()
		kv := regs.Slice(int(in.B), 2*int(in.C))
		if len(kv) > 0 {
			d.Reserve(len(kv) / 2)
			t.Alloc(uint64(len(kv)) * 20)
		}
		for i := 0; i < len(kv); i += 2 {
			if err := d.Set(t, kv[i], kv[i+1]); err != nil {
				return err
			}
		}
		*regs.At(in.A) = py.Obj(d)
	case code.ListExtend:
		v := *regs.At(in.B)
		if !t.IsIterable(v) {
			if in.E == 1 {
				return t.Raisef(&py.TypeError, "%s argument after * must be an iterable, not %s", m.calleeName(*regs.At(in.C)), v.Type().Name)
			}
			return t.Raisef(&py.TypeError, "Value after * must be an iterable, not %s", v.Type().Name)
		}
		return regs.At(in.A).List().Extend(t, v)
	case code.SetUpdate:
		return regs.At(in.A).Set().AddAll(t, *regs.At(in.B))
	case code.SetAdd:
		return regs.At(in.A).Set().Add(t, *regs.At(in.B))
	case code.DictSet:
		return regs.At(in.A).Dict().Set(t, *regs.At(in.B), *regs.At(in.C))
	case code.DictUpdate:
		v := *regs.At(in.B)
		if v.Dict() == nil && !v.Type().Lookup("keys").IsSet() {
			return t.Raisef(&py.TypeError, "'%s' object is not a mapping", v.Type().Name)
		}
		return t.UpdateFrom(regs.At(in.A).Dict(), v)
	case code.DictMerge:
		return m.merge(regs.At(in.A).Dict(), *regs.At(in.B), *regs.At(in.C))
	}
	return nil
}

// merge adds ** arguments, which may not repeat.
func (m *Machine) merge(d *py.Dict, v, callee py.Value) error {
	t := m.t
	if v.Dict() == nil && !v.Type().Lookup("keys").IsSet() {
		return t.Raisef(&py.TypeError, "%s argument after ** must be a mapping, not %s", m.calleeName(callee), v.Type().Name)
	}
	if v.Dict() == nil || !v.PlainItems() { // its keys may repeat, and __getitem__ may do anything
		keys, err := t.CallMethod(v, "keys")
		if err != nil {
			return err
		}
		return t.Iterate(keys, func(k py.Value) error {
			x, err := t.GetItem(v, k)
			if err != nil {
				return err
			}
			return m.mergeOne(d, k, x, callee)
		})
	}
	from := v.Dict()
	for i := 0; ; i++ {
		k, x, ok := from.Entry(i)
		if !ok {
			return nil
		}
		if !k.IsSet() {
			continue
		}
		if err := m.mergeOne(d, k, x, callee); err != nil {
			return err
		}
	}
}

// mergeOne adds one ** argument.
func (m *Machine) mergeOne(d *py.Dict, k, x, callee py.Value) error {
	t := m.t
	if err := t.Charge(8); err != nil {
		return err
	}
	old, err := d.Get(t, k)
	if err != nil {
		return err
	}
	if old.IsSet() {
		s, err := t.Str(k)
		if err != nil {
			return err
		}
		return t.Raisef(&py.TypeError, "%s got multiple values for keyword argument '%s'", m.calleeName(callee), s)
	}
	return d.Set(t, k, x)
}

func (m *Machine) unpack(regs py.Window, in *code.Instr) error {
	t := m.t
	v := *regs.At(in.B)
	n := int(in.C)
	if items := v.ItemsOf(); items != nil {
		if len(*items) == n {
			copy(regs.Slice(int(in.A), n), *items)
			return nil
		}
		if len(*items) > n {
			return t.Raisef(&py.ValueError, "too many values to unpack (expected %d, got %d)", n, len(*items))
		}
		return t.Raisef(&py.ValueError, "not enough values to unpack (expected %d, got %d)", n, len(*items))
	}
	it, err := m.unpackIter(v)
	if err != nil {
		return err
	}
	out := make([]py.Value, n)
	for i := range out {
		x, err := t.Next(it)
		if err != nil {
			return err
		}
		if !x.IsSet() {
			return t.Raisef(&py.ValueError, "not enough values to unpack (expected %d, got %d)", n, i)
		}
		out[i] = x
	}
	x, err := t.Next(it)
	if err != nil {
		return err
	}
	if x.IsSet() {
		if v.Type() == &py.DictType {
			return t.Raisef(&py.ValueError, "too many values to unpack (expected %d, got %d)", n, v.Dict().Len())
		}
		return t.Raisef(&py.ValueError, "too many values to unpack (expected %d)", n)
	}
	copy(regs.Slice(int(in.A), n), out)
	return nil
}

func (m *Machine) unpackIter(v py.Value) (py.Value, error) {
	if !m.t.IsIterable(v) {
		return py.Value{}, m.t.Raisef(&py.TypeError, "cannot unpack non-iterable %s object", v.Type().Name)
	}
	return m.t.Iter(v)
}

// unpackEx unpacks with a starred target: C values before it, D after it.
func (m *Machine) unpackEx(regs py.Window, in *code.Instr) error {
	t := m.t
	v := *regs.At(in.B)
	if !t.IsIterable(v) {
		return t.Raisef(&py.TypeError, "cannot unpack non-iterable %s object", v.Type().Name)
	}
	items, err := t.ToSlice(v)
	if err != nil {
		return err
	}
	before, after := int(in.C), int(in.D)
	if len(items) < before+after {
		return t.Raisef(&py.ValueError, "not enough values to unpack (expected at least %d, got %d)", before+after, len(items))
	}
	out := regs.Slice(int(in.A), before+1+after)
	copy(out, items[:before])
	out[before] = t.ListValue(append([]py.Value(nil), items[before:len(items)-after]...))
	copy(out[before+1:], items[len(items)-after:])
	return nil
}
