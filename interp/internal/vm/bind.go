package vm

import (
	"fmt"
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// bind spreads the arguments of a call over the registers of a function's parameters, and unsets its other variables.
func (m *Machine) bind(fn *py.Function, regs []py.Value, args []py.Value, kw []py.Keyword) error {
	t := m.t
	c := fn.Code.C
	given := len(args)
	if err := t.Charge(len(args)/4 + len(kw)*16); err != nil {
		return err
	}
	n := min(given, c.Positional)
	// args may overlap regs: the surplus is saved before anything is written.
	var rest py.Value
	named := c.Positional + c.KwOnly
	if c.Flags&code.VarArgs != 0 {
		rest = t.Tuple(append([]py.Value(nil), args[n:]...)...)
	}
	copy(regs, args[:n])
	clear(regs[n:])
	star := named
	if c.Flags&code.VarArgs != 0 {
		regs[star] = rest
		star++
	}
	var extra *py.Dict
	if c.Flags&code.VarKeywords != 0 {
		extra = t.NewDict()
		regs[star] = py.Obj(extra)
	}
	if err := m.bindKeywords(fn, regs, kw, extra); err != nil {
		return err
	}
	if given > c.Positional && c.Flags&code.VarArgs == 0 {
		return m.tooManyArgs(fn, given, kw)
	}
	first := c.Positional - len(fn.Defaults)
	var missing []string
	for i := n; i < c.Positional; i++ {
		if regs[i].IsSet() {
			continue
		}
		if i >= first {
			regs[i] = fn.Defaults[i-first]
		} else {
			missing = append(missing, c.Args[i])
		}
	}
	if missing != nil {
		return m.missingArgs(fn, "positional", missing)
	}
	for i := c.Positional; i < named; i++ {
		if regs[i].IsSet() {
			continue
		}
		if fn.KwDefaults != nil {
			if v := fn.KwDefaults.GetStr(t, t.Intern(c.Args[i])); v.IsSet() {
				regs[i] = v
				continue
			}
		}
		missing = append(missing, c.Args[i])
	}
	if missing != nil {
		return m.missingArgs(fn, "keyword-only", missing)
	}
	return nil
}

func (m *Machine) bindKeywords(fn *py.Function, regs []py.Value, kw []py.Keyword, extra *py.Dict) error {
	t := m.t
	c := fn.Code.C
	named := c.Positional + c.KwOnly
	for _, k := range kw {
		i := -1
		for j := c.PosOnly; j < named; j++ {
			if c.Args[j] == k.Name.S {
				i = j
				break
			}
		}
		looked := named - c.PosOnly
		if i >= 0 {
			looked = i - c.PosOnly
		}
		if looked > 16 {
			if err := t.Charge(looked / 4); err != nil {
				return err
			}
		}
		switch {
		case i >= 0 && regs[i].IsSet():
			return t.Raisef(&py.TypeError, "%s() got multiple values for argument '%s'", fn.QualName.S, k.Name.S)
		case i >= 0:
			regs[i] = k.Value
		case extra != nil:
			if extra.GetStr(t, k.Name).IsSet() {
				return t.Raisef(&py.TypeError, "%s() got multiple values for keyword argument '%s'", fn.QualName.S, k.Name.S)
			}
			extra.SetStr(t, k.Name, k.Value)
		default:
			var posOnly []string
			for _, p := range c.Args[:c.PosOnly] {
				for _, x := range kw {
					if x.Name.S == p {
						posOnly = append(posOnly, p)
					}
				}
			}
			if posOnly != nil {
				return t.Raisef(&py.TypeError, "%s() got some positional-only arguments passed as keyword arguments: '%s'", fn.QualName.S, strings.Join(posOnly, ", "))
			}
			return t.Raisef(&py.TypeError, "%s() got an unexpected keyword argument '%s'%s", fn.QualName.S, k.Name.S, py.DidYouMean(k.Name.S, c.Args[c.PosOnly:named], " "))
		}
	}
	return nil
}

func (m *Machine) missingArgs(fn *py.Function, kind string, names []string) error {
	s := ""
	if len(names) > 1 {
		s = "s"
	}
	return m.t.Raisef(&py.TypeError, "%s() missing %d required %s argument%s: %s", fn.QualName.S, len(names), kind, s, enumerate(names))
}

// enumerate is 'a', 'b', and 'c'.
func enumerate(names []string) string {
	q := make([]string, len(names))
	for i, n := range names {
		q[i] = "'" + n + "'"
	}
	switch len(q) {
	case 1:
		return q[0]
	case 2:
		return q[0] + " and " + q[1]
	}
	return strings.Join(q[:len(q)-1], ", ") + ", and " + q[len(q)-1]
}

func (m *Machine) tooManyArgs(fn *py.Function, given int, kw []py.Keyword) error {
	c := fn.Code.C
	takes := fmt.Sprint(c.Positional)
	many := c.Positional != 1
	if len(fn.Defaults) > 0 {
		takes = fmt.Sprintf("from %d to %d", c.Positional-len(fn.Defaults), c.Positional)
		many = true
	}
	s, were := "", "was"
	if many {
		s = "s"
	}
	if given != 1 {
		were = "were"
	}
	kwOnly := 0
	for _, k := range kw {
		for _, a := range c.Args[c.Positional : c.Positional+c.KwOnly] {
			if a == k.Name.S {
				kwOnly++
			}
		}
	}
	what := ""
	if kwOnly > 0 {
		ps, ks := "", ""
		if given != 1 {
			ps = "s"
		}
		if kwOnly != 1 {
			ks = "s"
		}
		what = fmt.Sprintf(" positional argument%s (and %d keyword-only argument%s)", ps, kwOnly, ks)
		were = "were"
	}
	return m.t.Raisef(&py.TypeError, "%s() takes %s positional argument%s but %d%s %s given", fn.QualName.S, takes, s, given, what, were)
}
