package code

import (
	"math/big"
	"sort"

	"github.com/assay-score/assay/interp/source"
)

// Instr is one instruction. The meaning of the operands is in the opcode's row of the table.
type Instr struct {
	Op      Op
	A, B, C uint16
	D       int32
	E       uint32
}

// Flags say what kind of code a Code is.
type Flags uint32

// The flags.
const (
	VarArgs        Flags = 1 << iota // has *args
	VarKeywords                      // has **kwargs
	Generator                        // contains yield
	Coroutine                        // async def without yield
	AsyncGenerator                   // async def with yield
	Optimized                        // locals live in registers (functions); without it they live in a dictionary
	ClassBody                        // the body of a class
	Method                           // first parameter is known to be the receiver of super()
	HasDocstring                     // Consts[0] is the docstring
)

// Capture says where a function takes one of its free variables from when it is made.
type Capture struct {
	FromFree bool   // from the maker's own free variables, else from a cell in its registers
	Index    uint16 // which
}

// Handler is one row of an exception table: an exception raised by an instruction in [From, To) continues at Target
// with the exception object in register Reg. Rows are ordered innermost first.
type Handler struct {
	From, To, Target int32
	Reg              uint16
}

// ConstKind says which field of a Const holds its value.
type ConstKind uint8

// The kinds of constants.
const (
	None ConstKind = iota
	True
	False
	Ellipsis
	Int       // I
	BigInt    // Big
	Float     // F
	Complex   // F, the imaginary part
	Str       // S, in WTF-8
	Bytes     // S
	Tuple     // Items
	FrozenSet // Items
	Function  // Code
)

// Const is a constant, free of any object model.
type Const struct {
	Kind  ConstKind
	I     int64
	F     float64
	S     string
	Big   *big.Int
	Items []Const
	Code  *Code
}

// Code is a compiled function body, class body or module. It does not change once compiled.
type Code struct {
	Name      string // "f", "<module>", "<lambda>"
	QualName  string // "C.f.<locals>.g"
	File      *source.File
	FirstLine int
	Flags     Flags

	Args       []string // parameter names: positional-only, positional, keyword-only, then *args and **kwargs if any
	PosOnly    int      // how many of Args are positional-only
	Positional int      // how many are positional-only or positional
	KwOnly     int      // how many are keyword-only

	Locals   []string  // the names of the registers from 0 that are variables, parameters first
	CellVars []uint16  // registers of Locals that hold cells
	FreeVars []string  // names of the free variables
	Captures []Capture // where they come from, in the code that makes this function

	Regs     int // size of the register window
	Instrs   []Instr
	Spans    []source.Span // one for each instruction
	Lookups  []Lookup      // in order of PC
	Inner    []Inner       // the variables of comprehensions that are compiled in place
	Handlers []Handler
	Consts   []Const
	Names    []string // names of globals and attributes, and keyword names
	KwNames  [][]string
	Caches   int  // number of inline caches
	Unlisted bool // its text was given to exec, eval or compile: tracebacks cannot quote it
	Annots   []Annotation
}

// Annotation is where the text of one of the expressions stands that a function for annotations, bounds, defaults or
// values of aliases computes.
type Annotation struct {
	Name string // the name that is annotated, "" where the function computes one expression
	Span source.Span
}

// Lookup is where in the source the look-up of a method stands whose call is one instruction with it.
type Lookup struct {
	PC   int32
	Span source.Span
}

// Inner is a variable of a comprehension: it exists between two instructions.
type Inner struct {
	From, To int32
	Reg      uint16
	Name     string
	Cell     bool
}

// LookupPC stands for the look-up of the method that instruction pc calls: see Line and Span.
func LookupPC(pc int) int { return -2 - pc }

// Line is the line of instruction pc, or the first line of the code where pc is out of range.
func (c *Code) Line(pc int) int {
	s, ok := c.span(pc)
	if !ok || c.File == nil {
		return c.FirstLine
	}
	return c.File.Position(s.From).Line
}

// Span is the source span of instruction pc.
func (c *Code) Span(pc int) source.Span {
	s, _ := c.span(pc)
	return s
}

// HasSpan tells whether an instruction stands for a place in the source.
func (c *Code) HasSpan(pc int) bool {
	s, ok := c.span(pc)
	return ok && s.To > s.From
}

func (c *Code) span(pc int) (source.Span, bool) {
	if pc <= LookupPC(0) {
		pc = LookupPC(pc)
		i := sort.Search(len(c.Lookups), func(i int) bool { return int(c.Lookups[i].PC) >= pc })
		if i < len(c.Lookups) && int(c.Lookups[i].PC) == pc {
			return c.Lookups[i].Span, true
		}
	}
	if pc < 0 || pc >= len(c.Spans) {
		return source.Span{}, false
	}
	return c.Spans[pc], true
}
