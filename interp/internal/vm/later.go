package vm

import (
	"sort"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/internal/compile"
	"github.com/assay-score/assay/interp/internal/py"
)

// later is what a module of the library leaves for later, as all runs share it.
type later struct {
	parts *compile.Parts
	names py.LaterNames
}

// newLater is nil where nothing is left for later.
func newLater(parts *compile.Parts) *later {
	if len(parts.Later) == 0 {
		return nil
	}
	l := &later{parts: parts}
	names := make([][]string, len(parts.Later))
	for i := range parts.Later {
		p := &parts.Later[i]
		names[i] = p.Names
		if p.From != "" {
			l.names.TakeOver(p.From, p.Attr, i)
		}
	}
	l.names.Fill(names, parts.Names)
	return l
}

// runLibrary runs what a module of the library does when it is imported.
func (m *Machine) runLibrary(l *later, globals *py.Dict) error {
	t := m.t
	now := t.NewCode(l.parts.Now)
	bind := func(t *py.Thread, i int) error { return m.bindPart(globals, l.parts, &l.parts.Later[i]) }
	t.BindLater(globals, &l.names, bind, func() int {
		for f := m.cur; f != nil; f = f.back {
			if f.code == now {
				at := now.C.Span(f.pc - 1).From
				return sort.Search(len(l.parts.Later), func(i int) bool { return l.parts.Later[i].Pos >= at })
			}
		}
		return 0
	})
	if _, err := m.runCode(now, globals, py.Value{}); err != nil {
		return err
	}
	return t.Imported(globals)
}

// leeway is how much deeper than a program may go the binding of a name of the library may: a program does not know that
// there is something to do.
const leeway = 100

// bindPart binds a name of a module of the library. No other Python thread runs meanwhile, so that none can find the name
// half bound.
func (m *Machine) bindPart(globals *py.Dict, parts *compile.Parts, p *compile.Part) error {
	t := m.t
	if p.Constant {
		globals.SetStr(t, t.Intern(p.Names[0]), t.Constant(&p.Const))
		return nil
	}
	c, cost, diag := parts.Code(p)
	if diag != nil {
		return &py.Stop{Status: interp.FaultOfOurs, Detail: diag.Message}
	}
	if err := t.Charge(cost); err != nil {
		return err
	}
	if err := t.Grow(uint64(cost) * compiledSize); err != nil {
		return err
	}
	m.binding++
	m.depth -= leeway
	t.Leeway(leeway)
	_, err := m.runCode(t.NewCode(c), globals, py.Value{})
	t.Leeway(-leeway)
	m.depth += leeway
	m.binding--
	return err
}
