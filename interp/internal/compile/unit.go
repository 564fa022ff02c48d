package compile

import (
	"fmt"
	"slices"
	"sync"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// maxRegs is how many registers an operand can name.
const maxRegs = 60000

// unit is one code object being written.
type unit struct {
	*compilation
	outer *unit
	scope *scope // the innermost scope, which may be a comprehension's
	code  *code.Code
	room  *room
	span  source.Span // of what is being compiled

	locals  int // registers of variables
	top     int // first free temporary
	blocks  []*block
	flow    flow
	names   map[string]int32   // where they stand, once there are more than a few
	consts  map[constKey]int32 // likewise
	known   []knownConst       // as long as they are few
	isAsync bool
	hidden  bool // the scope of type parameters, which qualified names skip
	pending []pendingHandler
	reached map[*syntax.AnnAssign]int // the annotations of which it is kept whether they were reached
}

// compilation is what all units of one file share.
type compilation struct {
	file      *source.File
	scopes    *scopes
	single    bool
	execNames bool
	// textAnnotations is from __future__ import annotations.
	textAnnotations bool
	err             *source.Diagnostic
	fuel            int // instructions written
}

// knownConst is where a constant stands.
type knownConst struct {
	key constKey
	at  int32
}

type constKey struct {
	kind code.ConstKind
	i    int64
	s    string
}

type blockKind uint8

const (
	loopBlock blockKind = iota
	handlerBlock
	finallyBlock
	withBlock
)

// block is a statement that an exit from its inside has to pass.
type block struct {
	kind    blockKind
	onBreak *label // loop
	onCont  *label
	prev    int    // handler: register of the exception handled before
	name    string // handler: the name to unbind
	enter   *label // finally: where it begins
	why     int    // finally: register that says why it runs
	value   int    // finally: register of the value to return
	exc     int
	exits   []exit
	exitReg int // with: register of __exit__
	isAsync bool
}

// exit is a way out of a finally block.
type exit struct {
	kind exitKind
	loop *block // of break and continue
}

type exitKind uint8

const (
	returnExit exitKind = iota
	breakExit
	continueExit
)

// label is a place in the code that jumps go to.
type label struct {
	at    int32
	set   bool
	jumps []int
}

func (u *unit) fail(n source.Span, format string, args ...any) {
	if u.err == nil {
		u.err = &source.Diagnostic{Span: n, Kind: source.SyntaxError, Message: fmt.Sprintf(format, args...)}
	}
}

// room is where a unit's instructions are written; what is kept of it is a copy.
type room struct {
	instrs []code.Instr
	spans  []source.Span
	consts []code.Const
	known  []knownConst
}

var rooms = sync.Pool{New: func() any {
	return &room{make([]code.Instr, 0, 64), make([]source.Span, 0, 64), make([]code.Const, 0, 2*few), make([]knownConst, 0, few)}
}}

// maxRoom is how many instructions a unit may have for its room to be kept.
const maxRoom = 1 << 12

func (u *unit) takeRoom() {
	u.room = rooms.Get().(*room)
	r := u.room
	u.code.Instrs, u.code.Spans, u.code.Consts, u.known = r.instrs[:0], r.spans[:0], r.consts[:0], r.known[:0]
}

func (u *unit) putRoom() {
	c := u.code
	*u.room = room{c.Instrs, c.Spans, c.Consts, u.known}
	c.Instrs, c.Spans = slices.Clone(c.Instrs), slices.Clone(c.Spans)
	if len(c.Consts) == 0 {
		c.Consts = nil
	}
	c.Consts = slices.Clone(c.Consts)
	clear(u.room.consts)
	clear(u.room.known)
	if cap(c.Instrs) <= maxRoom {
		rooms.Put(u.room)
	}
	u.room = nil
}

func (u *unit) emit(op code.Op, a, b, c int, d int32, e uint32) int {
	u.fuel++
	u.code.Instrs = append(u.code.Instrs, code.Instr{Op: op, A: uint16(a), B: uint16(b), C: uint16(c), D: d, E: e})
	u.code.Spans = append(u.code.Spans, u.span)
	return len(u.code.Instrs) - 1
}

func (u *unit) op(op code.Op, operands ...int) int {
	var o [3]int
	copy(o[:], operands)
	return u.emit(op, o[0], o[1], o[2], 0, 0)
}

func (u *unit) pc() int32 { return int32(len(u.code.Instrs)) }

func (u *unit) jump(op code.Op, a, b, c int, to *label) {
	i := u.emit(op, a, b, c, to.at, 0)
	if !to.set {
		to.jumps = append(to.jumps, i)
	}
}

func (u *unit) goTo(to *label) {
	u.jump(code.Jump, 0, 0, 0, to)
	u.flow.dead = true
}

func (u *unit) place(l *label) {
	l.at, l.set = u.pc(), true
	for _, i := range l.jumps {
		u.code.Instrs[i].D = l.at
	}
	l.jumps = nil
}

// at compiles something with its own span.
func (u *unit) at(n syntax.Node) (restore source.Span) {
	restore = u.span
	u.span = source.Span{From: n.Pos(), To: n.End()}
	return restore
}

// temp takes n registers in a row.
func (u *unit) temp(n int) int {
	r := u.top
	u.top += n
	if u.top > u.code.Regs {
		u.code.Regs = u.top
	}
	if u.top > maxRegs {
		u.fail(u.span, "too many variables and temporaries in one function")
		u.top = u.locals
	}
	return r
}

// few names or constants of a unit are found by looking at all of them.
const few = 8

func (u *unit) name(s string) int32 {
	if u.names == nil {
		for i, n := range u.code.Names {
			if n == s {
				return int32(i)
			}
		}
	} else if i, ok := u.names[s]; ok {
		return i
	}
	i := int32(len(u.code.Names))
	if u.code.Names == nil {
		u.code.Names = make([]string, 0, few)
	}
	u.code.Names = append(u.code.Names, s)
	if i == few {
		u.names = make(map[string]int32, 2*few)
		for j, n := range u.code.Names {
			u.names[n] = int32(j)
		}
	} else if i > few {
		u.names[s] = i
	}
	return i
}

func (u *unit) cache() uint32 {
	u.code.Caches++
	return uint32(u.code.Caches - 1)
}

func (u *unit) konst(k code.Const) int32 {
	key := constKey{kind: k.Kind, i: k.I, s: k.S}
	switch k.Kind {
	case code.Float, code.Complex:
		key.s = fmt.Sprintf("%x", k.F)
		if k.F == 0 {
			key.s = fmt.Sprintf("%g", k.F)
		}
	case code.BigInt, code.Tuple, code.FrozenSet, code.Function:
		u.code.Consts = append(u.code.Consts, k)
		return int32(len(u.code.Consts) - 1)
	}
	if u.consts == nil {
		for _, known := range u.known {
			if known.key == key {
				return known.at
			}
		}
	} else if i, ok := u.consts[key]; ok {
		return i
	}
	u.code.Consts = append(u.code.Consts, k)
	i := int32(len(u.code.Consts) - 1)
	if u.consts == nil && len(u.known) < few {
		u.known = append(u.known, knownConst{key, i})
		return i
	}
	if u.consts == nil {
		u.consts = make(map[constKey]int32, 2*few)
		for _, known := range u.known {
			u.consts[known.key] = known.at
		}
	}
	u.consts[key] = i
	return i
}

func (u *unit) loadK(dst int, k code.Const) { u.emit(code.LoadK, dst, 0, 0, u.konst(k), 0) }

func (u *unit) loadNone(dst int) { u.loadK(dst, code.Const{Kind: code.None}) }

// newUnit begins the code of a scope.
func (u *unit) newUnit(name string, s *scope, n syntax.Node) *unit {
	v := &unit{compilation: u.compilation, outer: u, scope: s}
	v.span = source.Span{From: n.Pos(), To: n.End()}
	v.code = &code.Code{Name: name, QualName: u.qualName(name), File: u.file, FirstLine: u.file.Position(n.Pos()).Line, Unlisted: u.execNames}
	v.takeRoom()
	return v
}

// qualName is the qualified name of a function or class defined here.
func (u *unit) qualName(name string) string {
	if u == nil || u.code == nil {
		return name
	}
	at := u
	for at.hidden && at.outer != nil {
		at = at.outer
	}
	around := at.scope.code()
	if y := around.Lookup(around.Mangle(name)); y != nil && y.Resolution == resolve.GlobalExplicit {
		return name
	}
	switch around.Kind {
	case resolve.ModuleScope:
		return name
	case resolve.ClassScope:
		return at.code.QualName + "." + name
	}
	return at.code.QualName + ".<locals>." + name
}

// setUpLocals gives the variables of a function their registers.
func (u *unit) setUpLocals() {
	s := u.scope
	n := len(s.seq)
	for i, v := range s.seq {
		v.reg = i
		u.code.Locals = append(u.code.Locals, v.name)
	}
	u.locals = n
	u.top = n
	u.code.Regs = n
	u.code.FreeVars = s.frees
	u.flow = newFlow(n)
	for _, v := range s.seq {
		if v.param {
			u.flow.bind(v.reg)
		}
		if v.cell {
			u.op(code.MakeCell, v.reg)
			u.code.CellVars = append(u.code.CellVars, uint16(v.reg))
		}
	}
}

// finish ends the code.
func (u *unit) finish() *code.Code {
	if u.code.Regs == 0 {
		u.code.Regs = 1
	}
	u.op(code.Nop) // is never run: the machine's pointer to the next instruction must not leave the code
	u.putRoom()
	return u.code
}

// load reads a name and answers the register that holds it: a variable's own, or dst.
func (u *unit) load(name string, dst int) int {
	name = u.scope.Mangle(name)
	kind, y, i := u.variable(name)
	switch kind {
	case localVar:
		if i >= u.flow.n {
			if !y.known {
				u.emit(code.Check, i, 0, 0, u.name(name), 1)
			}
		} else if !u.flow.isBound(i) || y.deleted {
			u.emit(code.Check, i, 0, 0, u.name(name), 0)
			if !y.deleted {
				u.flow.bind(i)
			}
		}
		return i
	case cellVar:
		u.emit(code.LoadCell, u.need(&dst), i, 0, u.name(name), 0)
	case freeVar:
		u.emit(code.LoadFree, u.need(&dst), i, 0, u.name(name), 0)
	case globalVar:
		u.emit(code.LoadGlobal, u.need(&dst), 0, 0, u.name(name), u.cache())
	case dictVar:
		u.emit(code.LoadName, u.need(&dst), 0, 0, u.name(name), 0)
	case classFreeVar:
		u.emit(code.LoadClassFree, u.need(&dst), i, 0, u.name(name), 0)
	case classDictVar, classDictFree:
		d := u.temp(1)
		_, _, at := u.variable(classDict)
		u.emit(code.LoadFree, d, at, 0, u.name(classDict), 0)
		e := uint32(0)
		if kind == classDictFree {
			e = 1
		}
		u.emit(code.LoadFromDict, u.need(&dst), d, i, u.name(name), e)
	}
	return dst
}

// need takes a temporary where the caller did not say where the result goes.
func (u *unit) need(dst *int) int {
	if *dst < 0 {
		*dst = u.temp(1)
	}
	return *dst
}

// store binds a name to the value of a register.
func (u *unit) store(name string, src int) {
	name = u.scope.Mangle(name)
	kind, y, i := u.variable(name)
	switch kind {
	case localVar:
		y.known = true
		if i != src {
			u.op(code.Move, i, src)
		}
		u.flow.bind(i)
	case cellVar:
		u.op(code.StoreCell, i, src)
	case freeVar, classFreeVar, classDictFree:
		u.op(code.StoreFree, i, src)
	case globalVar:
		u.emit(code.StoreGlobal, src, 0, 0, u.name(name), u.cache())
	default:
		u.emit(code.StoreName, src, 0, 0, u.name(name), 0)
	}
}

func (u *unit) del(name string) {
	name = u.scope.Mangle(name)
	kind, _, i := u.variable(name)
	switch kind {
	case localVar:
		u.emit(code.Check, i, 0, 0, u.name(name), 0)
		u.op(code.Unset, i)
	case cellVar:
		u.emit(code.DelCell, i, 0, 0, u.name(name), 0)
	case freeVar, classFreeVar, classDictFree:
		u.emit(code.DelFree, i, 0, 0, u.name(name), 0)
	case globalVar:
		u.emit(code.DelGlobal, 0, 0, 0, u.name(name), 0)
	default:
		u.emit(code.DelName, 0, 0, 0, u.name(name), 0)
	}
}

// localReg is the register of a plain local variable, or -1: where an expression may be computed in place.
func (u *unit) localReg(name string) int {
	kind, _, i := u.variable(u.scope.Mangle(name))
	if kind == localVar {
		return i
	}
	return -1
}

// captures say where the function of scope s takes its free variables from when it is made here.
func (u *unit) captures(s *scope) []code.Capture {
	var out []code.Capture
	for _, name := range s.frees {
		for at := u.scope; at != nil; at = at.parent {
			if v := at.vars[name]; v != nil && v.cell && v.reg >= 0 {
				out = append(out, code.Capture{Index: uint16(v.reg)})
				break
			}
			if !at.inline {
				out = append(out, code.Capture{FromFree: true, Index: uint16(at.free[name])})
				break
			}
		}
	}
	return out
}
