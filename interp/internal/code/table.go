package code

import (
	"fmt"
	"strings"
)

// operand says what one operand of an opcode is. The disassembler and the verifier read it.
type operand uint8

const (
	none   operand = iota
	reads          // a register that is read
	writes         // a register that is written
	both           // a register that is read and written
	base           // the first of several registers
	konst          // an index into Consts
	name           // an index into Names
	kwargs         // an index into KwNames, or -1
	target         // an instruction to jump to
	cache          // an inline cache
	number         // a count or flag
	free           // a free variable
)

// row describes an opcode: its name, its operands A, B, C, D and E, and what it does to the registers.
type row struct {
	name          string
	a, b, c, d, e operand
	does          string
}

// table has one row for each opcode.
var table = [opCount]row{
	Nop:           {name: "Nop"},
	Move:          {"Move", writes, reads, none, none, none, "A = B"},
	LoadK:         {"LoadK", writes, none, none, konst, none, "A = constant D"},
	Check:         {"Check", reads, none, none, name, number, "raise UnboundLocalError unless A is set; E: a comprehension's variable"},
	Unset:         {"Unset", writes, none, none, none, none, "A becomes unset"},
	LoadGlobal:    {"LoadGlobal", writes, none, none, name, cache, "A = global or built-in D"},
	StoreGlobal:   {"StoreGlobal", reads, none, none, name, cache, "global D = A"},
	DelGlobal:     {"DelGlobal", none, none, none, name, none, "del global D"},
	LoadName:      {"LoadName", writes, none, none, name, none, "A = name D of the locals, globals or built-ins"},
	StoreName:     {"StoreName", reads, none, none, name, none, "name D of the locals = A"},
	DelName:       {"DelName", none, none, none, name, none, "del name D of the locals"},
	MakeCell:      {"MakeCell", both, none, none, none, none, "A = cell holding A"},
	LoadCell:      {"LoadCell", writes, reads, none, name, none, "A = content of cell B"},
	StoreCell:     {"StoreCell", reads, reads, none, none, none, "content of cell A = B"},
	DelCell:       {"DelCell", reads, none, none, name, none, "content of cell A becomes unset"},
	LoadFree:      {"LoadFree", writes, free, none, name, number, "A = content of free variable B; E: for super()"},
	StoreFree:     {"StoreFree", free, reads, none, none, none, "content of free variable A = B"},
	DelFree:       {"DelFree", free, none, none, name, none, "content of free variable A becomes unset"},
	LoadClassFree: {"LoadClassFree", writes, free, none, name, none, "A = name D of the locals, else free variable B"},
	LoadFromDict:  {"LoadFromDict", writes, reads, free, name, number, "A = name D of the mapping B, else free variable C (E) or global"},
	MakeGeneric:   {"MakeGeneric", writes, reads, none, none, none, "A = typing.Generic of the type parameters B"},
	FreeCell:      {"FreeCell", writes, reads, none, none, none, "A = the cell B itself"},

	Add: binary("Add", "+"), Sub: binary("Sub", "-"), Mul: binary("Mul", "*"), MatMul: binary("MatMul", "@"), Div: binary("Div", "/"),
	Mod: binary("Mod", "%"), Pow: binary("Pow", "**"), LShift: binary("LShift", "<<"), RShift: binary("RShift", ">>"), Or: binary("Or", "|"),
	Xor: binary("Xor", "^"), And: binary("And", "&"), FloorDiv: binary("FloorDiv", "//"),
	AddK: binaryK("AddK", "+"), SubK: binaryK("SubK", "-"), MulK: binaryK("MulK", "*"), MatMulK: binaryK("MatMulK", "@"), DivK: binaryK("DivK", "/"),
	ModK: binaryK("ModK", "%"), PowK: binaryK("PowK", "**"), LShiftK: binaryK("LShiftK", "<<"), RShiftK: binaryK("RShiftK", ">>"),
	OrK: binaryK("OrK", "|"), XorK: binaryK("XorK", "^"), AndK: binaryK("AndK", "&"), FloorDivK: binaryK("FloorDivK", "//"),

	Invert: {"Invert", writes, reads, none, none, none, "A = ~B"},
	Not:    {"Not", writes, reads, none, none, none, "A = not B"},
	Pos:    {"Pos", writes, reads, none, none, none, "A = +B"},
	Neg:    {"Neg", writes, reads, none, none, none, "A = -B"},
	Eq:     binary("Eq", "=="), Ne: binary("Ne", "!="), Lt: binary("Lt", "<"), Le: binary("Le", "<="), Gt: binary("Gt", ">"), Ge: binary("Ge", ">="),
	JumpEq: jump("JumpEq", "=="), JumpNe: jump("JumpNe", "!="), JumpLt: jump("JumpLt", "<"), JumpLe: jump("JumpLe", "<="),
	JumpGt: jump("JumpGt", ">"), JumpGe: jump("JumpGe", ">="),
	JumpEqK: jumpK("JumpEqK", "=="), JumpNeK: jumpK("JumpNeK", "!="), JumpLtK: jumpK("JumpLtK", "<"), JumpLeK: jumpK("JumpLeK", "<="),
	JumpGtK: jumpK("JumpGtK", ">"), JumpGeK: jumpK("JumpGeK", ">="),
	Is: binary("Is", "is"), IsNot: binary("IsNot", "is not"), In: binary("In", "in"), NotIn: binary("NotIn", "not in"),

	Jump:        {"Jump", none, none, none, target, none, "go to D"},
	JumpLoop:    {"JumpLoop", none, none, none, target, none, "do the ForIter at D"},
	JumpTrue:    {"JumpTrue", none, reads, none, target, none, "go to D if B is true"},
	JumpFalse:   {"JumpFalse", none, reads, none, target, none, "go to D if B is false"},
	JumpNone:    {"JumpNone", none, reads, none, target, none, "go to D if B is None"},
	JumpNotNone: {"JumpNotNone", none, reads, none, target, none, "go to D if B is not None"},

	LoadAttr:   {"LoadAttr", writes, reads, none, name, cache, "A = B.D"},
	StoreAttr:  {"StoreAttr", reads, reads, none, name, cache, "A.D = B"},
	DelAttr:    {"DelAttr", reads, none, none, name, none, "del A.D"},
	GetItem:    {"GetItem", writes, reads, reads, none, none, "A = B[C]"},
	GetItemK:   {"GetItemK", writes, reads, konst, none, none, "A = B[constant C]"},
	GetSlice:   {"GetSlice", writes, reads, base, none, none, "A = B[C:C+1]"},
	SetItem:    {"SetItem", reads, reads, reads, none, none, "A[B] = C"},
	DelItem:    {"DelItem", reads, reads, none, none, none, "del A[B]"},
	BuildSlice: {"BuildSlice", writes, base, none, none, none, "A = slice(B, B+1, B+2)"},

	BuildList:   {"BuildList", writes, base, number, none, none, "A = list of the C registers from B"},
	BuildTuple:  {"BuildTuple", writes, base, number, none, none, "A = tuple of the C registers from B"},
	BuildSet:    {"BuildSet", writes, base, number, none, none, "A = set of the C registers from B"},
	BuildDict:   {"BuildDict", writes, base, number, none, none, "A = dict of the C pairs of registers from B"},
	ListAppend:  {"ListAppend", reads, reads, none, none, none, "append B to the list A"},
	ListExtend:  {"ListExtend", reads, reads, number, none, number, "extend the list A by B; E: C is a callee, for the error"},
	SetAdd:      {"SetAdd", reads, reads, none, none, none, "add B to the set A"},
	SetUpdate:   {"SetUpdate", reads, reads, none, none, none, "add all of B to the set A"},
	DictSet:     {"DictSet", reads, reads, reads, none, none, "A[B] = C in the dict A"},
	DictUpdate:  {"DictUpdate", reads, reads, none, none, none, "update the dict A by B"},
	DictMerge:   {"DictMerge", reads, reads, reads, none, none, "add the arguments B to the dict A for callee C"},
	ListToTuple: {"ListToTuple", writes, reads, none, none, none, "A = tuple of the list B"},

	Call:       {"Call", base, number, writes, none, number, "C = A(the B registers after it); E: the first of them is a receiver or unset"},
	CallKw:     {"CallKw", base, number, writes, kwargs, number, "Call, the last arguments by the names D"},
	CallEx:     {"CallEx", base, none, writes, none, none, "C = A(*A+1, **A+2)"},
	CallMethod: {"CallMethod", base, number, writes, name, cache, "C = A.D(the B registers after it)"},
	LoadMethod: {"LoadMethod", base, none, none, name, cache, "A, A+1 = function of the method A.D and A, or the attribute and unset"},

	LoadSuper: {"LoadSuper", base, none, none, name, cache, "A, A+1 = method D of A(A+1, A+2) and A+2, or the attribute and unset"},

	LoadSpecial: {"LoadSpecial", writes, reads, none, name, number, "A = special method D of B, bound"},
	CallSuper:   {"CallSuper", base, number, writes, none, none, "C = A(A+1, A+2), without arguments unless A is super"},

	Return:        {"Return", reads, none, none, none, none, "return A"},
	Yield:         {"Yield", writes, reads, number, none, number, "yield B; A = what is sent; E: thrown exceptions go to the iterator C first"},
	GetIter:       {"GetIter", writes, reads, none, none, none, "A = iter(B)"},
	ForPrep:       {"ForPrep", base, reads, none, none, none, "A, A+1, A+2 = state of a loop over B"},
	ForIter:       {"ForIter", base, writes, none, target, none, "B = next of the loop A, or go to D"},
	YieldFromIter: {"YieldFromIter", writes, reads, none, none, none, "A = iterator for yield from B"},
	Send:          {"Send", reads, both, none, target, none, "send B to the iterator A; B = what it yields, or its result and go to D"},
	GetAwaitable:  {"GetAwaitable", writes, reads, number, none, none, "A = iterator for await B; C: what __aenter__ (1) or __aexit__ (2) answered"},
	GetAIter:      {"GetAIter", writes, reads, none, none, none, "A = aiter(B)"},
	GetANext:      {"GetANext", writes, reads, none, none, none, "A = iterator for await anext(B)"},
	EndAsyncFor:   {"EndAsyncFor", reads, none, none, none, none, "raise A again unless it is StopAsyncIteration"},
	AsyncGenWrap:  {"AsyncGenWrap", writes, reads, none, none, none, "A = B marked as yielded by an asynchronous generator"},

	Unpack:             {"Unpack", base, reads, number, none, none, "the C registers from A = B"},
	UnpackEx:           {"UnpackEx", base, reads, number, number, none, "C registers, a list, D registers = B"},
	MakeFunction:       {"MakeFunction", writes, none, none, konst, none, "A = function of code D"},
	SetFunction:        {"SetFunction", reads, reads, number, none, none, "part C of the function A = B"},
	BuildClass:         {"BuildClass", base, number, writes, kwargs, number, "C = class of body A, name A+1, B bases"},
	Raise:              {"Raise", number, number, none, none, number, "raise A from B; E: how many are given"},
	Reraise:            {"Reraise", reads, none, none, none, none, "raise A again"},
	ExcMatch:           {"ExcMatch", writes, reads, reads, number, number, "A = B matches C; E: A = part of the group B, register D = the rest"},
	PushHandler:        {"PushHandler", writes, reads, none, none, none, "A = exception being handled, which becomes B unless that is None"},
	PopHandler:         {"PopHandler", reads, none, none, none, none, "exception being handled = A"},
	CheckExcGroup:      {"CheckExcGroup", reads, reads, reads, none, none, "raise what is left (B) of A with what was raised (C)"},
	WithExit:           {"WithExit", writes, reads, reads, none, none, "A = B(type, C, traceback)"},
	LoadAssertionError: {"LoadAssertionError", writes, none, none, none, none, "A = AssertionError"},

	Import:     {"Import", writes, number, number, name, number, "A = module D; E: 0 its package, 1 itself, 2 for the names B at level C"},
	ImportFrom: {"ImportFrom", writes, reads, none, name, none, "A = name D of the module B"},
	ImportStar: {"ImportStar", reads, none, none, none, none, "all public names of the module A"},

	FormatValue:        {"FormatValue", writes, reads, number, number, none, "A = format(B) with conversion C and the specification in register D-1"},
	BuildString:        {"BuildString", writes, base, number, number, none, "A = the C strings from B joined; D: those of the list B"},
	BuildInterpolation: {"BuildInterpolation", writes, base, none, none, none, "A = Interpolation(B, B+1, B+2, B+3)"},
	BuildTemplate:      {"BuildTemplate", writes, reads, none, none, none, "A = Template of the list B"},

	MatchSequence: {"MatchSequence", writes, reads, none, none, none, "A = B is a sequence"},
	MatchMapping:  {"MatchMapping", writes, reads, none, none, none, "A = B is a mapping"},
	MatchKeys:     {"MatchKeys", writes, reads, reads, none, none, "A = tuple of B's values for the keys C, or None"},
	MatchClass:    {"MatchClass", both, reads, reads, number, none, "A = tuple of B's attributes by class C, D positions and names A, or None"},
	MatchRest:     {"MatchRest", writes, reads, reads, none, none, "A = dict of B without the keys C"},
	GetLen:        {"GetLen", writes, reads, none, none, none, "A = len(B)"},

	MakeTypeParam:      {"MakeTypeParam", writes, base, number, name, none, "A = type parameter D of kind C with bound B and default B+1"},
	MakeTypeAlias:      {"MakeTypeAlias", writes, reads, none, name, none, "A = type alias D of B"},
	PrintExpr:          {"PrintExpr", reads, none, none, none, none, "show A as a prompt does"},
	LoadLocals:         {name: "LoadLocals"},
	StopIterationError: {name: "StopIterationError"},
	Drop:               {"Drop", base, none, none, none, none, "the registers from A on become unset; what died of a del statement is finalised"},
}

func binary(n, op string) row {
	return row{n, writes, reads, reads, none, number, "A = B " + op + " C"}
}

func binaryK(n, op string) row {
	return row{n, writes, reads, konst, none, number, "A = B " + op + " constant C"}
}

func jump(n, op string) row {
	return row{n, number, reads, reads, target, none, "go to D if (B " + op + " C) is A"}
}

func jumpK(n, op string) row {
	return row{n, number, reads, konst, target, none, "go to D if (B " + op + " constant C) is A"}
}

// String is the opcode's name.
func (o Op) String() string {
	if int(o) < len(table) && table[o].name != "" {
		return table[o].name
	}
	return fmt.Sprintf("Op(%d)", uint16(o))
}

// Does says what the opcode does to the registers.
func (o Op) Does() string { return table[o].does }

// fields pairs the operands of an instruction with what they are.
func (in Instr) fields() [5]struct {
	kind  operand
	value int
} {
	r := &table[in.Op]
	return [5]struct {
		kind  operand
		value int
	}{{r.a, int(in.A)}, {r.b, int(in.B)}, {r.c, int(in.C)}, {r.d, int(in.D)}, {r.e, int(in.E)}}
}

// Count is how many opcodes there are.
func Count() int { return int(opCount) }

// Conditional tells whether an instruction goes on in one of two places.
func Conditional(o Op) bool { return o != Jump && (table[o].d == target) }

// Disassemble writes the code for people, one instruction a line, and the codes inside it after it.
func Disassemble(c *Code) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d registers\n", c.QualName, c.Regs)
	for pc, in := range c.Instrs {
		fmt.Fprintf(&b, "%4d %4d %-14s", c.Line(pc), pc, in.Op)
		for _, f := range in.fields() {
			switch f.kind {
			case reads, writes, both, base:
				fmt.Fprintf(&b, " r%d", f.value)
			case target:
				fmt.Fprintf(&b, " ->%d", f.value)
			case name:
				fmt.Fprintf(&b, " %s", c.Names[f.value])
			case konst, number, free, kwargs:
				fmt.Fprintf(&b, " %d", f.value)
			}
		}
		b.WriteByte('\n')
	}
	for _, h := range c.Handlers {
		fmt.Fprintf(&b, "     [%d, %d) -> %d in r%d\n", h.From, h.To, h.Target, h.Reg)
	}
	for _, k := range c.Consts {
		if k.Code != nil {
			b.WriteString(Disassemble(k.Code))
		}
	}
	return b.String()
}

// Verify checks what the machine relies on without looking: that every operand lies inside its code. Codes inside it
// are checked too.
func Verify(c *Code) error {
	if len(c.Spans) != len(c.Instrs) {
		return fmt.Errorf("%s: %d spans for %d instructions", c.QualName, len(c.Spans), len(c.Instrs))
	}
	for pc, in := range c.Instrs {
		if int(in.Op) >= len(table) {
			return fmt.Errorf("%s: %d: unknown opcode %d", c.QualName, pc, in.Op)
		}
		for i, f := range in.fields() {
			limit := -1
			switch f.kind {
			case reads, writes, both:
				limit = c.Regs
			case base:
				limit = c.Regs + 1 // an empty row may stand at the end
			case konst:
				limit = len(c.Consts)
			case name:
				limit = len(c.Names)
			case target:
				limit = len(c.Instrs)
			case cache:
				limit = c.Caches
			case free:
				limit = len(c.FreeVars)
			case kwargs:
				limit = max(len(c.KwNames), 1)
			}
			if limit >= 0 && f.value >= limit || f.value < 0 && f.kind != kwargs {
				return fmt.Errorf("%s: %d: %s: operand %c is %d of %d", c.QualName, pc, in.Op, 'A'+i, f.value, limit)
			}
		}
	}
	for _, h := range c.Handlers {
		if int(h.Target) >= len(c.Instrs) || h.From > h.To || int(h.To) > len(c.Instrs) || int(h.Reg) >= c.Regs {
			return fmt.Errorf("%s: bad handler %+v", c.QualName, h)
		}
	}
	for _, k := range c.Consts {
		if k.Code != nil {
			if err := Verify(k.Code); err != nil {
				return err
			}
		}
	}
	return nil
}

// JumpsBack tells whether an instruction at pc may jump to an earlier one, as the end of a loop does.
func (in *Instr) JumpsBack(pc int) bool {
	return table[in.Op].d == target && int(in.D) <= pc
}
