package vm

import (
	"cmp"
	"slices"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/source"
)

// observer records what a run does. The machine's loop knows nothing of it: while there is one, fuel is handed out unit
// by unit, and the loop asks for more before every instruction.
type observer struct {
	m       *Machine
	own     func(*source.File) bool // tells the program's files from the library's
	codes   map[*code.Code]*record
	order   []*record // in the order of first use
	pending map[*frame]int
	opcodes []uint64
	spent   uint64
	last    *record // to whom the next fuel belongs
	lastPC  int
	lastIn  *frame
	payer   *record // the last instruction of the program's own, which pays for the library
	payerPC int
}

// record is what is known of one code.
type record struct {
	c      *code.Code
	own    bool
	calls  uint64
	counts []uint64 // of each instruction
	fuel   []uint64
	jumped []uint64 // how often a conditional jump jumped
}

// Observe begins to record. own tells which files are the program's.
func (m *Machine) Observe(own func(*source.File) bool) {
	m.observer = &observer{m: m, own: own, codes: map[*code.Code]*record{}, pending: map[*frame]int{}, opcodes: make([]uint64, code.Count())}
	m.t.Observe(m.observer.step)
}

// record finds or makes the record of a code, and of all that are defined in it.
func (o *observer) record(c *code.Code) *record {
	if r := o.codes[c]; r != nil {
		return r
	}
	r := &record{c: c, own: c.File != nil && o.own(c.File)}
	r.counts, r.fuel, r.jumped = make([]uint64, len(c.Instrs)), make([]uint64, len(c.Instrs)), make([]uint64, len(c.Instrs))
	o.codes[c] = r
	o.order = append(o.order, r)
	if r.own {
		for i := range c.Consts {
			if c.Consts[i].Kind == code.Function {
				o.record(c.Consts[i].Code)
			}
		}
	}
	return r
}

// step is called before each instruction.
func (o *observer) step() {
	f := o.m.cur
	if f == nil || f.pc == 0 {
		return
	}
	pc := f.pc - 1
	o.settle(o.m.t.Spent() - 1)
	r := o.record(f.code.C)
	op := r.c.Instrs[pc].Op
	o.opcodes[op]++
	r.counts[pc]++
	if pc == 0 && o.lastIn != f {
		r.calls++
	}
	if from, ok := o.pending[f]; ok {
		delete(o.pending, f)
		if from < len(r.c.Instrs) && pc == int(r.c.Instrs[from].D) && pc != from+1 {
			r.jumped[from]++
		}
	}
	if code.Conditional(op) {
		o.pending[f] = pc
	}
	o.last, o.lastPC, o.lastIn = r, pc, f
	if r.own {
		o.payer, o.payerPC = r, pc
	}
}

// settle books what has been spent since the last instruction began.
func (o *observer) settle(spent uint64) {
	n := spent - o.spent
	o.spent = spent
	if o.last == nil {
		return
	}
	o.last.fuel[o.lastPC] += n
	if !o.last.own && o.payer != nil {
		o.payer.fuel[o.payerPC] += n
	}
}

// Observed is what has been recorded, nil where nothing was.
func (m *Machine) Observed(want interp.Observe) *interp.Observed {
	o := m.observer
	if o == nil {
		return nil
	}
	o.settle(m.t.Spent())
	out := &interp.Observed{}
	files := map[string]*lines{}
	var names []string
	for _, r := range o.order {
		if !r.own {
			continue
		}
		name := r.c.File.Name
		l := files[name]
		if l == nil {
			l = &lines{count: map[int]uint64{}, fuel: map[int]uint64{}, branch: map[interp.BranchCount]uint64{}}
			files[name] = l
			names = append(names, name)
		}
		total := l.add(r)
		if r.calls > 0 && (want.Profile || want.Counters) {
			out.Functions = append(out.Functions, interp.FunctionCount{File: name, Line: r.c.FirstLine, Name: r.c.QualName, Calls: r.calls, Fuel: total})
		}
	}
	slices.Sort(names)
	for _, name := range names {
		l := files[name]
		if want.Coverage {
			out.Files = append(out.Files, l.coverage(name))
		}
		if want.Profile {
			out.Lines = append(out.Lines, l.profile(name)...)
		}
	}
	slices.SortFunc(out.Functions, func(a, b interp.FunctionCount) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Name, b.Name))
	})
	out.Functions = merged(out.Functions)
	if want.Counters {
		for op, n := range o.opcodes {
			if n > 0 {
				out.Opcodes = append(out.Opcodes, interp.OpcodeCount{Opcode: code.Op(op).String(), Count: n})
			}
		}
		slices.SortFunc(out.Opcodes, func(a, b interp.OpcodeCount) int { return cmp.Compare(a.Opcode, b.Opcode) })
	}
	return out
}

// merged adds up functions of the same place and name: a text that is compiled twice is one function to its reader.
func merged(all []interp.FunctionCount) []interp.FunctionCount {
	out := all[:0]
	for _, f := range all {
		if n := len(out); n > 0 && out[n-1].File == f.File && out[n-1].Line == f.Line && out[n-1].Name == f.Name {
			out[n-1].Calls += f.Calls
			out[n-1].Fuel += f.Fuel
			continue
		}
		out = append(out, f)
	}
	return out
}

// lines is what has been recorded of a file.
type lines struct {
	count, fuel map[int]uint64
	branch      map[interp.BranchCount]uint64
}

// add takes over what is recorded of a code, and answers what it spent.
func (l *lines) add(r *record) (total uint64) {
	file := r.c.File
	for pc := range r.c.Instrs {
		total += r.fuel[pc]
		if !r.c.HasSpan(pc) {
			continue
		}
		at := file.Position(r.c.Span(pc).From)
		l.count[at.Line] = max(l.count[at.Line], r.counts[pc])
		l.fuel[at.Line] += r.fuel[pc]
		if in := &r.c.Instrs[pc]; code.Conditional(in.Op) && pc+1 < len(r.c.Instrs) {
			b := interp.BranchCount{Line: at.Line, Column: at.Column, To: r.c.Line(int(in.D))}
			l.branch[b] += r.jumped[pc]
			b.To = r.c.Line(pc + 1)
			l.branch[b] += r.counts[pc] - r.jumped[pc]
		}
	}
	return total
}

func (l *lines) coverage(name string) interp.FileCoverage {
	out := interp.FileCoverage{File: name}
	for line, n := range l.count {
		out.Lines = append(out.Lines, interp.LineCount{Line: line, Count: n})
	}
	slices.SortFunc(out.Lines, func(a, b interp.LineCount) int { return cmp.Compare(a.Line, b.Line) })
	for b, n := range l.branch {
		b.Count = n
		out.Branches = append(out.Branches, b)
	}
	slices.SortFunc(out.Branches, func(a, b interp.BranchCount) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.To, b.To))
	})
	return out
}

func (l *lines) profile(name string) []interp.LineFuel {
	var out []interp.LineFuel
	for line, n := range l.fuel {
		if n > 0 {
			out = append(out, interp.LineFuel{File: name, Line: line, Fuel: n})
		}
	}
	slices.SortFunc(out, func(a, b interp.LineFuel) int { return cmp.Compare(a.Line, b.Line) })
	return out
}
