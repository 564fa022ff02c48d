package py

import (
	"slices"
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
		if len(args) == 1 || names[0] == "value" && len(args) > 0 {
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
			if len(args) > 2 && !args[2].IsNone() {
				if e.typ == &BlockingIOError && args[2].IsInt() {
					e.fields[4] = args[2]
					return
				}
				e.fields[2] = args[2]
				if len(args) == 5 {
					e.fields[3] = args[4]
				}
				e.Args = &Tuple{Header: Header{typ: &TupleType}, Items: args[:2:2]}
			}
		}
	case "encoding", "object":
		copy(e.fields, args)
	case "message":
		if len(args) == 2 {
			e.fields[0], e.fields[1] = args[0], args[1]
		}
	}
}

func exceptionNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	t.alloc(160)
	e := &Exception{Header: Header{typ: typ}}
	if typ.slotBase > 0 {
		t.alloc(uint64(typ.slotBase) * 16)
		e.ext.Slots = make([]Value, typ.slotBase)
	}
	if typ.IsSubtype(&OSError) {
		if typ.osErrorInits() {
			e.Args = emptyTuple
			return Obj(e), nil
		}
		if len(kw) > 0 && typ.flags&isHeapType == 0 {
			return Value{}, t.Raisef(&TypeError, "%s() takes no keyword arguments", typ.Name)
		}
		if typ == &OSError && len(args) >= 2 && len(args) <= 5 && args[0].IsInt() {
			if sub := osErrorByNumber(args[0].Small()); sub != nil {
				e.typ = sub
			}
		}
	}
	items := slices.Clone(args)
	e.Args = t.NewTuple(items)
	if typ.IsSubtype(&BaseExceptionGroup) {
		items = slices.Clone(items) // args keep the sequence as it was given
		if err := checkGroup(t, e, items); err != nil {
			return Value{}, err
		}
	}
	if e.typ.IsSubtype(&SyntaxError) || e.typ.IsSubtype(&UnicodeError) {
		return Obj(e), nil // their __init__ looks at the arguments
	}
	e.setFields(items)
	return Obj(e), nil
}

// osErrorInits tells whether __init__ and not __new__ reads the arguments: in subclasses that override only __init__.
func (typ *Type) osErrorInits() bool {
	_, newBy := typ.lookupFrom("__new__")
	_, initBy := typ.lookupFrom("__init__")
	return initBy.flags&isHeapType != 0 && newBy.flags&isHeapType == 0
}

func exceptionInit(t *Thread, self Value, args []Value, kw []Keyword) error {
	e := self.Exception()
	typ := e.typ
	if typ.IsSubtype(&OSError) {
		if !typ.osErrorInits() {
			return nil // __new__ has done it all
		}
	} else if typ.IsSubtype(&BaseExceptionGroup) {
		if len(kw) > 0 {
			return t.Raisef(&TypeError, "%s() takes no keyword arguments", typ.Name)
		}
		e.Args = t.NewTuple(slices.Clone(args))
		return nil
	}
	named := typ.IsSubtype(&ImportError) || typ.IsSubtype(&AttributeError) || typ.IsSubtype(&NameError)
	for _, k := range kw {
		switch {
		case !named:
			return t.Raisef(&TypeError, "%s() takes no keyword arguments", typ.Name)
		case k.Name.S == "name",
			typ.IsSubtype(&ImportError) && (k.Name.S == "path" || k.Name.S == "name_from"),
			typ.IsSubtype(&AttributeError) && k.Name.S == "obj":
		default:
			base := typ
			for base.flags&isHeapType != 0 {
				base = base.Base
			}
			if base == &ModuleNotFoundError {
				base = &ImportError
			}
			return t.Raisef(&TypeError, "%s() got an unexpected keyword argument '%s'", base.Name, k.Name.S)
		}
	}
	if typ.flags&isHeapType != 0 || !sameItems(e.Args.Items, args) {
		e.Args = t.NewTuple(slices.Clone(args))
	}
	e.setFields(e.Args.Items)
	for _, k := range kw {
		e.SetField(k.Name.S, k.Value)
	}
	switch {
	case typ.IsSubtype(&SyntaxError):
		return t.checkSyntaxError(e, args)
	case typ.IsSubtype(&UnicodeError) && typ != &UnicodeError:
		return t.checkUnicodeError(e, args)
	}
	return nil
}

// checkSyntaxError reads the details of a SyntaxError, which may be any iterable.
func (t *Thread) checkSyntaxError(e *Exception, args []Value) error {
	if len(args) != 2 {
		return nil
	}
	details, err := t.ToSlice(args[1])
	if err != nil {
		return err
	}
	switch n := len(details); {
	case n < 4:
		return t.Raisef(&TypeError, "function takes at least 4 arguments (%d given)", n)
	case n > 7:
		return t.Raisef(&TypeError, "function takes at most 7 arguments (%d given)", n)
	case n == 5:
		return t.Raisef(&TypeError, "end_offset must be provided when end_lineno is provided")
	}
	for i := 1; i < 7; i++ {
		e.fields[i] = None
	}
	copy(e.fields[1:7], details) // the seventh is CPython's own
	return nil
}

// checkUnicodeError checks the arguments of the errors of codecs.
func (t *Thread) checkUnicodeError(e *Exception, args []Value) error {
	names := exceptionFields(e.typ)
	if names == nil {
		return nil
	}
	if len(args) != len(names) {
		return t.Raisef(&TypeError, "function takes exactly %d arguments (%d given)", len(names), len(args))
	}
	for i, name := range names {
		switch name {
		case "start", "end":
			n, err := t.IntArg(args[i])
			if err != nil {
				return err
			}
			e.fields[i] = Int(int64(n))
		case "object":
			if e.typ.IsSubtype(&UnicodeDecodeError) {
				if args[i].Bytes() == nil {
					b, err := t.BytesArg(args[i])
					if err != nil {
						return err
					}
					e.fields[i] = t.NewBytes(slices.Clone(b))
				}
				continue
			}
			fallthrough
		default:
			if args[i].Str() == nil {
				return t.Raisef(&TypeError, "argument %d must be str, not %s", i+1, args[i].typeName())
			}
		}
	}
	return nil
}

func sameItems(a, b []Value) bool { return slices.Equal(a, b) }

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
	case 32, 108:
		return &BrokenPipeError
	case 111:
		return &ConnectionRefusedError
	case 104:
		return &ConnectionResetError
	case 103:
		return &ConnectionAbortedError
	case 11, 114, 115:
		return &BlockingIOError
	}
	return nil
}

func checkGroup(t *Thread, e *Exception, args []Value) error {
	if len(args) != 2 {
		return t.Raisef(&TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", len(args))
	}
	if args[0].Str() == nil {
		return t.Raisef(&TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %s", args[0].typeName())
	}
	if typ := args[1].Type(); typ.GetItem == nil || typ.flags&(dictSubclass) != 0 || typ == &MappingProxyType {
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
