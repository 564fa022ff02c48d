package py

import (
	"fmt"
	"slices"

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
	message   string // what str() answers where the arguments are not the message
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
		switch c {
		case &StopIteration, &StopAsyncIteration:
			return fieldsValue
		case &SystemExit:
			return fieldsCode
		case &ImportError:
			return fieldsImport
		case &OSError:
			return fieldsOS
		case &KeyError:
			return nil
		case &AttributeError:
			return fieldsAttribute
		case &NameError:
			return fieldsName
		case &SyntaxError:
			return fieldsSyntax
		case &UnicodeDecodeError, &UnicodeEncodeError:
			return fieldsUnicode
		case &BaseExceptionGroup:
			return fieldsGroup
		}
	}
	return nil
}

var (
	fieldsValue     = []string{"value"}
	fieldsCode      = []string{"code"}
	fieldsImport    = []string{"msg", "name", "path", "name_from"}
	fieldsOS        = []string{"errno", "strerror", "filename", "filename2"}
	fieldsAttribute = []string{"name", "obj"}
	fieldsName      = []string{"name"}
	fieldsSyntax    = []string{"msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line"}
	fieldsUnicode   = []string{"encoding", "object", "start", "end", "reason"}
	fieldsGroup     = []string{"message", "exceptions"}
)

// setFields fills the named fields from positional arguments, as the classes' constructors do.
func (e *Exception) setFields(args []Value) {
	names := exceptionFields(e.typ)
	if names == nil {
		return
	}
	e.fields = make([]Value, len(names))
	for i := range e.fields {
		e.fields[i] = None
	}
	switch names[0] {
	case "value", "code":
		if len(args) == 1 {
			e.fields[0] = args[0]
		} else if len(args) > 1 {
			e.fields[0] = Obj(e.Args)
		}
	case "msg":
		if e.typ.IsSubtype(&ImportError) {
			if len(args) == 1 {
				e.fields[0] = args[0]
			}
			return
		}
		if len(args) > 0 {
			e.fields[0] = args[0]
		}
		if len(args) == 2 && args[1].Tuple() != nil {
			copy(e.fields[1:], args[1].Tuple().Items)
		}
	case "errno":
		if len(args) >= 2 && len(args) <= 5 {
			e.fields[0], e.fields[1] = args[0], args[1]
			if len(args) > 2 {
				e.fields[2] = args[2]
				e.Args = &Tuple{Header: Header{typ: &TupleType}, Items: args[:2:2]}
			}
		}
	case "encoding":
		copy(e.fields, args)
	case "message":
		if len(args) == 2 {
			e.fields[0], e.fields[1] = args[0], args[1]
		}
	}
}

// Field is a named field of the exception, unset where it has none.
func (e *Exception) Field(name string) Value {
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
		if steps++; steps > 1000 {
			break
		}
	}
	e.Context = t.Handled
}

// SetContext is called when an exception starts to travel.
func (t *Thread) SetContext(e *Exception) { t.setContext(e) }

func exceptionNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	t.alloc(160)
	items := append([]Value(nil), args...)
	e := &Exception{Header: Header{typ: typ}, Args: t.NewTuple(items)}
	if typ.Base == &ExceptionType {
		if exceptionFields(typ) == nil {
			return Obj(e), nil
		}
	}
	if typ.IsSubtype(&BaseExceptionGroup) {
		items = append([]Value(nil), items...) // args keep the sequence as it was given
		if err := checkGroup(t, e, items); err != nil {
			return Value{}, err
		}
	}
	if e.typ.IsSubtype(&OSError) && len(args) >= 2 {
		if typ == &OSError && args[0].IsInt() {
			if sub := osErrorByNumber(args[0].Small()); sub != nil {
				e.typ = sub
			}
		}
	}
	e.setFields(items)
	return Obj(e), nil
}

func exceptionInit(t *Thread, self Value, args []Value, kw []Keyword) error {
	e := self.Exception()
	for _, k := range kw {
		ok := false
		switch {
		case e.typ.IsSubtype(&ImportError) && (k.Name.S == "name" || k.Name.S == "path" || k.Name.S == "name_from"),
			e.typ.IsSubtype(&AttributeError) && (k.Name.S == "name" || k.Name.S == "obj"),
			e.typ.IsSubtype(&NameError) && k.Name.S == "name":
			ok = e.SetField(k.Name.S, k.Value)
		}
		if !ok {
			if e.typ.IsSubtype(&ImportError) || e.typ.IsSubtype(&AttributeError) || e.typ.IsSubtype(&NameError) {
				return t.Raisef(&TypeError, "%s() got an unexpected keyword argument '%s'", e.typ.Name, k.Name.S)
			}
			return t.Raisef(&TypeError, "%s() takes no keyword arguments", e.typ.Name)
		}
	}
	if len(kw) == 0 && sameItems(e.Args.Items, args) {
		return nil // __new__ has done it all
	}
	if !e.typ.IsSubtype(&BaseExceptionGroup) && !e.typ.IsSubtype(&OSError) {
		items := append([]Value(nil), args...)
		e.Args = t.NewTuple(items)
		saved := e.fields
		e.setFields(items)
		if len(kw) > 0 {
			for i := range saved {
				if i < len(e.fields) && e.fields[i].IsNone() {
					e.fields[i] = saved[i]
				}
			}
		}
	}
	return nil
}

func sameItems(a, b []Value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func osErrorByNumber(n int64) *Type {
	switch n {
	case 2:
		return &FileNotFoundError
	case 17:
		return &FileExistsError
	case 13, 1:
		return &PermissionError
	case 21:
		return &IsADirectoryError
	case 20:
		return &NotADirectoryError
	case 4:
		return &InterruptedError
	case 10:
		return &ChildProcessError
	case 3:
		return &ProcessLookupError
	case 110:
		return &TimeoutError
	case 32:
		return &BrokenPipeError
	case 111:
		return &ConnectionRefusedError
	case 104:
		return &ConnectionResetError
	case 103:
		return &ConnectionAbortedError
	case 11:
		return &BlockingIOError
	}
	return nil
}

func exceptionStr(t *Thread, self Value) (Value, error) {
	e := self.Exception()
	if e.typ.IsSubtype(&SyntaxError) && len(e.fields) > 0 {
		s, err := t.Str(e.fields[0])
		if err != nil {
			return Value{}, err
		}
		if len(e.fields) > 2 && e.fields[2].IsInt() {
			s = fmt.Sprintf("%s (%s, line %d)", s, fileNameOf(t, e.fields[1]), e.fields[2].Small())
		}
		return Obj(t.NewStr(s)), nil
	}
	if e.typ.IsSubtype(&ImportError) && len(e.fields) > 0 && e.fields[0].Str() != nil {
		return e.fields[0], nil
	}
	if e.typ.IsSubtype(&BaseExceptionGroup) && len(e.fields) > 1 {
		s, err := t.Str(e.fields[0])
		if err != nil {
			return Value{}, err
		}
		n := len(e.fields[1].Tuple().Items)
		suffix := "s"
		if n == 1 {
			suffix = ""
		}
		return Obj(t.NewStr(fmt.Sprintf("%s (%d sub-exception%s)", s, n, suffix))), nil
	}
	if e.typ.IsSubtype(&OSError) && len(e.fields) > 1 && !e.fields[0].IsNone() && !e.fields[1].IsNone() {
		a, err := t.Str(e.fields[0])
		if err != nil {
			return Value{}, err
		}
		b, err := t.Str(e.fields[1])
		if err != nil {
			return Value{}, err
		}
		s := "[Errno " + a + "] " + b
		if !e.fields[2].IsNone() {
			r, err := t.Repr(e.fields[2])
			if err != nil {
				return Value{}, err
			}
			s += ": " + r
		}
		return Obj(t.NewStr(s)), nil
	}
	if e.message != "" {
		return t.StrValue(e.message), nil
	}
	switch len(e.Args.Items) {
	case 0:
		return Obj(t.NewStr("")), nil
	case 1:
		if e.typ.IsSubtype(&KeyError) {
			s, err := t.Repr(e.Args.Items[0])
			return t.strResult(s, err)
		}
		s, err := t.Str(e.Args.Items[0])
		return t.strResult(s, err)
	}
	s, err := t.Repr(Obj(e.Args))
	return t.strResult(s, err)
}

func fileNameOf(t *Thread, v Value) string {
	if v.Str() == nil {
		return "<unknown>"
	}
	name := v.Str().S
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '/' {
			return name[i+1:]
		}
	}
	return name
}

func exceptionRepr(t *Thread, self Value) (Value, error) {
	e := self.Exception()
	if len(e.Args.Items) == 1 {
		s, err := t.Repr(e.Args.Items[0])
		if err != nil {
			return Value{}, err
		}
		return Obj(t.NewStr(e.typ.Name + "(" + s + ")")), nil
	}
	s, err := t.Repr(Obj(e.Args))
	if err != nil {
		return Value{}, err
	}
	return Obj(t.NewStr(e.typ.Name + s)), nil
}

// Traceback is Python's traceback object: a cursor into an exception's entries.
type Traceback struct {
	Header
	Entries []TraceEntry // innermost last
	outer   *Traceback   // whose tb_next this is
	next    *Traceback
}

func exceptionGetAttr(t *Thread, self Value, name *Str) (Value, error) {
	e := self.Exception()
	switch name.S {
	case "args":
		return Obj(e.Args), nil
	case "__cause__":
		return e.Cause.orNone(), nil
	case "__context__":
		if e.Context == nil {
			return None, nil
		}
		return Obj(e.Context), nil
	case "__suppress_context__":
		return Bool(e.Suppress), nil
	case "__traceback__":
		if len(e.Traceback) == 0 {
			return None, nil
		}
		if e.tb == nil || len(e.tb.Entries) != len(e.Traceback) {
			n := len(e.Traceback)
			entries := make([]TraceEntry, n)
			for i, x := range e.Traceback {
				entries[n-1-i] = x
			}
			t.alloc(objectSize + uint64(n)*40)
			e.tb = &Traceback{Header{typ: &TracebackType}, entries, nil, nil}
		}
		return Obj(e.tb), nil
	case "__notes__":
		if e.Notes != nil {
			return Obj(e.Notes), nil
		}
	}
	if v := e.Field(name.S); v.IsSet() {
		return v, nil
	}
	return GenericGetAttr(t, self, name)
}

func (v Value) orNone() Value {
	if !v.IsSet() {
		return None
	}
	return v
}

func exceptionSetAttr(t *Thread, self Value, name *Str, v Value) error {
	e := self.Exception()
	switch name.S {
	case "args":
		items, err := t.ToSlice(v)
		if err != nil {
			return err
		}
		e.Args = t.NewTuple(items)
		return nil
	case "__cause__":
		if !v.IsNone() && v.Exception() == nil {
			return t.Raisef(&TypeError, "exception cause must be None or derive from BaseException")
		}
		e.Cause, e.Suppress = v, true
		return nil
	case "__context__":
		if v.IsNone() {
			e.Context = nil
		} else if c := v.Exception(); c != nil {
			e.Context = c
		} else {
			return t.Raisef(&TypeError, "exception context must be None or derive from BaseException")
		}
		return nil
	case "__suppress_context__":
		b, err := t.Truth(v)
		e.Suppress = b
		return err
	case "__traceback__":
		if v.IsNone() {
			e.Traceback, e.tb = nil, nil
			return nil
		}
		if v.Type() != &TracebackType {
			return t.Raisef(&TypeError, "__traceback__ must be a traceback or None")
		}
		tb := as[Traceback](v)
		e.tb, e.Traceback = tb, slices.Clone(tb.Entries)
		slices.Reverse(e.Traceback)
		return nil
	case "__notes__":
		if v.IsSet() {
			e.Notes = v.List()
		} else {
			e.Notes = nil
		}
		return nil
	}
	if v.IsSet() && e.SetField(name.S, v) {
		return nil
	}
	return GenericSetAttr(t, self, name, v)
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

// GroupItems are the members of an exception group, nil for any other exception.
func (e *Exception) GroupItems() []Value {
	if !e.typ.IsSubtype(&BaseExceptionGroup) || len(e.fields) < 2 || e.fields[1].Tuple() == nil {
		return nil
	}
	return e.fields[1].Tuple().Items
}

func checkGroup(t *Thread, e *Exception, args []Value) error {
	if len(args) != 2 {
		return t.Raisef(&TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", len(args))
	}
	if args[0].Str() == nil {
		return t.Raisef(&TypeError, "argument 1 must be str, not %s", args[0].Type().Name)
	}
	if args[1].Tuple() == nil && args[1].List() == nil {
		return t.Raisef(&TypeError, "second argument (exceptions) must be a sequence")
	}
	items, err := t.ToSlice(args[1])
	if err != nil {
		return err
	}
	if len(items) == 0 {
		return t.Raisef(&ValueError, "second argument (exceptions) must be a non-empty sequence")
	}
	allExceptions := true
	for i, v := range items {
		if v.Exception() == nil {
			return t.Raisef(&ValueError, "Item %d of second argument (exceptions) is not an exception", i)
		}
		allExceptions = allExceptions && v.Type().IsSubtype(&ExceptionType)
	}
	if !allExceptions && e.typ.IsSubtype(&ExceptionType) {
		if e.typ == &ExceptionGroup {
			return t.Raisef(&TypeError, "Cannot nest BaseExceptions in an ExceptionGroup")
		}
		return t.Raisef(&TypeError, "Cannot nest BaseExceptions in '%s'", e.typ.Name)
	}
	if allExceptions && e.typ == &BaseExceptionGroup {
		e.typ = &ExceptionGroup
	}
	args[1] = Obj(t.NewTuple(items))
	return nil
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
	Unlisted bool   // of a text that exec, eval or compile got: tracebacks cannot show its lines

	// Plain says that a call with as many positional arguments as there are parameters needs no binding.
	Plain bool
}

// First is the first instruction.
func (c *Code) First() *code.Instr { return &c.C.Instrs[0] }

// ConstWindow is the constants, to be read as registers are.
func (c *Code) ConstWindow() Window { return WindowOf(c.Consts) }

// Cache is the memory of one instruction: what it found the last time. What the fields mean depends on the opcode.
type Cache struct {
	Typ           *Type
	Ver           uint32
	Index, Index2 int32
	Val           Value
	kind          cacheKind
	shape, next   *Shape
}
