package vm

import (
	"strconv"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

func (m *Machine) formatValue(regs py.Window, in *code.Instr) error {
	t := m.t
	v := *regs.At(in.B)
	if v.IsInt() && in.C == 0 && in.D == 0 {
		*regs.At(in.A) = v // BuildString, which takes it, writes the digits
		return nil
	}
	var err error
	switch in.C {
	case 's':
		v, err = t.StrOf(v)
	case 'r', 'a':
		var s string
		if s, err = t.Repr(v); err == nil {
			if in.C == 'a' {
				s = py.ASCIIText(s)
			}
			v = t.StrValue(s)
		}
	}
	if err != nil {
		return err
	}
	spec := ""
	if in.D > 0 {
		spec = regs.At(uint16(in.D - 1)).Str().S
	}
	r, err := t.Format(v, spec)
	if err == nil {
		*regs.At(in.A) = r
	}
	return err
}

func (m *Machine) buildString(regs py.Window, in *code.Instr) error {
	t := m.t
	parts := regs.Slice(int(in.B), int(in.C))
	if in.D == 1 {
		parts = regs.At(in.B).List().Items
	}
	n := 0
	for _, p := range parts {
		if p.IsInt() {
			n += 20
		} else {
			n += len(p.Str().S)
		}
	}
	if err := t.Charge(n / 32); err != nil {
		return err
	}
	if err := t.Grow(uint64(n)); err != nil {
		return err
	}
	text := m.text[:0]
	if n > cap(text) {
		text = make([]byte, 0, n)
		if n <= 1<<12 {
			m.text = text
		}
	}
	for _, p := range parts {
		if p.IsInt() {
			text = strconv.AppendInt(text, p.Small(), 10)
		} else {
			text = append(text, p.Str().S...)
		}
	}
	*regs.At(in.A) = t.TextValue(text)
	return nil
}

func (m *Machine) template(parts []py.Value) py.Value {
	t := m.t
	var strs, fields []py.Value
	text := ""
	for _, p := range parts {
		if s := p.Str(); s != nil {
			text += s.S
			continue
		}
		strs = append(strs, t.StrValue(text))
		text = ""
		fields = append(fields, p)
	}
	strs = append(strs, t.StrValue(text))
	return t.NewTemplate(strs, fields)
}
