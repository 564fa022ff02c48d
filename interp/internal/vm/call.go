package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// push calls a Python function whose arguments stand in the caller's window. It answers the new frame, or nil where the
// result is there already (a generator).
func (m *Machine) push(f *frame, fn *py.Function, base, n int, dest uint16) (*frame, error) {
	c := fn.Code.C
	if m.depth >= m.t.RecursionLimit {
		return nil, m.tooDeep()
	}
	if c.Flags&(generatorFlags|code.VarArgs|code.VarKeywords) == 0 && c.KwOnly == 0 && n <= c.Positional && n >= c.Positional-len(fn.Defaults) {
		g := m.enter(fn.Code, fn, f, base, n)
		g.globals, g.dest, g.kind = fn.Globals, dest, callFrame
		for i := n; i < c.Positional; i++ {
			*g.regs.At(uint16(i)) = fn.Defaults[i-c.Positional+len(fn.Defaults)]
		}
		g.clearLocals(c.Positional)
		return g, nil
	}
	return m.pushBound(f, fn, append([]py.Value(nil), f.regs.Slice(base, n)...), nil, dest)
}

// pushArgs calls a Python function with arguments that do not stand in the window.
func (m *Machine) pushArgs(f *frame, fn *py.Function, args []py.Value, dest uint16) (*frame, error) {
	return m.pushBound(f, fn, args, nil, dest)
}

// pushBound is push for arguments that need spreading.
func (m *Machine) pushBound(f *frame, fn *py.Function, args []py.Value, kw []py.Keyword, dest uint16) (*frame, error) {
	c := fn.Code.C
	if m.depth >= m.t.RecursionLimit {
		return nil, m.tooDeep()
	}
	if c.Flags&generatorFlags != 0 {
		own := make([]py.Value, c.Regs)
		if err := m.bind(fn, own, args, kw); err != nil {
			return nil, err
		}
		*f.regs.At(dest) = m.newGenerator(fn, own)
		return nil, nil
	}
	g := m.enter(fn.Code, fn, f, -1, 0)
	g.globals, g.dest, g.kind = fn.Globals, dest, callFrame
	if err := m.bindFrame(g, fn, args, kw); err != nil {
		m.leave(g)
		return nil, err
	}
	return g, nil
}

// callOther calls what is no Python function. The register before the arguments is free to hold a receiver.
func (m *Machine) callOther(f *frame, callee py.Value, base, n int, dest uint16) (*frame, error) {
	t := m.t
	if !callee.IsSet() {
		return nil, t.Raisef(&py.SystemError, "unset callee")
	}
	if nf := callee.Native(); nf != nil {
		v, err := nf.Call(t, f.regs.Slice(base, n), nil)
		if err != nil {
			return nil, err
		}
		*f.regs.At(dest) = v
		return nil, nil
	}
	if b := callee.BoundMethod(); b != nil {
		*f.regs.At(uint16(base - 1)) = b.Self
		if fn := b.Fn.Func(); fn != nil {
			return m.push(f, fn, base-1, n+1, dest)
		}
		return m.callOther2(f, b.Fn, base-1, n+1, dest)
	}
	if typ := callee.AsType(); typ != nil && typ.PlainNew() {
		if fn := typ.SpecialInit().Func(); fn != nil && fn.Code.C.Flags&generatorFlags == 0 {
			self := t.NewPlain(typ)
			*f.regs.At(uint16(base - 1)) = self
			g, err := m.push(f, fn, base-1, n+1, dest)
			if g != nil {
				g.kind, g.self = initFrame, self
			}
			return g, err
		}
	}
	if typ := callee.Type(); typ.IsPython() {
		if fn := typ.SpecialCall(); fn.IsSet() && fn.Func() != nil {
			*f.regs.At(uint16(base - 1)) = callee
			return m.push(f, fn.Func(), base-1, n+1, dest)
		}
	}
	return m.callOther2(f, callee, base, n, dest)
}

// callOther2 calls through the general protocol.
func (m *Machine) callOther2(f *frame, callee py.Value, base, n int, dest uint16) (*frame, error) {
	v, err := m.t.CallKw(callee, f.regs.Slice(base, n), nil)
	if err != nil {
		return nil, err
	}
	*f.regs.At(dest) = v
	return nil, nil
}

// callMethod is CallMethod where its cache does not know the receiver's class.
func (m *Machine) callMethod(f *frame, in *code.Instr, c *py.Cache) (*frame, error) {
	t := m.t
	self := *f.regs.At(in.A)
	name := f.code.Names[in.D]
	base, n := int(in.A), int(in.B)
	fn, err := m.method(self, name, c)
	if err != nil {
		f.lookup = true
		return nil, err
	}
	if fn.IsSet() {
		if p := fn.Func(); p != nil {
			return m.push(f, p, base, n+1, in.C)
		}
		v, err := fn.Native().Call(t, f.regs.Slice(base, n+1), nil)
		if err != nil {
			return nil, err
		}
		*f.regs.At(in.C) = v
		return nil, nil
	}
	callee, err := t.GetAttr(self, name)
	if err != nil {
		f.lookup = true
		return nil, err
	}
	if p := callee.Func(); p != nil {
		return m.push(f, p, base+1, n, in.C)
	}
	return m.callOther(f, callee, base+1, n, in.C)
}

// method finds the function of a method, to be called with the receiver as first argument; unset where the attribute
// is something else.
func (m *Machine) method(self py.Value, name *py.Str, c *py.Cache) (py.Value, error) {
	typ := self.Type()
	if !typ.UsesGeneric() {
		return py.Value{}, nil
	}
	d := typ.Lookup(name.S)
	if !d.IsSet() || d.Func() == nil && (d.Native() == nil || d.Type() == &py.BuiltinType || d.Type() == &py.ClassMethodDescriptorType) {
		return py.Value{}, nil
	}
	if self.HasOwn(m.t, name) {
		return py.Value{}, nil
	}
	c.Typ, c.Ver, c.Val, c.Index = typ, typ.Version(), d, -1
	if self.ExtOf() != nil {
		c.Index = 0
	}
	return d, nil
}

// loadMethod puts a method's function and its receiver into two registers; where the attribute is something else, the
// second is unset.
func (m *Machine) loadMethod(f *frame, in *code.Instr) error {
	t := m.t
	r, s := f.regs.At(in.A), f.regs.At(in.A+1)
	self := *r
	name := f.code.Names[in.D]
	c := &f.code.Caches[in.E]
	if typ := self.Type(); c.Typ == typ && c.Ver == typ.Version() && c.Val.IsSet() && (c.Index < 0 || !self.HasOwn(t, name)) {
		*r, *s = c.Val, self
		return nil
	}
	fn, err := m.method(self, name, c)
	if err != nil {
		return err
	}
	if fn.IsSet() {
		*r, *s = fn, self
		return nil
	}
	v, err := t.GetAttr(self, name)
	*r, *s = v, py.Value{}
	return err
}

func (m *Machine) callKw(f *frame, in *code.Instr) (*frame, error) {
	names := f.code.KwNames[in.D]
	base, n := int(in.A)+1, int(in.B)-len(names)
	if in.E != 0 {
		if f.regs.At(in.A + 1).IsSet() {
			n++
		} else {
			base++
		}
	}
	args := f.regs.Slice(base, n)
	values := f.regs.Slice(base+n, len(names))
	kw := make([]py.Keyword, len(names))
	for i := range kw {
		kw[i] = py.Keyword{Name: names[i], Value: values[i]}
	}
	return m.callAny(f, *f.regs.At(in.A), args, kw, in.C)
}

// callAny calls with keywords, pushing a frame where it can.
func (m *Machine) callAny(f *frame, callee py.Value, args []py.Value, kw []py.Keyword, dest uint16) (*frame, error) {
	t := m.t
	if fn := callee.Func(); fn != nil {
		return m.pushBound(f, fn, args, kw, dest)
	}
	if b := callee.BoundMethod(); b != nil {
		if fn := b.Fn.Func(); fn != nil {
			return m.pushBound(f, fn, append([]py.Value{b.Self}, args...), kw, dest)
		}
	}
	if typ := callee.AsType(); typ != nil && typ.PlainNew() {
		if fn := typ.SpecialInit().Func(); fn != nil && fn.Code.C.Flags&generatorFlags == 0 {
			self := t.NewPlain(typ)
			g, err := m.pushBound(f, fn, append([]py.Value{self}, args...), kw, dest)
			if g != nil {
				g.kind, g.self = initFrame, self
			}
			return g, err
		}
	}
	v, err := t.CallKw(callee, args, kw)
	if err != nil {
		return nil, err
	}
	*f.regs.At(dest) = v
	return nil, nil
}

func (m *Machine) callEx(f *frame, in *code.Instr) (*frame, error) {
	args := f.regs.At(in.A + 1).Tuple().Items
	kw, err := m.keywords(*f.regs.At(in.A + 2))
	if err != nil {
		return nil, err
	}
	return m.callAny(f, *f.regs.At(in.A), args, kw, in.C)
}

// keywords turns the dict of a ** call into keyword arguments.
func (m *Machine) keywords(v py.Value) ([]py.Keyword, error) {
	d := v.Dict()
	if d == nil {
		return nil, nil
	}
	var kw []py.Keyword
	for i := 0; ; i++ {
		k, x, ok := d.Entry(i)
		if !ok {
			return kw, nil
		}
		if !k.IsSet() {
			continue
		}
		s := k.Str()
		if s == nil {
			return nil, m.t.Raisef(&py.TypeError, "keywords must be strings")
		}
		kw = append(kw, py.Keyword{Name: s, Value: x})
	}
}

// calleeName is how error messages about a call name the function.
func (m *Machine) calleeName(v py.Value) string {
	if b := v.BoundMethod(); b != nil {
		v = b.Fn
	}
	if fn := v.Func(); fn != nil {
		name := fn.QualName.S
		if fn.Module.IsSet() && fn.Module.Str() != nil && fn.Module.Str().S != "builtins" {
			name = fn.Module.Str().S + "." + name
		}
		return name + "()"
	}
	if n := v.Native(); n != nil {
		return n.Name + "()"
	}
	if c := v.AsType(); c != nil {
		return c.FullName() + "()"
	}
	return v.Type().Name + " object"
}

// loadSpecial finds a special method of a context manager, bound.
func (m *Machine) loadSpecial(f *frame, in *code.Instr) (py.Value, error) {
	t := m.t
	o := *f.regs.At(in.B)
	name := f.code.Names[in.D]
	d := o.Type().Lookup(name.S)
	if !d.IsSet() {
		kind, method := "context manager", "__enter__"
		if in.E == 2 {
			kind, method = "asynchronous context manager", "__aenter__"
		}
		missed := ""
		if name.S != method {
			missed = " (missed " + name.S + " method)"
		}
		return py.Value{}, t.Raisef(&py.TypeError, "'%s' object does not support the %s protocol%s", o.Type().FullName(), kind, missed)
	}
	if get := d.Type().DescrGet; get != nil {
		return get(t, d, o, o.Type())
	}
	return d, nil
}
