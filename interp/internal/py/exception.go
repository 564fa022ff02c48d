package py

import (
	"fmt"

	"github.com/assay-score/assay/interp/internal/code"
)

// Exception is an exception object. It is a Go error, so a native that fails returns it as such.
type Exception struct {
	Header
	ext       Ext
	Args      *Tuple
	Cause     Value // unset or an exception
	Context   *Exception
	Suppress  bool // __suppress_context__
	Traceback []TraceEntry
	Notes     *List
	fields    []Value // the named fields of OSError, ImportError, SyntaxError, ExceptionGroup…: see exceptionFields
	Dropped   int     // entries of the traceback beyond maxTraceback
	tb        *Traceback
	Scope     *Scope // what the frame that a name was missing in could see, for suggestions
}

// TraceEntry is one frame that an exception passed.
type TraceEntry struct {
	Code    *Code
	PC      int32
	Forced  int32 // the line, where it is not that of PC
	Globals *Dict
	Frame   *Frame // nil until somebody asks for it
}

// maxTraceback bounds the entries that one exception keeps: recursion may go ten thousand deep.
const maxTraceback = 11000

// Error is the last line of the traceback, for Go's sake.
func (e *Exception) Error() string {
	s := e.typ.Name
	if e.Args != nil && len(e.Args.Items) > 0 {
		if m := e.Args.Items[0]; m.IsSet() && m.Str() != nil {
			s += ": " + m.Str().S
		}
	}
	return s
}

// AddTrace appends a frame that the exception leaves.
func (e *Exception) AddTrace(c *Code, pc int, globals *Dict, f *Frame) {
	if len(e.Traceback) >= maxTraceback {
		e.Dropped++
		return
	}
	if e.Traceback == nil {
		e.Traceback = make([]TraceEntry, 0, 4)
	}
	e.Traceback = append(e.Traceback, TraceEntry{c, int32(pc), 0, globals, f})
}

// NewException is an exception of a class with its arguments, not yet raised.
func (t *Thread) NewException(typ *Type, args ...Value) *Exception {
	t.alloc(160)
	e := &Exception{Header: Header{typ: typ}, Args: t.NewTuple(args)}
	e.setFields(args)
	return e
}

// Raisef makes an exception with a message, as an error to return.
func (t *Thread) Raisef(typ *Type, format string, args ...any) error {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	return t.NewException(typ, Obj(t.NewStr(format)))
}

// RaiseNew is Raisef for a message that is no format; without a message the exception has no arguments.
func (t *Thread) RaiseNew(typ *Type, message string) error {
	if message == "" {
		return t.NewException(typ)
	}
	return t.NewException(typ, Obj(t.NewStr(message)))
}

// Catch tells whether err is a Python exception of a class (or below it), and answers the exception.
func Catch(err error, typ *Type) *Exception {
	if e, ok := err.(*Exception); ok && e.typ.IsSubtype(typ) {
		return e
	}
	return nil
}

// exceptionFields names the fields that exceptions of a class and those below it have besides args.
func exceptionFields(typ *Type) []string {
	for _, c := range typ.MRO {
		if c.flags&isHeapType != 0 {
			continue
		}
		if f := fieldsOf(c); f != nil {
			return f
		}
	}
	return nil
}

// fieldsOf names the fields that a class adds.
func fieldsOf(c *Type) []string {
	switch c {
	case &StopIteration:
		return fieldsValue
	case &SystemExit:
		return fieldsCode
	case &ImportError:
		return fieldsImport
	case &OSError:
		return fieldsOS
	case &AttributeError:
		return fieldsAttribute
	case &NameError:
		return fieldsName
	case &SyntaxError:
		return fieldsSyntax
	case &UnicodeDecodeError, &UnicodeEncodeError:
		return fieldsUnicode
	case &UnicodeTranslateError:
		return fieldsTranslate
	case &BaseExceptionGroup:
		return fieldsGroup
	}
	return nil
}

var (
	fieldsValue     = []string{"value"}
	fieldsCode      = []string{"code"}
	fieldsImport    = []string{"msg", "name", "path", "name_from"}
	fieldsOS        = []string{"errno", "strerror", "filename", "filename2", "characters_written"}
	fieldsAttribute = []string{"name", "obj"}
	fieldsName      = []string{"name"}
	fieldsSyntax    = []string{"msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line", "_metadata"}
	fieldsUnicode   = []string{"encoding", "object", "start", "end", "reason"}
	fieldsTranslate = []string{"object", "start", "end", "reason"}
	fieldsGroup     = []string{"message", "exceptions"}
)

// Field is a named field of the exception, unset where it has none.
func (e *Exception) Field(name string) Value {
	if e.fields == nil {
		return Value{}
	}
	for i, n := range exceptionFields(e.typ) {
		if n == name && i < len(e.fields) {
			return e.fields[i]
		}
	}
	return Value{}
}

// SetField sets a named field and says whether there is one.
func (e *Exception) SetField(name string, v Value) bool {
	for i, n := range exceptionFields(e.typ) {
		if n == name && i < len(e.fields) {
			e.fields[i] = v
			return true
		}
	}
	return false
}

// setContext links the exception being handled to a new one, and cuts the chain where it would close.
func (t *Thread) setContext(e *Exception) {
	if t.Handled == nil || t.Handled == e || e.Context == t.Handled {
		return
	}
	steps := 0
	for c := t.Handled; c.Context != nil; c = c.Context {
		if c.Context == e {
			c.Context = nil
			break
		}
		t.fuel--
		if steps++; steps > 1000 {
			break
		}
	}
	e.Context = t.Handled
}

// SetContext is called when an exception starts to travel.
func (t *Thread) SetContext(e *Exception) { t.setContext(e) }

// Traceback is Python's traceback object: a cursor into an exception's entries.
type Traceback struct {
	Header
	Entries []TraceEntry // innermost last
	outer   *Traceback   // whose tb_next this is
	next    *Traceback
}

func (v Value) orNone() Value {
	if !v.IsSet() {
		return None
	}
	return v
}

func traceException(self Value, visit func(Value)) {
	e := self.Exception()
	if e.Args != nil {
		visit(Obj(e.Args))
	}
	if e.Cause.IsSet() {
		visit(e.Cause)
	}
	if e.Context != nil {
		visit(Obj(e.Context))
	}
	if e.Notes != nil {
		visit(Obj(e.Notes))
	}
	for _, f := range e.fields {
		visit(f)
	}
	if s := e.Scope; s != nil {
		visit(s.Self.orNone())
		if s.Globals != nil {
			visit(Obj(s.Globals))
		}
	}
	for i := range e.Traceback {
		if f := e.Traceback[i].Frame; f != nil {
			visit(Obj(f))
		}
	}
	if e.tb != nil {
		visit(Obj(e.tb))
	}
}

// SameOrigin tells whether an exception was taken from the same raise as e: it has its traceback, notes, cause and context.
func (e *Exception) SameOrigin(o *Exception) bool {
	return e.Notes == o.Notes && e.Cause == o.Cause && e.Context == o.Context && len(e.Traceback) > 0 && len(o.Traceback) > 0 &&
		&e.Traceback[0] == &o.Traceback[0]
}

// ProjectGroup is the part of a group that holds the exceptions of other groups, unset where there are none.
func (t *Thread) ProjectGroup(e *Exception, keep []Value) (Value, error) {
	leaves := map[*Exception]bool{}
	for _, v := range keep {
		if err := t.collectLeaves(v.Exception(), leaves); err != nil {
			return Value{}, err
		}
	}
	yes, _, err := t.splitGroup(e, func(v Value) (bool, error) { return leaves[v.Exception()], nil })
	return yes, err
}

func (t *Thread) collectLeaves(e *Exception, leaves map[*Exception]bool) error {
	if err := t.Enter(); err != nil {
		return err
	}
	defer t.Leave()
	items := e.GroupItems()
	if items == nil {
		leaves[e] = true
		return nil
	}
	if err := t.Charge(len(items)); err != nil {
		return err
	}
	for _, x := range items {
		if err := t.collectLeaves(x.Exception(), leaves); err != nil {
			return err
		}
	}
	return nil
}

// GroupItems are the members of an exception group, nil for any other exception.
func (e *Exception) GroupItems() []Value {
	if !e.typ.IsSubtype(&BaseExceptionGroup) || len(e.fields) < 2 || e.fields[1].Tuple() == nil {
		return nil
	}
	return e.fields[1].Tuple().Items
}

// Code is a code object: compiled code with its constants made into objects.
type Code struct {
	Header
	C        *code.Code
	Consts   []Value
	Names    []*Str
	KwNames  [][]*Str
	Caches   []Cache
	VarNames []*Str // of Args, for keyword arguments
	ready    bool   // Consts, Names, KwNames and Caches have been made
	doc      Value
	Unlisted bool // of a text that exec, eval or compile got: tracebacks cannot show its lines

	Name, QualName *Str // what functions made of it are called

	// Plain says that a call with as many positional arguments as there are parameters needs no binding.
	Plain bool
}

// First is the first instruction.
func (c *Code) First() *code.Instr { return &c.C.Instrs[0] }

// ConstWindow is the constants, to be read as registers are.
func (c *Code) ConstWindow() Window { return WindowOf(c.Consts) }

// Cache is the memory of one instruction: what it found the last time. What the fields mean depends on the opcode.
type Cache struct {
	Ver         uint32 // of the class, or of the keys of the globals
	Ver2        uint32 // of the keys of the builtins
	Index       int32
	kind        cacheKind
	Field       bool // kind is fieldCached, for the machine's loop
	Slot        bool // kind is slotCached, for the machine's loop
	Val         Value
	Shape, next *Shape
	Other       *Cache // of an attribute: what the instruction found before, for another class or shape
}
