package py

import (
	"github.com/assay-score/assay/interp/internal/code"
)

// Frame is Python's frame object. The machine makes one when somebody asks for a frame and keeps it up to date through
// Live until the frame ends; then it holds what the frame was at its end.
type Frame struct {
	Header
	Code    *Code
	Globals *Dict
	PC      int32
	Line    int32 // 0: the line of PC
	Back    *Frame
	Locals  Value // of a frame that has ended, may be unset
	Live    LiveFrame
	trace   Value
}

// LiveFrame is a frame of the machine that has not ended.
type LiveFrame interface {
	Where() int32
	Caller(t *Thread) *Frame
	Variables(t *Thread) (Value, error)
}

// NewFrame makes a frame object.
func (t *Thread) NewFrame(c *Code, globals *Dict) *Frame {
	t.alloc(128)
	return &Frame{Header: Header{typ: &FrameType}, Code: c, Globals: globals}
}

// LineNo is the line that the frame is at.
func (f *Frame) LineNo() int {
	pc := f.PC
	if f.Live != nil {
		pc = f.Live.Where()
	} else if f.Line != 0 {
		return int(f.Line)
	}
	return f.Code.C.Line(int(pc))
}

// Variables is f_locals.
func (f *Frame) Variables(t *Thread) (Value, error) {
	switch {
	case f.Live != nil:
		return f.Live.Variables(t)
	case f.Locals.IsSet():
		return f.Locals, nil
	case f.Code.C.Flags&code.Optimized == 0 && f.Globals != nil:
		return Obj(f.Globals), t.Whole(f.Globals)
	}
	f.Locals = Obj(t.NewDict())
	return f.Locals, nil
}

func frameOrNone(f *Frame) Value {
	if f == nil {
		return None
	}
	return Obj(f)
}

func (b *booter) frames() {
	b.define(&FrameType, "frame", nil, isFinal, Slots{
		Repr: func(t *Thread, v Value) (Value, error) {
			f := as[Frame](v)
			return t.StrValue("<frame at " + t.Address(v) + ", file '" + f.Code.fileName() + "', line " + Itoa(f.LineNo()) + ", code " + f.Code.C.Name + ">"), nil
		},
		Trace: func(v Value, visit func(Value)) {
			f := as[Frame](v)
			visit(Obj(f.Code))
			visit(f.Locals)
			visit(f.trace)
			if f.Globals != nil {
				visit(Obj(f.Globals))
			}
			if f.Back != nil {
				visit(Obj(f.Back))
			}
		},
	})
	FrameType.addAttrs([]Attr{
		{"f_back", func(t *Thread, v Value) (Value, error) {
			f := as[Frame](v)
			if f.Live != nil {
				return frameOrNone(f.Live.Caller(t)), nil
			}
			return frameOrNone(f.Back), nil
		}, nil},
		{"f_builtins", func(t *Thread, v Value) (Value, error) { return Obj(t.Builtins), nil }, nil},
		{"f_code", func(t *Thread, v Value) (Value, error) { return Obj(as[Frame](v).Code), nil }, nil},
		{"f_generator", func(t *Thread, v Value) (Value, error) { return None, nil }, nil},
		{"f_globals", func(t *Thread, v Value) (Value, error) {
			if g := as[Frame](v).Globals; g != nil {
				return Obj(g), t.Whole(g)
			}
			return Obj(t.NewDict()), nil
		}, nil},
		{"f_lasti", func(t *Thread, v Value) (Value, error) {
			f := as[Frame](v)
			if f.Live != nil {
				return Int(2 * int64(f.Live.Where())), nil
			}
			return Int(2 * int64(f.PC)), nil
		}, nil},
		{"f_lineno", func(t *Thread, v Value) (Value, error) { return Int(int64(as[Frame](v).LineNo())), nil }, nil},
		{"f_locals", func(t *Thread, v Value) (Value, error) { return as[Frame](v).Variables(t) }, nil},
		{"f_trace", func(t *Thread, v Value) (Value, error) { return as[Frame](v).trace.orNone(), nil },
			func(t *Thread, self, v Value) error { as[Frame](self).trace = v; return nil }},
		{"f_trace_lines", func(t *Thread, v Value) (Value, error) { return True, nil }, nil},
		{"f_trace_opcodes", func(t *Thread, v Value) (Value, error) { return False, nil }, nil},
	})
	FrameType.addMethods([]Def{{"clear", "", func(t *Thread, a []Value) (Value, error) {
		f := as[Frame](a[0])
		if f.Live != nil {
			return Value{}, t.Raisef(&RuntimeError, "cannot clear an executing frame")
		}
		f.Locals = Value{}
		return None, nil
	}}})
	b.define(&TracebackType, "traceback", nil, isFinal, Slots{
		New: newTraceback,
		Trace: func(v Value, visit func(Value)) {
			for i := range as[Traceback](v).Entries {
				e := &as[Traceback](v).Entries[i]
				visit(Obj(e.Code))
				if e.Globals != nil {
					visit(Obj(e.Globals))
				}
				if e.Frame != nil {
					visit(Obj(e.Frame))
				}
			}
		},
		Size: func(v Value) uint64 { return objectSize + uint64(len(as[Traceback](v).Entries))*40 },
	})
	TracebackType.addAttrs([]Attr{
		{"tb_frame", func(t *Thread, v Value) (Value, error) { return Obj(as[Traceback](v).frame(t, 0)), nil }, nil},
		{"tb_lasti", func(t *Thread, v Value) (Value, error) { return Int(2 * int64(as[Traceback](v).Entries[0].PC)), nil }, nil},
		{"tb_lineno", func(t *Thread, v Value) (Value, error) { return Int(int64(as[Traceback](v).Entries[0].Line())), nil }, nil},
		{"tb_next", func(t *Thread, v Value) (Value, error) {
			tb := as[Traceback](v)
			if len(tb.Entries) < 2 {
				return None, nil
			}
			if tb.next == nil || len(tb.next.Entries) != len(tb.Entries)-1 {
				t.alloc(objectSize)
				tb.next = &Traceback{Header{typ: &TracebackType}, tb.Entries[1:], tb, nil}
			}
			return Obj(tb.next), nil
		}, setNextTraceback},
	})
}

// newTraceback is types.TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno).
func newTraceback(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	a, err := t.bindArgs("traceback", tracebackSignature, args, kw)
	if err != nil {
		return Value{}, err
	}
	if a[1].Type() != &FrameType {
		return Value{}, t.Raisef(&TypeError, "traceback() argument 'tb_frame' must be frame, not %s", a[1].Type().Name)
	}
	var rest []TraceEntry
	if a[0].Type() == &TracebackType {
		rest = as[Traceback](a[0]).Entries
	} else if !a[0].IsNone() {
		return Value{}, t.Raisef(&TypeError, "expected traceback object or None, got '%s'", a[0].Type().Name)
	}
	lasti, err := t.IntArg(a[2])
	if err != nil {
		return Value{}, err
	}
	line, err := t.IntArg(a[3])
	if err != nil {
		return Value{}, err
	}
	f := as[Frame](a[1])
	if err := t.Grow(uint64(len(rest)+1) * 40); err != nil {
		return Value{}, err
	}
	entries := append([]TraceEntry{{Code: f.Code, PC: int32(lasti / 2), Forced: int32(line), Globals: f.Globals, Frame: f}}, rest...)
	return Obj(&Traceback{Header{typ: &TracebackType}, entries, nil, nil}), nil
}

var tracebackSignature = ParseSignature("tb_next, tb_frame, tb_lasti, tb_lineno")

func setNextTraceback(t *Thread, self, v Value) error {
	if !v.IsSet() {
		return t.Raisef(&TypeError, "can't delete tb_next attribute")
	}
	tb := as[Traceback](self)
	var rest []TraceEntry
	if v.IsSet() && v.Type() == &TracebackType {
		rest = as[Traceback](v).Entries
		for i := range rest {
			if &rest[i] == &tb.Entries[0] {
				return t.Raisef(&ValueError, "traceback loop detected")
			}
		}
	} else if !v.IsSet() || !v.IsNone() {
		return t.Raisef(&TypeError, "expected traceback object, got '%s'", v.Type().Name)
	}
	if err := t.Grow(uint64(len(rest)+1) * 40); err != nil {
		return err
	}
	tb.Entries, tb.next = append([]TraceEntry{tb.Entries[0]}, rest...), nil
	return nil
}

// frame is the frame object of an entry. Frames that nobody asked for while they ran are made now, without locals.
func (tb *Traceback) frame(t *Thread, i int) *Frame {
	e := &tb.Entries[i]
	if e.Frame == nil {
		f := t.NewFrame(e.Code, e.Globals)
		f.PC, f.Line = e.PC, e.Forced
		e.Frame = f
		if tb.outer != nil {
			f.Back = tb.outer.frame(t, 0)
		}
	}
	return e.Frame
}

func (c *Code) fileName() string {
	if c.C.File == nil {
		return "<unknown>"
	}
	return c.C.File.Name
}
