package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// excMatch is the test of an except clause; with E=1 that of except*, which splits a group.
func (m *Machine) excMatch(regs py.Window, in *code.Instr) error {
	t := m.t
	e, cls := *regs.At(in.B), *regs.At(in.C)
	check := func(c py.Value) error {
		typ := c.AsType()
		if typ == nil || !typ.IsSubtype(&py.BaseExceptionType) {
			return t.Raisef(&py.TypeError, "catching classes that do not inherit from BaseException is not allowed")
		}
		if in.E == 1 && typ.IsSubtype(&py.BaseExceptionGroup) {
			return t.Raisef(&py.TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.")
		}
		return nil
	}
	match := false
	if tuple := cls.Tuple(); tuple != nil {
		for _, c := range tuple.Items {
			if err := check(c); err != nil {
				return err
			}
			match = match || e.IsSet() && !e.IsNone() && e.Type().IsSubtype(c.AsType())
		}
	} else {
		if err := check(cls); err != nil {
			return err
		}
		match = !e.IsNone() && e.Type().IsSubtype(cls.AsType())
	}
	if in.E == 0 {
		*regs.At(in.A) = py.Bool(match)
		return nil
	}
	*regs.At(in.A) = py.None
	t.Spend(100) // groups are taken apart and put together
	if e.IsNone() {
		return nil
	}
	if !e.Type().IsSubtype(&py.BaseExceptionGroup) {
		if match { // a naked exception is wrapped
			v, err := t.Call(py.Obj(&py.BaseExceptionGroup), t.StrValue(""), t.Tuple(e))
			if err != nil {
				return err
			}
			*regs.At(in.A) = v
			*regs.At(uint16(in.D)) = py.None
		}
		return nil
	}
	yes, no, err := t.SplitGroup(e.Exception(), cls)
	if err != nil {
		return err
	}
	if yes.IsSet() {
		*regs.At(in.A) = yes
		if !no.IsSet() {
			no = py.None
		}
		*regs.At(uint16(in.D)) = no
	}
	return nil
}

// checkGroup ends try/except*: A the exception that came, B what no clause took, C the list of what clauses raised. What
// the clauses raised again goes back to its place in the group; what they raised anew stands beside it.
func (m *Machine) checkGroup(f *frame, in *code.Instr) error {
	t := m.t
	orig, rest, list := f.regs.At(in.A).Exception(), *f.regs.At(in.B), f.regs.At(in.C).List().Items
	if len(list) == 0 && rest.IsNone() {
		return nil
	}
	if orig.GroupItems() == nil { // wrapped for the one clause that took it, or taken by none
		f.failed = true
		if len(list) > 0 {
			return list[0].Exception()
		}
		return orig
	}
	var raised, again []py.Value
	for _, v := range list {
		if orig.SameOrigin(v.Exception()) {
			again = append(again, v)
		} else {
			raised = append(raised, v)
		}
	}
	if !rest.IsNone() {
		again = append(again, rest)
	}
	kept, err := t.ProjectGroup(orig, again)
	if err != nil {
		return err
	}
	if len(raised) == 0 {
		f.failed = true
		return kept.Exception()
	}
	if kept.IsSet() {
		raised = append(raised, kept)
	}
	f.failed = true
	if len(raised) == 1 {
		return raised[0].Exception()
	}
	v, err := t.Call(py.Obj(&py.BaseExceptionGroup), t.StrValue(""), t.ListValue(raised))
	if err != nil {
		return err
	}
	return v.Exception()
}
